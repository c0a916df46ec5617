"""Splits sentences into clauses, in any language: behind a comma, colon, dash, quotation mark or stop."""

from glossary.pack.patterns import compile_late

_CLAUSE = compile_late(r"[^，,；;：:、。.!?！？—…”“\"]*[，,；;：:、。.!?！？—…”“\"]*[’」』)）\s]*")
_SHORTEST = 3


def split_clauses(text: str) -> list[str]:
    """The clauses of a text, which joined are the text; one of a character or two goes with the one before.

    >>> split_clauses("他来了，坐下；没说话。")
    ['他来了，', '坐下；', '没说话。']
    """
    found: list[str] = []
    for piece in _CLAUSE.findall(text):
        if found and len(piece.strip()) < _SHORTEST:
            found[-1] += piece
        elif piece:
            found.append(piece)
    return found or [text]
