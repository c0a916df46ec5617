"""Amounts that a translation adds in brackets: what a sum is in another currency, or a length in another unit."""

import re

from align.lang.quantities.model import Kind, Quantity

_OPENED = re.compile(
    r"[(\[（](?:(?:about|around|roughly|approximately|some|nearly|or|equal to|equivalent to|worth)\s+)*\Z",
    re.IGNORECASE,
)
_REACH = 40


def converts(text: str, quantity: Quantity) -> bool:
    """Whether a quantity stands at the head of brackets, as a conversion of what is before them does.

    `text` is the text the quantity was found in.
    """
    start = quantity.span.start
    return quantity.kind in (Kind.MONEY, Kind.MEASURE) and bool(_OPENED.search(text[max(start - _REACH, 0) : start]))
