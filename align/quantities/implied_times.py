"""Times that the other text does not give as such: 七点 alone, or the beginning of "twelve hours to 8 a.m."."""

from collections.abc import Iterator, Sequence

from align.quantities.components import Component, split_into_components
from align.quantities.model import Kind, Number, Quantity
from align.quantities.units import find_ratio
from align.quantities.zh_dates import parse_number
from align.quantities.zh_numbers import DIGITS
from glossary.lang.late_patterns import compile_late

_BARE = compile_late(
    rf"(?<![第{DIGITS}.])(?P<hour>[{DIGITS}]{{1,2}}|[一二两三四五六七八九十]{{1,2}})"
    rf"(?: ?[点點](?![{DIGITS}])|(?<=[朝早][六七八九十])(?=晚)|(?<=晚[四五六七八九十]))"
)
"""An hour that 点 alone follows, which may be a point as well; or one of 朝九晚五."""
_DAY, _HALF_DAY = 1440, 720


def find_implied_times(source: str, left: Sequence[Quantity], right: Sequence[Quantity]) -> Iterator[Quantity]:
    """Yield what one side lacks for no fault: hours of the translation, the ends of periods of the source."""
    times, others, periods = _list_times(left), _list_times(right), _list_periods(right)
    for quantity in left if others and periods else ():
        ends = _list_times((quantity,))
        if ends and all(one in others or _is_begun(one, times & others, periods) for one in ends):
            yield quantity
    hours = {parse_number(match["hour"]) % 12 * 60 for match in _BARE.finditer(source)}
    for quantity in right if hours else ():
        if hours.issuperset(_list_ends(quantity)):
            yield quantity


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
