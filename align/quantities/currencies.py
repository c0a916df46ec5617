"""The signs and codes of currencies, cents, and what 元 and 块 are: yuan, or the dollars of a place.

Cents are compared as parts of their dollar: HK48.5 cents, HK$0.485.
"""

from collections.abc import Sequence
from fractions import Fraction
from itertools import chain
from operator import ne
from typing import NamedTuple

from align.model import Span
from align.quantities.model import CENT, Quantity, simplify
from align.quantities.patterns import FIGURES, ZH_AMOUNTS
from align.quantities.zh_surroundings import ANY_DOLLAR, load_units
from glossary.pack.tables import Form, cache_by_packs, read_rows

CURRENCY_SIGNS = Form(
    "align",
    "zh_en/currency_signs",
    ("sign", "kind", "unit", "example"),
    key=("sign",),
    needed=("kind", "unit", "example"),
    choices=(("kind", ("sign", "code", "country")),),
)
"""Signs, codes, and the letters of countries, which are before the sign of the dollar or a number of cents."""
_COUNTRY = FIGURES.late("country_of_cents")

_Quantities = list[tuple[Quantity, ...]]
"""The quantities of some texts."""

_LOCAL, _PLACES, _CHINESE, _ABROAD = (
    ZH_AMOUNTS.late(name) for name in ("local_dollars", "place_of_local_dollars", "yuan_alone", "dollars_abroad")
)
_TRADITIONAL_SHARE = 0.1
"""The share of characters from which on a text in which so many have a simplified form is in traditional script."""


class CurrencySigns(NamedTuple):
    """The currencies of the signs right before a number, of codes, and of the letters of countries."""

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
    """Return the same amount, with what is before it that names the country: HK48.5 cents."""
    start, unit = cents.span.start, cents.unit.removesuffix(CENT)
    country = None if unit else _COUNTRY.search(text, max(start - 3, 0), start)
    if country:
        start, unit = country.start(), load_currency_signs().countries[country["country"]]
    value, high = (None if one is None else simplify(Fraction(one) / 100) for one in cents[2:4])
    return cents._replace(span=Span(start, cents.span.end), value=value, high=high, unit=unit or CENT)


def settle_currencies(left: _Quantities, right: _Quantities, text: str) -> _Quantities:
    """Return the quantities of a Chinese text, in which 元 and 块 are what they can be; `right` are the other ones.

    Dollars of any country where the text is in traditional script or either names Hong Kong dollars and the like; only
    yuan where it names the yuan alone. This is asked only where the translation has dollars of some kind.
    """
    codes, dollars = {one.unit for one in chain.from_iterable(right)}, load_units().dollars
    if codes.isdisjoint((*dollars, ANY_DOLLAR)) or not any(one.others for one in chain.from_iterable(left)):
        return left
    of_yuan = find_local_currencies(text)
    if of_yuan and not codes.isdisjoint(dollars):
        of_yuan = (*dollars, ANY_DOLLAR)
    of_kuai = (*of_yuan, ANY_DOLLAR) if _ABROAD.search(text) else of_yuan
    return [
        tuple(
            one._replace(others=of_kuai if ANY_DOLLAR in one.others else of_yuan) if one.others else one
            for one in quantities
        )
        for quantities in left
    ]


def find_local_currencies(text: str) -> tuple[str, ...]:
    """Return the currencies other than the yuan that 元 can be in a Chinese text."""
    dollars = load_units().dollars
    if _LOCAL.search(text) or _is_traditional(text):
        return (*dollars, ANY_DOLLAR)
    return () if _CHINESE.search(text) and not _PLACES.search(text) else dollars


def _is_traditional(text: str) -> bool:
    """Return whether a Chinese text is in traditional script."""
    from glossary.dictionary.script_folding import simplify

    differing: int = sum(map(ne, text, simplify(text)))
    return differing > _TRADITIONAL_SHARE * len(text)


def adopt_currency(source: Quantity, target: Quantity) -> Quantity:
    """Return an amount of the source in the currency of the target, where it can be one in that: 50元, NT$60."""
    return source._replace(unit=target.unit) if target.unit in source.others else source


def is_doubtful(given: str, target: Quantity) -> bool:
    """Return whether dollars may be what the source calls 块, as people do abroad."""
    return target.unit == ANY_DOLLAR and any(name in given for name in load_units().colloquial)
