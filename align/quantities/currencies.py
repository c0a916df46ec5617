"""The signs and codes of currencies, and cents, which are compared as parts of their dollar: HK48.5 cents, HK$0.485."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from align.model import Span
from align.quantities.model import CENT, Quantity, simplify
from align.quantities.patterns import FIGURES
from glossary.pack.tables import Form, cache_by_packs, read_rows

CURRENCY_SIGNS = Form(
    "align",
    "zh_en/currency_signs",
    ("sign", "kind", "unit", "example"),
    key=("sign",),
    needed=("kind", "unit", "example"),
    choices=(("kind", ("sign", "code", "country")),),
)
"""Signs, codes, and the letters of countries, which stand before the sign of the dollar or a number of cents."""
_COUNTRY = FIGURES.late("country_of_cents")


class CurrencySigns(NamedTuple):
    """The currencies of the signs that stand right before a number, of codes, and of the letters of countries."""

    signs: dict[str, str]
    codes: dict[str, str]
    countries: dict[str, str]


@cache_by_packs
def load_currency_signs() -> CurrencySigns:
    """Return what the rows of the table say. Raises PackError."""
    rows = [row.cells for row in read_rows(CURRENCY_SIGNS)]
    return CurrencySigns(
        *({sign: unit for sign, kind, unit, _ in rows if kind == one} for one in ("sign", "code", "country"))
    )


def convert_cents(text: str, found: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """Return the quantities of a text, cents in the unit that they are parts of; `CENT` where nothing names it."""
    return tuple(_convert(text, one) if one.unit.endswith(CENT) else one for one in found)


def _convert(text: str, cents: Quantity) -> Quantity:
    """Return the same amount, with what stands before it that names the country: HK48.5 cents."""
    start, unit = cents.span.start, cents.unit.removesuffix(CENT)
    country = None if unit else _COUNTRY.search(text, max(start - 3, 0), start)
    if country:
        start, unit = country.start(), load_currency_signs().countries[country["country"]]
    value, high = (None if one is None else simplify(Fraction(one) / 100) for one in cents[2:4])
    return cents._replace(span=Span(start, cents.span.end), value=value, high=high, unit=unit or CENT)
