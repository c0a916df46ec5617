"""Where the clauses of a sentence end, in any language: behind a comma, colon, dash, quotation mark or stop."""

import re

_CLAUSE = re.compile(r"[^，,；;：:、。.!?！？—…”“\"]*[，,；;：:、。.!?！？—…”“\"]*[’」』)）\s]*")
_SHORTEST = 3


def clauses(text: str) -> list[str]:
    """The clauses of a text, one at least; joined, they are the text. A piece of a character or two goes to its left.

    >>> clauses("他来了，坐下；没说话。")
    ['他来了，', '坐下；', '没说话。']
    """
    found: list[str] = []
    for piece in _CLAUSE.findall(text):
        if found and len(piece.strip()) < _SHORTEST:
            found[-1] += piece
        elif piece:
            found.append(piece)
    return found or [text]
