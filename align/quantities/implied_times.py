"""Times that the other text does not give as such.

七点 alone, 9.45, the beginning of "twelve hours to 8 a.m."; the month before another: 12月比11月, "in December
... month on month".
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from align.quantities.components import Component, split_into_components
from align.quantities.model import Kind, Number, Quantity
from align.quantities.patterns import EN_SENSES, ZH_DATES
from align.quantities.units import find_ratio
from align.quantities.zh_dates import parse_number
from align.quantities.zh_numbers import load_numerals

_BARE, _OLD_HOUR = ZH_DATES.late("bare_hour"), ZH_DATES.late("old_hour")
_ZONES = {"GMT": 8, "UTC": 8, "BST": 7, "CET": 7, "CEST": 6, "EDT": 12, "EST": 13, "PDT": 15, "PST": 16, "JST": -1}
"""How many hours clocks in Beijing are ahead of those elsewhere."""
_ZONE = re.compile(rf" ?(?:{'|'.join(_ZONES)})\b")
_ZONED = re.compile(
    rf"\b(?P<hour>[01]?\d|2[0-3])(?:[:.]?(?P<minute>[0-5]\d))?(?: ?[ap]\.?m\.?)? ?(?P<zone>{'|'.join(_ZONES)})\b"
)
_EARLIER, _LAST = EN_SENSES.late("earlier_period"), {"month": 12, "quarter": 4}
_DAY, _HALF_DAY, _HOUR, _LAST_HOUR = 1440, 720, 60, 24
_DOUBLE = 120
"""The minutes of an hour as old China named it, of which a day has twelve, or of a watch of the night."""


def find_implied_times(
    source: str, target: str, left: Sequence[Quantity], right: Sequence[Quantity]
) -> Iterator[Quantity]:
    """Yield what one side lacks for no fault: hours of the translation, the ends of periods of the source."""
    times, clocked = _list_times(left), {minutes for one in right for minutes in _read_clocks(one)}
    clocked |= {_convert(match) for match in _ZONED.finditer(target)}
    periods = _list_periods(right) if times else set()
    if times and (clocked or periods):
        known = times & _list_times(right)
        yield from (one for one in left if _is_implied(_list_times((one,)), known, clocked, periods))
    old = [_begin_old_hour(match) for match in _OLD_HOUR.finditer(source)]
    yield from (one for one in right if old and _is_within(_list_times((one,)), old))
    hours = {parse_number(match["hour"]) % 12 * 60 for match in _BARE.finditer(source)}
    on_the_clock = clocked & {time % _HALF_DAY for time in times}
    for quantity in right if hours or on_the_clock else ():
        if not on_the_clock.isdisjoint(_read_clocks(quantity)) or hours.issuperset(_list_ends(quantity)):
            yield quantity


def _begin_old_hour(match: re.Match[str]) -> int:
    """Return the minute of the day at which an old hour begins: 子 at eleven at night, the first watch at seven."""
    if match["branch"]:
        return (ZH_DATES.words("earthly_branch").index(match["branch"]) * _DOUBLE - 60) % _DAY
    return (17 * 60 + load_numerals().digits[match["watch"]] * _DOUBLE) % _DAY


def _is_within(times: set[Number], hours: Sequence[int]) -> bool:
    """Whether some times of day lie within double hours that begin at some minutes."""
    return bool(times) and all(any((time - hour) % _HALF_DAY <= _DOUBLE for hour in hours) for time in times)


def _convert(zoned: re.Match[str]) -> Number:
    """The time in Beijing, in minutes of half a day, when it is a time elsewhere."""
    return ((int(zoned["hour"]) + _ZONES[zoned["zone"]]) * 60 + int(zoned["minute"] or 0)) % _HALF_DAY


def is_zoned(text: str, time: Quantity) -> bool:
    """Whether a time of a translation is one elsewhere."""
    return time.kind is Kind.TIME and bool(_ZONE.match(text, time.span.end))


def _is_implied(ends: set[Number], known: set[Number], clocked: set[Number], periods: set[Number]) -> bool:
    """Whether each of some times is known, is a decimal, or is so long from a known one as a period says."""
    return bool(ends) and all(
        one in known or one % _HALF_DAY in clocked or _is_begun(one, known, periods) for one in ends
    )


def _read_clocks(quantity: Quantity) -> Iterator[Number]:
    """The minutes of half a day that a decimal may be as a time: 9.45; one of 8.7 is 八点七分, which may be a mark."""
    if quantity.kind is not Kind.CARDINAL or quantity.unit or quantity.high or not isinstance(quantity.value, Fraction):
        return
    for digits in (100, 10):
        hour, minute = divmod(quantity.value * digits, digits)
        if hour <= _LAST_HOUR and minute < _HOUR and minute.denominator == 1:
            yield hour % 12 * _HOUR + minute


def _is_begun(time: Number, known: set[Number], periods: set[Number]) -> bool:
    """Whether a time is so long before or after a known one as a period says."""
    return any((one - time) % _DAY in periods or (time - one) % _DAY in periods for one in known)


def _list_times(quantities: Sequence[Quantity]) -> set[Number]:
    return {one.value for one in split_into_components(quantities) if one.aspect == "time"}


def _list_periods(quantities: Sequence[Quantity]) -> set[Number]:
    """The periods in minutes that some quantities name."""
    parts = split_into_components(one for one in quantities if one.kind is Kind.DURATION)
    return {part.value * ratio % _DAY for part in parts if (ratio := find_ratio(part.quantity.unit, "minute"))}


def _list_ends(quantity: Quantity) -> Iterator[Number]:
    """The times, in minutes of half a day, that a quantity names or, as a number alone, may name."""
    for part in split_into_components((quantity,)):
        yield _measure(part)


def _measure(part: Component) -> Number:
    """The minutes of a time, or of an hour that is a number alone; -1 where a part is neither."""
    if part.aspect == "time":
        return part.value % _HALF_DAY
    return part.value % 12 * 60 if part.aspect == "cardinal" and not part.quantity.unit and part.value <= 12 else -1


def find_previous_periods(target: str, missing: Iterable[Quantity], left: Sequence[Quantity]) -> Iterator[Quantity]:
    """Yield the periods of a source next before one that it names, where the translation calls them the one before."""
    units = {match["unit"].lower() for match in _EARLIER.finditer(target)}
    given = {_read_period(one) for one in left} if units else set()
    for one in missing if units else ():
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
