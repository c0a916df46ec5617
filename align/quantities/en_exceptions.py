"""What an English translation may add or leave out: conversions in brackets, the number of a year that is clear."""

import re

from align.quantities.model import Kind, Quantity

_OPENING = re.compile(
    r"[(\[（](?:(?:about|around|roughly|approximately|some|nearly|or|equal to|equivalent to|worth)\s+)*\Z",
    re.IGNORECASE,
)
_REACH = 40
_YEAR = re.compile(r"\b(?:the|this|that|last|next|same|previous|past|following) year\b", re.IGNORECASE)


def is_conversion(text: str, quantity: Quantity) -> bool:
    """Whether a sum or a measure stands at the head of brackets, as a conversion of what is before them does.

    `text` is the text the quantity was found in.
    """
    start = quantity.span.start
    return quantity.kind in (Kind.MONEY, Kind.MEASURE) and bool(_OPENING.search(text[max(start - _REACH, 0) : start]))


def is_implied_year(text: str, quantity: Quantity) -> bool:
    """Whether a translation refers to a year of its source without the number: "last year", "during the year"."""
    return quantity.kind is Kind.YEAR and quantity.high is None and bool(_YEAR.search(text))
