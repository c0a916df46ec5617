"""What a sum of money is paid for: 每月9.9元 is no "9.9 yuan a year", but 一斤60元 is "120 yuan a kilo".

So it is with what land yields: 亩产1200斤 is "nine tonnes a hectare".
"""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from align.model import Span
from align.quantities.model import Kind, Quantity
from align.quantities.patterns import EN_BESIDE, ZH_AMOUNTS
from align.quantities.units import find_ratio
from glossary.pack.patterns import join_words
from glossary.pack.tables import Form, cache_by_packs, read_rows, split_cell

RATES = Form(
    "align",
    "zh_en/rates",
    ("unit", "chinese", "pay", "yield", "english", "example"),
    key=("unit",),
    needed=("chinese", "english", "example"),
)
"""What sums are paid for: the unit in both languages, and words for pay or yield that name it."""
_PERIODS = frozenset(("hour", "day", "week", "month", "quarter", "year"))
_ALIKE = frozenset(("jin", "lb"))
"""A translation may call the one the other."""
_TOLERANCE = Fraction(4, 100)


class _Rate(NamedTuple):
    unit: str
    span: Span


class _Rates(NamedTuple):
    """What each word says that a sum is paid for, and what finds such words: beside a sum, or anywhere in a text."""

    chinese: dict[str, str]
    english: dict[str, str]
    before: re.Pattern[str]
    behind: re.Pattern[str]
    anywhere: re.Pattern[str]
    english_behind: re.Pattern[str]
    english_anywhere: re.Pattern[str]


@cache_by_packs
def _load_rates() -> _Rates:
    rows = [row.cells for row in read_rows(RATES)]
    named, pay, crops, english = (
        {word: row[0] for row in rows for word in split_cell(row[i], "|")} for i in range(1, 5)
    )
    part = {
        name: ZH_AMOUNTS.source(name) for name in ("paid_for_each", "up_to_sum", "for_each_behind", "pay_for_period")
    }
    each, no_unit = ZH_AMOUNTS.source("each"), ZH_AMOUNTS.source("no_unit_of_rate_behind")
    unit, is_pay = f"(?P<unit>{join_words(named)})", f"(?P<pay>{join_words(pay)})"
    of_english = f"(?P<unit>{join_words(english)})(?![A-Za-z-])"
    return _Rates(
        named | pay | crops,
        english,
        re.compile(rf"(?:{part['paid_for_each']}{unit}|{is_pay}){part['up_to_sum']}"),
        re.compile(rf"{part['for_each_behind']}{unit}(?!{no_unit})"),
        re.compile(
            rf"(?:(?<={each})|(?={join_words((*pay, *crops))}|{part['pay_for_period']}))"
            rf"(?P<unit>{join_words(named | pay | crops)})"
        ),
        re.compile(EN_BESIDE.source("for_each") + of_english),
        re.compile(EN_BESIDE.source("for_each_anywhere") + of_english),
    )


def find_other_units(
    source: str, target: str, left: Sequence[Quantity], right: Sequence[Quantity]
) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield what a sum is paid for in the source and the other thing it is paid for in the translation, as labels."""
    for one in left if any(quantity.kind is Kind.MONEY for quantity in right) else ():
        alike = [other for other in right if _is_same_sum(one, other)]
        if len(alike) != 1 or sum(_is_same_sum(another, alike[0]) for another in left) != 1:
            continue
        given, found = _read_rate(source, one), _read_english_rate(target, alike[0])
        if given and found and _is_other(given.unit, found.unit):
            yield _make_label(given), _make_label(found)


def _is_same_sum(one: Quantity, other: Quantity) -> bool:
    return one.kind is other.kind is Kind.MONEY and one[2:4] == other[2:4]


def _is_other(unit: str, other: str) -> bool:
    if unit == other or {unit, other} == _ALIKE:
        return False
    return {unit, other} <= _PERIODS or find_ratio(unit, other) is not None


def _make_label(rate: _Rate) -> Quantity:
    """Return what a sum is paid for, by its first name in the table."""
    name = next(name for name, unit in _load_rates().english.items() if unit == rate.unit)
    return Quantity(rate.span, Kind.LABEL, label=name)


def list_units_paid_for(source: str, target: str) -> tuple[set[str], set[str]]:
    """Return the units for which anything is paid or yielded in a text, and those in its translation."""
    rates = _load_rates()
    found = {rates.english[match["unit"]] for match in rates.english_anywhere.finditer(target)}
    return {rates.chinese[match["unit"]] for match in rates.anywhere.finditer(source)} if found else set(), found


def is_same_rate(source: str, target: str, one: Quantity, other: Quantity) -> bool:
    """Return whether two amounts for different units are the same rate: 60 yuan for a jin, 120 for a kilo."""
    factor = 1 if one.kind is other.kind is Kind.MONEY else find_ratio(one.unit, other.unit)
    if factor is None or one.value is None or not other.value:
        return False
    given, found = list_units_paid_for(source, target)
    ratios = (find_ratio(unit, of) for unit in given for of in found)
    tolerance = _TOLERANCE * Fraction(other.value)
    return any(ratio and abs(one.value * factor / ratio - other.value) <= tolerance for ratio in ratios)


def _read_rate(text: str, price: Quantity) -> _Rate | None:
    """Read what a sum is paid for in Chinese, before it or behind it."""
    start, end = price.span
    rates = _load_rates()
    match = rates.behind.match(text, end) or rates.before.search(text, max(start - 14, 0), start)
    if not match:
        return None
    group = "unit" if match["unit"] else "pay"
    return _Rate(rates.chinese[match[group]], Span(*match.span(group)))


def _read_english_rate(text: str, price: Quantity) -> _Rate | None:
    rates = _load_rates()
    match = rates.english_behind.match(text, price.span.end)
    return _Rate(rates.english[match["unit"]], Span(*match.span("unit"))) if match else None
