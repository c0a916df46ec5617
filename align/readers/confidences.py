"""How sure an aligner is of a pair, as files say it."""


def parse_confidence(text: str) -> float:
    """Return a confidence from 0 to 1; what is no such number is certain.

    >>> parse_confidence("0.25"), parse_confidence("97 %"), parse_confidence("nan")
    (0.25, 1.0, 1.0)
    """
    try:
        value = float(text)
    except ValueError:
        return 1.0
    return value if 0 <= value <= 1 else 1.0
