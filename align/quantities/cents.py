"""Cents, which are compared as parts of their dollar, euro or pound: HK48.5 cents is HK$0.485."""

import re
from collections.abc import Sequence
from fractions import Fraction

from align.model import Span
from align.quantities.model import CENT, Quantity, simplify

_COUNTRY = re.compile(r"\b(?P<code>HK|US|NT|A|S)\Z")
_CODES = {"HK": "HKD", "US": "USD", "NT": "TWD", "A": "AUD", "S": "SGD"}


def convert_cents(text: str, found: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """The quantities of a text, those in cents in the unit that they are parts of; `CENT` where nothing names it."""
    return tuple(_convert(text, one) if one.unit.endswith(CENT) else one for one in found)


def _convert(text: str, cents: Quantity) -> Quantity:
    """The same amount, with what stands before it that names the country: HK48.5 cents."""
    start, unit = cents.span.start, cents.unit.removesuffix(CENT)
    country = None if unit else _COUNTRY.search(text, max(start - 3, 0), start)
    if country:
        start, unit = country.start(), _CODES[country["code"]]
    value, high = (None if one is None else simplify(Fraction(one) / 100) for one in cents[2:4])
    return cents._replace(span=Span(start, cents.span.end), value=value, high=high, unit=unit or CENT)
