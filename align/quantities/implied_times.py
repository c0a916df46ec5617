"""Times, days and years that the other text does not give as such.

七点 alone, 9.45, the beginning of "twelve hours to 8 a.m."; the month before another: 12月比11月, "in December
... month on month"; 26日, "on Tuesday"; "last year", and the year of an event that has a name.
"""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product

from align.quantities.components import Component, split_into_components
from align.quantities.model import Kind, Number, Quantity
from align.quantities.passages import Passage, get_day, list_weekdays
from align.quantities.patterns import EN_DATES, EN_SENSES, ZH_DATES, ZH_SENSES
from align.quantities.units import find_ratio
from align.quantities.zh_calendar import may_fall_on
from align.quantities.zh_dates import parse_number
from align.quantities.zh_idioms import expand
from align.quantities.zh_numbers import load_numerals
from glossary.pack.patterns import compile_late
from glossary.pack.tables import Form, cache_by_packs, read_rows

_BARE, _OLD_HOUR = ZH_DATES.late("bare_hour"), ZH_DATES.late("old_hour")
_ZONES = {"GMT": 8, "UTC": 8, "BST": 7, "CET": 7, "CEST": 6, "EDT": 12, "EST": 13, "PDT": 15, "PST": 16, "JST": -1}
"""How many hours clocks in Beijing are ahead of those elsewhere."""
_ZONE = compile_late(rf" ?(?:{'|'.join(_ZONES)})\b")
_ZONED = compile_late(
    rf"\b(?P<hour>[01]?\d|2[0-3])(?:[:.]?(?P<minute>[0-5]\d))?(?: ?[ap]\.?m\.?)? ?(?P<zone>{'|'.join(_ZONES)})\b"
)
_EARLIER, _LAST = EN_SENSES.late("earlier_period"), {"month": 12, "quarter": 4}
_DAY, _HALF_DAY, _HOUR, _LAST_HOUR = 1440, 720, 60, 24
_DOUBLE = 120
"""The minutes of an hour as old China named it, of which a day has twelve, or of a watch of the night."""
_YEAR, _WEEK = EN_DATES.late("year_without_number"), 7
_TIME_BEHIND_DAY, _TIME_OF_DAY = ZH_DATES.late("time_behind_day"), EN_DATES.late("says_time_of_day")
_BESIDE_DAY = EN_DATES.late("names_day_beside")
_FESTIVAL, _FESTIVAL_NAMED = ZH_SENSES.late("lunar_festival"), EN_SENSES.late("names_lunar_festival")
_PLAN = ZH_SENSES.late("five_year_plan")
_KNOWN_PLAN, _BEGINNING_OF_KNOWN_PLAN, _YEARS_OF_PLAN = 14, 2021, 5
"""The fourteenth five-year plan began in 2021."""
NAMED_EVENTS = Form(
    "align",
    "zh_en/named_events",
    ("words", "english", "example", "counter_example"),
    key=("words",),
    needed=("english",),
)
"""What the name of an event ends with, and English words of which its translation has one."""


def find_implied_times(passage: Passage) -> Iterator[Quantity]:
    """Yield what one side lacks for no fault: hours of the translation, the ends of periods of the source."""
    left, right = passage.left, passage.right
    times, clocked = _list_times(left), {minutes for one in right for minutes in _read_clocks(one)}
    for match in _ZONED.finditer(passage.target):
        clocked.add(((int(match["hour"]) + _ZONES[match["zone"]]) * 60 + int(match["minute"] or 0)) % _HALF_DAY)
    periods = _list_periods(right) if times else set()
    if times and (clocked or periods):
        known = times & _list_times(right)
        yield from (one for one in left if _is_implied(_list_times((one,)), known, clocked, periods))
    old = [_begin_old_hour(match) for match in _OLD_HOUR.finditer(passage.source)]
    for one in right if old else ():
        ends = _list_times((one,))
        if ends and all(any((time - hour) % _HALF_DAY <= _DOUBLE for hour in old) for time in ends):
            yield one
    hours = {parse_number(match["hour"]) % 12 * 60 for match in _BARE.finditer(passage.source)}
    on_the_clock = clocked & {time % _HALF_DAY for time in times}
    for one in right if hours or on_the_clock else ():
        if not on_the_clock.isdisjoint(_read_clocks(one)) or all(
            _measure(part) in hours for part in split_into_components((one,))
        ):
            yield one


def find_times_elsewhere(passage: Passage) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield times of a source with the same in another zone: 9时56分, "1:56 GMT"."""
    zoned = [one for one in passage.comparison.wrong if one.target.kind is Kind.TIME]
    zoned = [one for one in zoned if _ZONE.match(passage.target, one.target.span.end)]
    if zoned:
        times = set(find_implied_times(passage))
        yield from (one[:2] for one in zoned if one.source in times)


def _begin_old_hour(match: re.Match[str]) -> int:
    """Return the minute of the day at which an old hour begins: 子 at eleven at night, the first watch at seven."""
    if match["branch"]:
        return (ZH_DATES.words("earthly_branch").index(match["branch"]) * _DOUBLE - 60) % _DAY
    return (17 * 60 + load_numerals().digits[match["watch"]] * _DOUBLE) % _DAY


def _is_implied(ends: set[Number], known: set[Number], clocked: set[Number], periods: set[Number]) -> bool:
    """Return whether each of some times is known, is a decimal, or is so long from a known one as a period says."""
    return bool(ends) and all(
        one in known
        or one % _HALF_DAY in clocked
        or any((time - one) % _DAY in periods or (one - time) % _DAY in periods for time in known)
        for one in ends
    )


def _read_clocks(quantity: Quantity) -> Iterator[Number]:
    """Yield the minutes of half a day that a decimal may be as a time, 9.45; 8.7 is 八点七分, which may be a mark."""
    if quantity.kind is not Kind.CARDINAL or quantity.unit or quantity.high or not isinstance(quantity.value, Fraction):
        return
    for digits in (100, 10):
        hour, minute = divmod(quantity.value * digits, digits)
        if hour <= _LAST_HOUR and minute < _HOUR and minute.denominator == 1:
            yield hour % 12 * _HOUR + minute


def _list_times(quantities: Sequence[Quantity]) -> set[Number]:
    """Return the times of day in some quantities, in minutes."""
    return {one.value for one in split_into_components(quantities) if one.aspect == "time"}


def _list_periods(quantities: Sequence[Quantity]) -> set[Number]:
    """Return the periods in minutes that some quantities name."""
    parts = split_into_components(one for one in quantities if one.kind is Kind.DURATION)
    return {part.value * ratio % _DAY for part in parts if (ratio := find_ratio(part.quantity.unit, "minute"))}


def _measure(part: Component) -> Number:
    """Return the minutes of a time, or of an hour that is a number alone; -1 where a part is neither."""
    if part.aspect == "time":
        return part.value % _HALF_DAY
    return part.value % 12 * 60 if part.aspect == "cardinal" and not part.quantity.unit and part.value <= 12 else -1


def find_previous_periods(passage: Passage) -> Iterator[Quantity]:
    """Yield the periods of a source next before one that it names, where the translation calls them the one before."""
    units = {match["unit"].lower() for match in _EARLIER.finditer(passage.target)}
    given = {_read_period(one) for one in passage.left} if units else set()
    for one in (*passage.comparison.missing, *(one.source for one in passage.comparison.wrong)) if units else ():
        unit, number = _read_period(one)
        if unit in units and (unit, number % _LAST[unit] + 1) in given:
            yield one


def _read_period(quantity: Quantity) -> tuple[str, Number]:
    """Return the unit and the number of a month or a quarter; none of any other quantity."""
    moment = quantity.moment
    if moment and moment.month and not moment.day and not quantity.until:
        return "month", moment.month
    is_quarter = quantity.kind is Kind.ORDINAL and quantity.unit == "quarter" and quantity.high is None
    return ("quarter", quantity.value or 0) if is_quarter else ("", 0)


def find_months_in_digits(passage: Passage) -> Iterator[Quantity]:
    """Yield the months that a translation has in digits (2016-03), as seasons are written too, and their figures."""
    for one in passage.comparison.missing:
        moment = one.moment
        if moment and moment.year and moment.month and not moment.day:
            for match in re.finditer(rf"(?<![\w-]){moment.year}-{moment.month:02}(?![\w-])", passage.target):
                yield one
                extra = passage.comparison.extra
                yield from (other for other in extra if match.start() <= other.span.start < match.end())


def find_weekdays(passage: Passage) -> Iterator[Quantity]:
    """Yield days of a month that the translation names as days of the week, by the calendar of the whole text."""
    days = [one for one in passage.comparison.missing if get_day(one) and not one.until]
    named = list_weekdays(passage.right) if days else set()
    if not named or list_weekdays(passage.left) or passage.whole.calendar is None:
        return
    for day in days:
        if any((get_day(day) - weekday) % _WEEK == passage.whole.calendar for weekday in named):
            yield day


def find_days_named_before(passage: Passage) -> Iterator[Quantity]:
    """Yield days with a time whose translation has the time alone, after it named that day: 3日6时, "at 6 a.m."."""
    days = [one for one in passage.comparison.missing if get_day(one) and not one.until]
    for day in days if _TIME_OF_DAY.search(passage.target) else ():
        is_latest = passage.whole.latest_days.get(id(passage.right)) == get_day(day)
        if is_latest and _TIME_BEHIND_DAY.match(passage.source, day.span.end):
            yield day


def find_days_beside_named(passage: Passage) -> Iterator[Quantity]:
    """Yield days that the translation calls the one before or after a day that it has named: 24日, "the day before"."""
    days = [one for one in passage.comparison.missing if get_day(one) and not one.until]
    beside = {match.lastgroup for match in _BESIDE_DAY.finditer(passage.target)} if days else set()
    if not beside:
        return
    named = {*map(get_day, passage.right), passage.whole.latest_days.get(id(passage.right), 0)} - {0}
    for day in days:
        if ("before" in beside and get_day(day) + 1 in named) or ("after" in beside and get_day(day) - 1 in named):
            yield day


def find_lunar_festivals(passage: Passage) -> Iterator[Quantity]:
    """Yield the days of festivals that the translation names: 八月十五, "at Mid-Autumn"."""
    dates = list(_FESTIVAL.finditer(passage.source)) if passage.comparison.missing else []
    named = {match.lastgroup for match in _FESTIVAL_NAMED.finditer(passage.target)} if dates else set()
    for match in dates:
        if match.lastgroup in named:
            missing = passage.comparison.missing
            yield from (one for one in missing if match.start() <= one.span.start < match.end())


def find_plans(passage: Passage) -> Iterator[Quantity]:
    """Yield the numbers of five-year plans that the translation calls by their years: 十四五, "the 2021-2025 plan"."""
    for one in passage.comparison.missing:
        if one.value and _PLAN.match(passage.source, one.span.start):
            first = int(_BEGINNING_OF_KNOWN_PLAN + (one.value - _KNOWN_PLAN) * _YEARS_OF_PLAN)
            if re.search(rf"\b(?:{first}|{first + _YEARS_OF_PLAN - 1})\b", passage.target):
                yield one


def find_lunar_days(passage: Passage) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield days and months that a text with lunar dates does not say to be lunar, each with the solar one that it may
    be: 八月十三日 after 光绪二十四年八月初六.
    """
    if not passage.whole.is_lunar:
        return
    for one, other in product(passage.left, passage.right):
        if one.moment and other.moment and may_fall_on(one.moment, other.moment):
            yield one, other


def find_implied_years(passage: Passage) -> Iterator[Quantity]:
    """Yield years of a source that its translation refers to without the number."""
    yield from (one for one in passage.comparison.missing if is_implied_year(passage.target, one))


def is_implied_year(text: str, quantity: Quantity) -> bool:
    """Return whether a translation refers to a year of its source without the number: "last year", "during the year".

    So does a comparison with the year before or after it, as in "to 1.75% from 1.92% in 2016".
    """
    if quantity.kind is not Kind.YEAR or quantity.value is None or quantity.high is not None:
        return False
    compared = EN_DATES.source("compared_with")
    near = (quantity.value - 1, quantity.value + 1)
    return bool(_YEAR.search(text)) or any(re.search(rf"{compared}{year}\b", text) for year in near)


def dates_event(source: str, quantity: Quantity, text: str) -> bool:
    """Return whether a year of a source is right before the name of an event that the translation names as well."""
    if quantity.kind is not Kind.YEAR:
        return False
    return any(named.match(source, quantity.span.end) and english.search(text) for named, english in _compile_events())


@cache_by_packs
def _compile_events() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    before, behind = ZH_SENSES.source("before_event_name"), ZH_SENSES.source("behind_event_name")
    return tuple(
        (
            re.compile(f"{before}(?:{'|'.join(map(re.escape, expand(words)))}){behind}"),
            re.compile(rf"\b(?:{'|'.join(map(_match_word, english.split('|')))})\b", re.IGNORECASE),
        )
        for words, english, *_ in (row.cells for row in read_rows(NAMED_EVENTS))
    )


def _match_word(word: str) -> str:
    """Return the expression of an English word, in which a blank may be a hyphen as well."""
    return ".".join(map(re.escape, word.split()))
