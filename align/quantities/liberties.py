"""What an English translation may add or leave out.

It may say what its source says in another sentence, convert a sum in brackets, and leave out the number of a year.
"""

import re
from collections.abc import Iterable

from align.quantities.components import split_into_components
from align.quantities.model import Kind, Number, Quantity
from align.quantities.patterns import EN_AMOUNTS, EN_DATES

_OPENS_CONVERSION, _ZONE = EN_AMOUNTS.late("opens_conversion"), EN_DATES.late("time_zone")
_YEAR = EN_DATES.late("year_without_number")
_REACH = 40
Value = tuple[str, Number]
"""What a number is, "day", "money", "percentage" ..., and how much."""


def list_values(quantities: Iterable[Quantity]) -> frozenset[Value]:
    """Return the values in some quantities; a day also as the ordinal that English may write for it."""
    components = split_into_components(quantities)
    days = {("ordinal", one.value) for one in components if one.aspect == "day"}
    return frozenset({(one.aspect, one.value) for one in components} | days)


def is_said_elsewhere(quantity: Quantity, beside: Iterable[Quantity], values: frozenset[Value]) -> bool:
    """Return whether a quantity of a translation is among the values of its whole source.

    One that may replace another of its kind `beside` it in the source is not.
    """
    kinds = {quantity.kind, Kind.DATE} if quantity.kind is Kind.ORDINAL else {quantity.kind}
    if any(other.kind in kinds for other in beside):
        return False
    return all((one.aspect, one.value) in values for one in split_into_components((quantity,)))


def is_conversion(text: str, quantity: Quantity) -> bool:
    """Return whether a sum or a measure is at the head of brackets, as a conversion of what is before them is.

    A time of another zone is one too, where its zone is named: "9:56 a.m. Beijing time (1:56 GMT)".

    `text` is the text the quantity was found in.
    """
    start = quantity.span.start
    if quantity.kind is Kind.TIME:
        return bool(_ZONE.match(text, quantity.span.end))
    is_amount = quantity.kind in (Kind.MONEY, Kind.MEASURE)
    return is_amount and bool(_OPENS_CONVERSION.search(text[max(start - _REACH, 0) : start]))


def is_implied_year(text: str, quantity: Quantity) -> bool:
    """Return whether a translation refers to a year of its source without the number: "last year", "during the year".

    So does a comparison with the year before or after it, as in "to 1.75% from 1.92% in 2016".
    """
    if quantity.kind is not Kind.YEAR or quantity.value is None or quantity.high is not None:
        return False
    compared = EN_DATES.source("compared_with")
    beside = (quantity.value - 1, quantity.value + 1)
    return bool(_YEAR.search(text)) or any(re.search(rf"{compared}{year}\b", text) for year in beside)
