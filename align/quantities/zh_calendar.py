"""Years counted from the beginning of a reign or an era, and days of the Chinese lunar calendar.

光绪二十四年 is 1898, 公元前221年 is 221 BC, and 八月十九 of 1911 is 10 October.
"""

import re
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from align.model import Span
from align.quantities.model import AD, BC, REIGN, Kind, Moment, Precision, Quantity, parse_digits
from align.quantities.patterns import ZH_DATES
from align.quantities.zh_numbers import parse_numerals
from glossary.pack.tables import Form, Row, cache_by_packs, read_rows

ERAS = Form(
    "align",
    "zh/eras",
    ("name", "first_year", "last_year", "calendar"),
    key=("name",),
    needed=("calendar",),
    chinese=("name",),
    choices=(("calendar", ("lunar", "solar")),),
    numbers=("first_year", "last_year"),
)


class Era(NamedTuple):
    """The name of an era, its first year and its last (0 where two eras have the name), and its calendar.

    A name that several eras had is that of the longest.
    """

    name: str
    first: int
    last: int
    calendar: str


_YEAR, _YEAR_TO, _FISCAL = (
    ZH_DATES.late(name) for name in ("era_year", "year_before_end_of_range", "year_of_unnamed_republic")
)
_YEAR_BEFORE, _BEFORE_CHRIST = ZH_DATES.late("era_year_before_month"), ZH_DATES.late("before_christ")
_YEAR_END, _SHORT = ZH_DATES.late("may_be_in_next_year"), ZH_DATES.late("short_year")
_LAST_PLAIN, _THIS_CENTURY = 999, 10

_CALENDAR = ZH_DATES.late("lunar_calendar")
_LONGEST, _DAYS_OF_YEAR, _DAYS_OF_MONTH = 5, 365, 30
_FIRST, _LAST = 8, 62
"""How many days later the same day of the solar year may be: few before 1582, many after a leap month."""


def follows_era(text: str, start: int) -> bool:
    """Return whether the name of an era ends at `start`."""
    return _find_era(text, start) is not None


def follows_imperial_year(text: str, start: int) -> bool:
    """Return whether the year of an emperor of China ends at `start`: 光绪三年, a leap month (闰) after it."""
    year = _YEAR_BEFORE.search(text, max(start - 9, 0), start)
    era = _find_era(text, year.start()) if year else None
    return era is not None and era.calendar == "lunar"


def _find_era_of_range(text: str, start: int) -> Era | None:
    """Return the era that is before a year, or before the range that it ends."""
    era, first = _find_era(text, start), _YEAR_TO.search(text, max(start - 12, 0), start)
    return era or (_find_era(text, first.start()) if first else None)


def _find_era(text: str, start: int) -> Era | None:
    from glossary.dictionary.script_folding import simplify

    lengths, eras = _list_lengths(), _load_eras()
    before = simplify(text[max(start - max(lengths, default=0) - 1, 0) : start].rstrip())
    if before[-1:] not in _list_ends():
        return None
    return next((eras[before[-length:]] for length in lengths if before[-length:] in eras), None)


@cache_by_packs
def _load_eras() -> dict[str, Era]:
    return {row.cells[0]: parse_era(row) for row in read_rows(ERAS)}


def parse_era(row: Row) -> Era:
    """Return what a row of the table says."""
    name, first, last, calendar = row.cells
    return Era(name, int(Fraction(first or 0)), int(Fraction(last or 0)), calendar)


@cache_by_packs
def _list_ends() -> frozenset[str]:
    return frozenset(name[-1] for name in _load_eras())


@cache_by_packs
def _list_lengths() -> tuple[int, ...]:
    return tuple(sorted({len(name) for name in _load_eras()}, reverse=True))


def read_era_year(text: str, start: int) -> Quantity | None:
    """Read the year whose number begins at `start`, after the name of an era or 公元."""
    match = _YEAR.match(text, start)
    if not match:
        return None
    number = 1 if match["first"] else _parse_number(match["number"])
    era = _find_era_of_range(text, start) or (
        _load_eras().get(ZH_DATES.words("republic")[0]) if _FISCAL.match(text, start) else None
    )
    if era and not (text.startswith(ZH_DATES.words("years_of_era"), match.end()) and _find_era(text, start)):
        return _make_era_year(text, match, era, number)
    if text[start - 1 : start].strip() not in ZH_DATES.words("ends_common_era") or match["first"]:
        return None
    if _BEFORE_CHRIST.search(text, max(start - 4, 0), start):
        return Quantity(Span(start, match.end()), Kind.YEAR, number, unit=BC)
    is_common = number <= _LAST_PLAIN and text.endswith(ZH_DATES.words("common_era"), 0, start)
    return Quantity(Span(start, match.end()), Kind.YEAR, number, unit=AD) if is_common else None


def _make_era_year(text: str, match: re.Match[str], era: Era, number: int) -> Quantity | None:
    """Return the year of the common era; None where the era did not last so long, so that years are counted."""
    year = era.first + number - 1
    if not era.first or not era.first <= year <= era.last:
        return None
    may_be_next = era.calendar == "lunar" and _YEAR_END.match(text, match.end())
    precision = Precision.ROUNDED if may_be_next else Precision.EXACT
    span = Span(*match.span())
    return Quantity(span, Kind.YEAR, year, None, precision, f"{REIGN}{number}", worded=not match["number"].isdecimal())


def _parse_number(digits: str) -> int:
    if digits[0].isdecimal():
        return int(parse_digits(digits))
    value = parse_numerals(digits)
    return value[0] if value and value[1] is None else 0


def read_short_year(text: str, start: int) -> Quantity | None:
    """Read the year of which two numerals begin at `start`: 八七年; 七八年 may be seven or eight years."""
    match = _SHORT.match(text, start)
    value = parse_numerals(text[start : start + 2]) if match else None
    if not match or not value or value[1] is not None:
        return None
    year = (2000 if value[0] < _THIS_CENTURY else 1900) + value[0]
    return Quantity(Span(*match.span()), Kind.YEAR, year, worded=True)


@cache
def load_months() -> dict[str, int]:
    """Return the months of this calendar that have names."""
    names = (("first_month", 1), ("eleventh_month", 11), ("twelfth_month", 12))
    return {word: month for name, month in names for word in ZH_DATES.words(name)}


def follows_lunar_year(text: str, start: int) -> bool:
    """Return whether what is before a month at `start` says that it is one of this calendar: 农历, 闰, 光绪三年."""
    return bool(_CALENDAR.search(text, max(start - _LONGEST, 0), start)) or follows_imperial_year(text, start)


def may_fall_on(lunar: Moment, solar: Moment) -> bool:
    """Return whether a day or a month of this calendar may be one of the solar calendar; the year is not looked at.

    >>> may_fall_on(Moment(month=8, day=19), Moment(1911, 10, 10)), may_fall_on(Moment(month=8), Moment(month=12))
    (True, False)
    """
    if not (lunar.month and solar.month):
        return False
    if not (lunar.day and solar.day):
        return (solar.month - lunar.month) % 12 <= _LAST // _DAYS_OF_MONTH
    days = (solar.month - lunar.month) * _DAYS_OF_YEAR // 12 + solar.day - lunar.day
    return _FIRST <= days % _DAYS_OF_YEAR <= _LAST
