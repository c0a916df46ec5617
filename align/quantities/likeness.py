"""When two atoms say the same: the checks, from the strictest to the most lenient."""

from collections.abc import Callable
from fractions import Fraction

from align.quantities.atoms import Atom, conflict
from align.quantities.model import Kind, Number, Precision
from align.quantities.units import ratio, same

_CONVERSION = Fraction(4, 100)
_MARKED = Fraction(12, 100)


def equal(source: Atom, target: Atom) -> bool:
    """Whether two atoms agree in everything."""
    return (source.aspect, source.value, source.quantity.unit) == (target.aspect, target.value, target.quantity.unit)


def reworded(source: Atom, target: Atom) -> bool:
    """Whether a form of one is a form of the other, and the units allow it."""
    if {source.aspect, target.aspect} == {"day", "shift"}:
        return True
    return not source.forms.isdisjoint(target.forms) and (not conflict(source, target) or _same_period(source, target))


def _same_period(source: Atom, target: Atom) -> bool:
    return any(name in ("second", "month") for name, _ in source.forms & target.forms)


def converted(source: Atom, target: Atom) -> bool:
    """Whether two measures in other units are the same, but for rounding."""
    one, other = source.quantity, target.quantity
    if not (one.kind is other.kind and one.kind in (Kind.MEASURE, Kind.DURATION)):
        return False
    return one.unit != other.unit and same(source.value, one.unit, target.value, other.unit, _CONVERSION)


def rounded(source: Atom, target: Atom) -> bool:
    """Whether the target is the source, rounded: to fewer digits, and farther away where a word says so."""
    if source.aspect in _CALENDAR or target.aspect in _CALENDAR or conflict(source, target) or not source.value:
        return False
    if not _digits(target.value) < _digits(source.value):
        return False
    marked = target.quantity.precision is not Precision.EXACT
    distance = abs(Fraction(source.value) - target.value)
    return distance <= _MARKED * source.value if marked else _is_rounding(source.value, target.value)


_CALENDAR = frozenset(("year", "month", "day", "weekday", "time", "label", "decade", "century", "ordinal"))


def _is_rounding(value: Number, target: Number) -> bool:
    """Whether the target has two digits or more, and the value rounds to it."""
    digits = _digits(target)
    if digits < 2 or not target:
        return False
    return abs(Fraction(value) - target) <= _last_place(target) / 2


def _last_place(value: Number) -> Fraction:
    place, rest = Fraction(1), Fraction(value)
    while rest.denominator != 1 and place > Fraction(1, 10**6):
        rest, place = rest * 10, place / 10
    whole = int(rest)
    while whole and whole % 10 == 0:
        whole, place = whole // 10, place * 10
    return place


def _digits(value: Number) -> int:
    """How many significant digits a value has."""
    return len(str(int(Fraction(value) / _last_place(value))).strip("0")) if value else 0


CHECKS: tuple[Callable[[Atom, Atom], bool], ...] = (equal, reworded, converted, rounded)
"""The checks in the order in which they match atoms."""


def _letters(atom: Atom) -> str:
    return "".join(filter(str.isalpha, atom.quantity.label))


def related(source: Atom, target: Atom) -> bool:
    """Whether one of two atoms that are taken may excuse the other: a third is no three years."""
    kinds = {source.aspect, target.aspect}
    return len(kinds) == 1 or "ordinal" not in kinds or bool(kinds & {"day", "cardinal", "label"})


def replaceable(source: Atom, target: Atom) -> bool:
    """Whether the target's atom may be what became of the source's."""
    if Precision.ROUNDED in (one := (source.quantity.precision, target.quantity.precision)) and len(set(one)) > 1:
        return False
    if "festival" in (source.quantity.unit, target.quantity.unit):
        return False
    if source.aspect == target.aspect:
        return _letters(source) == _letters(target)
    if source.aspect in _CALENDAR - {"ordinal"} or target.aspect in _CALENDAR - {"ordinal"}:
        return False
    return ratio(source.quantity.unit, target.quantity.unit) is not None or "cardinal" in (source.aspect, target.aspect)


def near(source: Atom, target: Atom) -> bool:
    """Whether the values are of one size, so that a slip may have made one of the other."""
    if source.aspect == target.aspect and source.aspect not in ("cardinal", "ordinal"):
        return True
    small, large = sorted((source.value, target.value))
    if small < 10:
        if source.aspect != target.aspect and not {source.aspect, target.aspect} <= _COUNTS:
            return False
        worded = source.quantity.worded and target.quantity.worded
        return large <= _COUNTED and {small, large} <= {int(small), int(large)} and (worded or large < 10)
    return large < 10 * small


_COUNTED = 20
_COUNTS = frozenset(("cardinal", "ordinal", "multiple"))
