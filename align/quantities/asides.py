"""What a translation says in its own way: sums in another currency in brackets, a year that it need not name."""

import re

from align.quantities.model import Kind, Quantity

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


_YEAR = re.compile(r"\b(?:the|this|that|last|next|same|previous|past|following) year\b", re.IGNORECASE)


def implied(text: str, quantity: Quantity) -> bool:
    """Whether a translation refers to a year without its number: last year, during the year."""
    return quantity.kind is Kind.YEAR and quantity.high is None and bool(_YEAR.search(text))
