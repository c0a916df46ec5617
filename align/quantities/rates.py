"""What a sum of money is paid for, what land yields, and sums without their currency.

每月9.9元 is no "9.9 yuan a year", but 一斤60元 is "120 yuan a kilo", and 亩产1200斤 "nine tonnes a hectare".
"""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from align.model import Span
from align.quantities.model import Kind, Precision, Problem, Quantity
from align.quantities.passages import Mismatch, Passage
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
_REACH = 10
"""Characters before a unit in which “per” or “every” is looked for."""

_CURRENCY = EN_BESIDE.late("currency")
_LEAST, _FEWEST_WORDS = 100, 4
_CLOSING = ' \n"”’)'
_PIECE, _NO_SUM = ZH_AMOUNTS.late("piece_of_money"), ZH_AMOUNTS.late("no_sum_behind")


class _Rate(NamedTuple):
    unit: str
    span: Span


class _Rates(NamedTuple):
    """What each word says that a sum is paid for, and what finds such words: next to a sum, or anywhere in a text.

    `each` finds what comes before such a word in English.
    """

    chinese: dict[str, str]
    english: dict[str, str]
    before: re.Pattern[str]
    behind: re.Pattern[str]
    anywhere: re.Pattern[str]
    english_behind: re.Pattern[str]
    english_anywhere: re.Pattern[str]
    each: re.Pattern[str]


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
        re.compile(EN_BESIDE.source("for_each_anywhere") + r"\Z"),
    )


def find_other_units(passage: Passage) -> Iterator[Mismatch]:
    """Yield what a sum is paid for in the source and the other thing it is paid for in the translation, as labels."""
    for one in passage.left if any(quantity.kind is Kind.MONEY for quantity in passage.right) else ():
        alike = [other for other in passage.right if _is_same_sum(one, other)]
        if len(alike) != 1 or sum(_is_same_sum(another, alike[0]) for another in passage.left) != 1:
            continue
        given, found = _read_rate(passage.source, one), _read_english_rate(passage.target, alike[0])
        if given and found and _is_other(given.unit, found.unit):
            yield Mismatch(_make_label(given), _make_label(found), Problem.UNIT)


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


def find_same_rates(passage: Passage) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield two amounts for different units that are the same rate: 60 yuan for a jin, 120 for a kilo."""
    for one, other, _ in passage.comparison.wrong:
        factor = 1 if one.kind is other.kind is Kind.MONEY else find_ratio(one.unit, other.unit)
        if factor is None or one.value is None or not other.value:
            continue
        given, found = list_units_paid_for(passage.source, passage.target)
        ratios = (find_ratio(unit, of) for unit in given for of in found)
        tolerance = _TOLERANCE * Fraction(other.value)
        if any(ratio and abs(one.value * factor / ratio - other.value) <= tolerance for ratio in ratios):
            yield one, other


def find_units_by_measure(passage: Passage) -> Iterator[Quantity]:
    """Yield measures in a translation that are the unit for which a sum of the source is paid, with a number."""
    extra = [one for one in passage.comparison.extra if one.kind is Kind.MEASURE and one.value]
    rates = _load_rates()
    given = {rates.chinese[match["unit"]] for match in rates.anywhere.finditer(passage.source)} if extra else ()
    for one in extra:
        ratios = (find_ratio(unit, one.unit) for unit in given)
        tolerance = _TOLERANCE * Fraction(one.value or 0)
        is_unit = any(ratio and abs(ratio - (one.value or 0)) <= tolerance for ratio in ratios)
        if is_unit and rates.each.search(passage.target, max(one.span.start - _REACH, 0), one.span.start):
            yield one


def _read_rate(text: str, price: Quantity) -> _Rate | None:
    """Read what a sum is paid for in Chinese, before it or after it."""
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


def find_bare_sums(passage: Passage) -> Iterator[Mismatch]:
    """Yield the sums of a source whose numbers a translation has, where nothing in its sentence names a currency."""
    sums = [one for one in passage.left if one.kind is Kind.MONEY and _is_sum(passage.source, one)]
    if not sums or _CURRENCY.search(passage.target) or not _is_sentence(passage.target):
        return
    for one in sums:
        alike = [other for other in passage.left if other.value == one.value]
        fitting = [other for other in passage.right if (other.value, other.high) == (one.value, None)]
        if len(alike) == len(fitting) == 1 and fitting[0].kind is Kind.CARDINAL:
            yield Mismatch(one, fitting[0], Problem.CURRENCY)


def find_sums_in_named_currency(passage: Passage) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield sums without their currency, which the sentences before them name."""
    bare = [one for one in passage.comparison.wrong if one.problem is Problem.CURRENCY]
    yield from (one[:2] for one in bare if _CURRENCY.search(passage.before))


def _is_sum(text: str, money: Quantity) -> bool:
    """Return whether money is a sum for certain: 块 may count pieces, and a 万元户 is a household."""
    if money.high is not None or money.precision is Precision.ROUNDED or not money.value or money.value < _LEAST:
        return False
    return not _PIECE.search(text, *money.span) and not _NO_SUM.match(text, money.span.end)


def _is_sentence(text: str) -> bool:
    """Return whether a text is a sentence, and no heading or cell of a table, whose currency a title may give."""
    text = text.rstrip(_CLOSING)
    return text.endswith((".", "!", "?")) and len(text.split()) >= _FEWEST_WORDS
