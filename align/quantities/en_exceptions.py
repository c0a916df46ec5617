"""What an English translation may add or leave out: conversions in brackets, the number of a year that is clear."""

import re

from align.quantities.model import Kind, Quantity

_OPENING = re.compile(
    r"[(\[（](?:(?:about|around|roughly|approximately|some|nearly|or|equal to|equivalent to|worth)\s+)*\Z",
    re.IGNORECASE,
)
_REACH = 40
_ZONE = re.compile(
    r" ?(?:(?:GMT|UTC|[ECMP][SD]?T|CES?T|BST|JST|HKT|AES?T)(?![A-Za-z])|(?:(?:[A-Z][a-z]+ ){1,2}|local )time\b"
    r"|in [A-Z][a-z]+(?: [A-Z][a-z]+)?\))"
)
"""What behind a time names its zone."""
_YEAR = re.compile(
    r"\b(?:(?:the|this|that|last|next|same|previous|past|following) year|(?:a|one) year (?:ago|earlier|before)"
    r"|(?:full|whole|entire)[- ]year|year[- ]?end"
    r"|(?:an?|another) [a-z-]+ year(?= (?:due|for|in|as|with|on|and|amid)\b|[,.;:]))\b",
    re.IGNORECASE,
)
_COMPARED = r"\b(?:from|than|against|over|compared (?:with|to)|versus)\b(?:[^.;]|\.\d){{0,40}}\b{year}\b"
"""What says that the year next to this one was meant before: "rose to 5% from 4% in 2016"."""


def is_conversion(text: str, quantity: Quantity) -> bool:
    """Whether a sum or a measure stands at the head of brackets, as a conversion of what is before them does.

    A time of another zone is one too, where its zone is named: "9:56 a.m. Beijing time (1:56 GMT)".

    `text` is the text the quantity was found in.
    """
    start = quantity.span.start
    if quantity.kind is Kind.TIME:
        return bool(_ZONE.match(text, quantity.span.end))
    return quantity.kind in (Kind.MONEY, Kind.MEASURE) and bool(_OPENING.search(text[max(start - _REACH, 0) : start]))


def is_implied_year(text: str, quantity: Quantity) -> bool:
    """Whether a translation refers to a year of its source without the number: "last year", "during the year".

    So does a comparison with the year before or after it, as in "to 1.75% from 1.92% in 2016".
    """
    if quantity.kind is not Kind.YEAR or quantity.value is None or quantity.high is not None:
        return False
    beside = (quantity.value - 1, quantity.value + 1)
    return bool(_YEAR.search(text)) or any(
        re.search(_COMPARED.format(year=year), text, re.IGNORECASE) for year in beside
    )
