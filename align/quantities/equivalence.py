"""When components say the same: equal, in another form or unit, rounded, or two as one: 三年六个月, "3.5 years"."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from align.model import Span
from align.quantities.components import NAMING_ASPECTS, Component, have_conflicting_units, is_same_time
from align.quantities.model import EXACT, LUNAR, REIGN, Kind, Number, Precision, simplify
from align.quantities.units import Measure, find_ratio, is_same_measure, load_measures
from align.quantities.zh_calendar import may_fall_on

_CONVERSION, _IMPERIAL = Fraction(4, 100), Fraction(8, 100)
"""How far off a converted measure may be, and one in inches, ounces or cups, which is rounded to halves of them."""
_MILE, _HALF_A_MILE = Fraction(31, 100), Fraction(55, 100)

_OLD = Fraction(8, 100)
"""How far off an old weight may be."""

_TEMPERATURES = {
    ("°C", "°F"): (Fraction(9, 5), Fraction(32)),
    ("°F", "°C"): (Fraction(5, 9), Fraction(-160, 9)),
}
_TEMPERATURES |= {("degree", "°F"): _TEMPERATURES["°C", "°F"]}
"""A temperature in another unit: so many times as much, and this added."""
_BOILING, _STEP, _OVEN = 100, 25, 15
"""Above so many degrees an oven is set in such steps, so that it may be so many off: 180°C, 350°F."""
_DIFFERENCE = 18
"""Up to how many degrees may be a difference, which is so many times as much only."""

_AT_MOST = Fraction(13, 10)
"""How many times ten miles "more than ten miles" may be for so many li."""

_LOCAL = frozenset(("HKD", "TWD", "MOP", "SGD", "$"))
"""Dollars of which 角 may be tenths, too."""

SPEEDS = {("m", "km"): Fraction(18, 5), ("km", "m"): Fraction(5, 18), ("m", "mi"): Fraction(223694, 10**5)}
"""How many of the second unit an hour are one of the first a second, or the other way round."""

_LOWER = frozenset((Precision.MORE_THAN, Precision.AT_LEAST))
_UPPER = frozenset((Precision.NEARLY, Precision.LESS_THAN, Precision.UP_TO))
_APPROXIMATE = Fraction(12, 100)
"""How far off a rounded number may be where a word says that it is rounded."""

_JOINED = frozenset((Kind.DURATION, Kind.MEASURE, Kind.MONEY))
_CLOCKED = ("minute", "second")
_APART = 5
"""Characters between two parts at most: 零, " and "."""


def is_equal(source: Component, target: Component) -> bool:
    """Return whether two components agree in everything."""
    return (source.aspect, source.value, source.quantity.unit) == (target.aspect, target.value, target.quantity.unit)


def is_reworded(source: Component, target: Component) -> bool:
    """Return whether both can be said in one form ("half a year", "six months"), and their units do not conflict."""
    aspects = {source.aspect, target.aspect}
    if aspects == {"day", "shift"} or (source.quantity.unit == LUNAR and _is_converted_date(source, target)):
        return True
    if aspects == {"time"}:
        return is_same_time(source, target)
    if aspects == {"percentage"} and source.quantity.unit == target.quantity.unit:
        return source.value == target.value
    if _are_of_one_size_only(source, target):
        return False
    if source.quantity.unit == "jiao" and target.quantity.unit in _LOCAL:
        return source.value == 10 * target.value
    return not source.forms.isdisjoint(target.forms) and (
        not have_conflicting_units(source, target) or _have_common_base(source, target)
    )


def _is_converted_date(source: Component, target: Component) -> bool:
    """Return whether a month or a day of the lunar calendar may be that of the target in the solar one."""
    one, other = source.quantity.moment, target.quantity.moment
    return source.aspect == target.aspect in ("month", "day") and bool(one and other and may_fall_on(one, other))


def _have_common_base(source: Component, target: Component) -> bool:
    """Return whether two periods, or two sums of Chinese money, are the same in another unit."""
    return any(name in ("second", "month", "yuan") for name, _ in source.forms & target.forms)


def _are_of_one_size_only(source: Component, target: Component) -> bool:
    """Return whether two numbers share nothing but their size, and neither is open: "about forty", not "dozens".

    More than thirty may be nearly forty.
    """
    if any(name != "order" for name, _ in source.forms & target.forms) or _is_open(source) or _is_open(target):
        return False
    precisions = (source.quantity.precision, target.quantity.precision)
    return not (any(one in _LOWER for one in precisions) and any(one in _UPPER for one in precisions))


def _is_open(component: Component) -> bool:
    return component.quantity.precision is Precision.ROUNDED or str(component.value).rstrip("0") == "1"


def is_converted(source: Component, target: Component) -> bool:
    """Return whether measures or periods in different units are the same, but for rounding; pounds may be a weight."""
    one, other = source.quantity, target.quantity
    if one.kind is Kind.MEASURE and other.unit == "GBP":
        return is_same_measure(source.value, one.unit, target.value, "lb", _CONVERSION)
    if (one.unit, other.unit) in _TEMPERATURES:
        return _is_same_temperature(source, target, *_TEMPERATURES[one.unit, other.unit])
    if not (one.kind is other.kind and one.kind in (Kind.MEASURE, Kind.DURATION)):
        return False
    if _is_same_otherwise(source, target) or _is_within_ten(source, target):
        return True
    is_vague = other.precision is not Precision.EXACT and _count_digits(target.value) == 1
    tolerance = _IMPERIAL if _find_measure(other.unit).rounding == "halves" else _CONVERSION
    tolerance = _APPROXIMATE if is_vague or _find_measure(one.unit).rounding == "rough" else tolerance
    if one.unit == "li" != other.unit and other.precision in _LOWER:
        ratio = Fraction(find_ratio(one.unit, other.unit) or 0) * source.value / (target.value or 1)
        return 1 - tolerance <= ratio <= _AT_MOST
    return one.unit != other.unit and is_same_measure(source.value, one.unit, target.value, other.unit, tolerance)


def _is_within_ten(source: Component, target: Component) -> bool:
    """Return whether a measure is one of the ten from the source's on, in another unit: 十几坪, "40 square metres"."""
    ratio = find_ratio(source.quantity.unit, target.quantity.unit)
    is_ten = source.value % 10 == 0 and source.value < _BOILING and source.quantity.precision is Precision.MORE_THAN
    is_other = source.quantity.unit != target.quantity.unit
    return is_ten and is_other and ratio is not None and source.value <= target.value / ratio < source.value + 10


def _is_same_otherwise(source: Component, target: Component) -> bool:
    """Return whether two measures are the same as old ones, as speeds a second and an hour, or in whole miles."""
    one, other = source.quantity.unit, target.quantity.unit
    if (one, other) == ("li", "mi") and abs(source.value * _MILE - target.value) <= _HALF_A_MILE:
        return True
    if (one, other) == ("day", "month") and target.quantity.precision is not Precision.EXACT:
        return abs(Fraction(source.value) - 30 * target.value) <= _APPROXIMATE * source.value
    if (one, other) in SPEEDS:
        return abs(source.value * SPEEDS[one, other] - target.value) <= _CONVERSION * Fraction(target.value)
    sizes = _find_measure(one).others
    return any(is_same_measure(source.value * size, one, target.value, other, _OLD) for size in sizes)


def _find_measure(unit: str) -> Measure:
    return load_measures().get(unit) or Measure("", Fraction(1))


def _is_same_temperature(source: Component, target: Component, factor: Fraction, zero: Fraction) -> bool:
    """Return whether degrees are the same in another unit; the ends of a range share one sign, which may be either."""
    of_source, of_target = _list_signed(source), _list_signed(target)
    tolerance = _OVEN if source.value >= _BOILING and target.value % _STEP == 0 else 1
    if any(abs(factor * one + zero - other) <= tolerance for one in of_source for other in of_target):
        return True
    is_difference = max(source.value, target.value) <= _DIFFERENCE
    return is_difference and abs(factor * source.value - target.value) <= Fraction(1, 2)


def _list_signed(degrees: Component) -> tuple[Number, ...]:
    value, quantity = degrees.value, degrees.quantity
    return (value, -value) if quantity.high is not None else (-value if quantity.cold else value,)


def is_rounded(source: Component, target: Component) -> bool:
    """Return whether the target is the source rounded to fewer digits, or a percentage to a share: "nearly two thirds".

    It may be farther off where a word says "about".
    """
    if (
        source.aspect in NAMING_ASPECTS
        or target.aspect in NAMING_ASPECTS
        or have_conflicting_units(source, target)
        or not source.value
    ):
        return False
    is_approximate = target.quantity.precision is not Precision.EXACT
    if source.aspect == "percentage" and target.aspect == "cardinal" and is_approximate and target.value < 1:
        return _is_near_share(Fraction(source.value) / 100, target)
    if target.aspect == "multiple" and target.quantity.unit == EXACT and is_approximate:
        return _is_near_multiple(source, target)
    if not _count_digits(target.value) < _count_digits(source.value):
        return False
    distance = abs(Fraction(source.value) - target.value)
    return distance <= _APPROXIMATE * source.value if is_approximate else _is_rounding(source.value, target.value)


def _is_near_multiple(source: Component, target: Component) -> bool:
    """Return whether what grew by so much became about as many times as much as a word says: 120%, "doubled"."""
    added, precision = 0 if source.quantity.unit == EXACT else 1, target.quantity.precision
    value = Fraction(source.value) / (100 if source.aspect == "percentage" else 1) + added
    if source.aspect not in ("multiple", "percentage") or (precision in _LOWER) != (value > target.value):
        return False
    return abs(value - target.value) < target.value / Fraction(2)


def _is_near_share(value: Fraction, target: Component) -> bool:
    """Return whether a value is about a share, and on the side that the target says: 48% is no "more than half"."""
    precision = target.quantity.precision
    if (precision in _LOWER and value < target.value) or (precision in _UPPER and value > target.value):
        return False
    return abs(value - target.value) <= _APPROXIMATE * Fraction(target.value)


def _is_rounding(value: Number, target: Number) -> bool:
    """Return whether the target has two digits or more, and the value rounds to it."""
    digits = _count_digits(target)
    if digits < 2 or not target:
        return False
    return abs(Fraction(value) - target) <= _find_last_place(target) / 2


def _find_last_place(value: Number) -> Fraction:
    place, rest = Fraction(1), Fraction(value)
    while rest.denominator != 1 and place > Fraction(1, 10**6):
        rest, place = rest * 10, place / 10
    whole = int(rest)
    while whole and whole % 10 == 0:
        whole, place = whole // 10, place * 10
    return place


def _count_digits(value: Number) -> int:
    """Return how many significant digits a value has."""
    return len(str(int(Fraction(value) / _find_last_place(value))).strip("0")) if value else 0


EQUIVALENCES: tuple[Callable[[Component, Component], bool], ...] = (is_equal, is_reworded, is_converted, is_rounded)
"""The checks by which components are matched, the strictest first."""


def can_excuse(source: Component, target: Component) -> bool:
    """Return whether one of two components of the same number may excuse the other: "third" excuses no three years."""
    kinds = {source.aspect, target.aspect}
    if source.quantity.unit.startswith(REIGN):
        return True
    return len(kinds) == 1 or "ordinal" not in kinds or bool(kinds & {"day", "month", "cardinal", "label"})


def leave_out_compounds(
    lost: Sequence[Component], new: Sequence[Component], left: Sequence[Component], right: Sequence[Component]
) -> tuple[list[Component], list[Component]]:
    """Return what is lost and new of all components, but where two or three in a row of one side say one of the other.

    All count: the eight minutes of 八分二十秒 alone are nearly 500 seconds.
    """
    explained = {*_find_compounds(left, right), *_find_compounds(right, left)}
    return [one for one in lost if id(one) not in explained], [one for one in new if id(one) not in explained]


def _find_compounds(parts: Sequence[Component], wholes: Sequence[Component]) -> Iterator[int]:
    """Yield the identities of the components that make a compound, and of what says the same."""
    for run in (*zip(parts, parts[1:], parts[2:], strict=False), *pairwise(parts)):
        joined = _join(run)
        same = next((whole for whole in wholes if joined and _say_the_same(joined, whole)), None)
        if same is not None:
            yield from map(id, (*run, same))


def _say_the_same(compound: Component, whole: Component) -> bool:
    if whole.aspect == "time":
        return _is_clocked(compound, whole)
    return compound.aspect == whole.aspect and (is_reworded(compound, whole) or is_converted(compound, whole))


def _is_clocked(period: Component, clock: Component) -> bool:
    """Return whether hours and minutes, or minutes and seconds, are written as on a clock: 2:07, or 2:07:30."""
    unit = period.quantity.unit
    return unit in _CLOCKED and clock.value in (period.value, period.value // 60 if unit == "second" else None)


def _join(run: Sequence[Component]) -> Component | None:
    """Return the number of all parts in the smallest unit; None where they are no compound."""
    joined = run[0]
    for part in run[1:]:
        first, last = joined.quantity, part.quantity
        if first.kind is not last.kind or first.kind not in _JOINED or first.high or last.high:
            return None
        ratio = find_ratio(first.unit, last.unit)
        if not ratio or ratio <= 1 or part.value >= ratio or not 0 <= last.span.start - first.span.end <= _APART:
            return None
        value = simplify(joined.value * ratio + part.value)
        span = Span(first.span.start, last.span.end)
        joined = Component(joined.aspect, value, last._replace(span=span, value=value))
    return joined
