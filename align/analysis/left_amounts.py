"""Amounts of which the number was rendered and the Chinese scale left: “12,000 亿” is 1.2 trillion."""

import re

_SCALES = "十百千万萬亿億兆"
_NUMBER = re.compile(r"(?<![\d.,])\d[\d,.]{0,30} ?\Z")


def compute_amount(before: str, run: str) -> tuple[int, str] | None:
    """How many characters before a run belong to its amount, and the whole amount in English; None where it is none.

    >>> compute_amount("sales of 12,000 ", "亿元"), compute_amount("all ", "万物")
    ((7, '1.2 trillion yuan'), None)
    """
    number = _NUMBER.search(before[-40:]) if run.startswith(tuple(_SCALES)) else None
    if number is None:
        return None
    from align.quantities.en_render import render
    from align.quantities.zh import extract

    text = number[0] + run
    found = extract(text)
    if len(found) != 1 or tuple(found[0].span) != (0, len(text)):
        return None
    return len(number[0]), render(found[0])
