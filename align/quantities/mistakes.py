"""Which quantity of a translation stands where one of the source should, and what is wrong with it."""

from collections.abc import Container, Sequence
from fractions import Fraction
from functools import partial

from align.quantities.components import NAMING_ASPECTS, Component, have_conflicting_units
from align.quantities.model import IMPLIED, Number, Precision, Problem
from align.quantities.units import find_ratio

_RARELY_REPEATED = ("year", "month", "weekday", "time", "day", "ordinal", "label", "shift")
_COUNTS = frozenset(("cardinal", "ordinal", "multiple"))
_HIGHEST_SMALL = 20
"""What a number below ten may have become at most."""


def pair_mistakes(
    not_equal: Sequence[Component],
    new: Sequence[Component],
    missing: Sequence[Component],
    extra: Sequence[Component],
    days: Container[Number],
) -> list[tuple[Component, Component]]:
    """Pairs of a component of the source and the one of the target that stands in its place.

    `missing` and `extra` stand on one side only. `not_equal` are those of the source that have no equal in the target,
    `new` those of the target without a partner: what another one excuses makes a pair only with one of its kind,
    and a day only where it is not among the source's `days`: a translation may name those again.
    """
    pairs: list[tuple[Component, Component]] = []
    new_days = [one for one in new if one.aspect == "day" and one.value not in days]
    for sources, targets, fits in (
        (missing, extra, _has_wrong_unit),
        *((missing, extra, fits) for fits in (_has_wrong_scale_of_its_kind, _is_mistaken_for_one_like_it)),
        *((missing, extra, fits) for fits in (_has_wrong_scale, _is_mistaken)),
        (not_equal, extra, _is_mistaken_for_its_kind),
        (missing, new, _is_mistaken_for_its_kind),
        (missing, new_days, _is_mistaken_for_one_like_it),
    ):
        for component in sources:
            taken = {id(one) for pair in pairs for one in pair}
            fitting = [one for one in targets if id(one) not in taken and fits(component, one)]
            if fitting and id(component) not in taken:
                pairs.append((component, min(fitting, key=partial(_measure_distance, component))))
    return pairs


def is_alike(source: Component, target: Component) -> bool:
    """Whether both are of one kind and in one unit, or in one that the source's may mean."""
    units = (source.quantity.unit, *source.quantity.others)
    return source.aspect == target.aspect and target.quantity.unit in units


def _measure_distance(source: Component, target: Component) -> Number:
    return abs(Fraction(source.value) - target.value)


def _has_wrong_unit(source: Component, target: Component) -> bool:
    is_vague = source.quantity.precision is Precision.ROUNDED
    return not is_vague and source.value == target.value and have_conflicting_units(source, target)


def _has_wrong_scale(source: Component, target: Component) -> bool:
    """Whether one of two components that can replace each other is ten, a hundred ... times the other."""
    if (
        not _can_replace(source, target)
        or not (source.value and target.value)
        or source.aspect in ("month", "day")
        or 1 in (source.value, target.value)
    ):
        return False
    return _differ_by_power_of_ten(source.value, target.value)


def _has_wrong_scale_of_its_kind(source: Component, target: Component) -> bool:
    return is_alike(source, target) and _has_wrong_scale(source, target)


def _differ_by_power_of_ten(one: Number, other: Number) -> bool:
    large, small = max(one, other), min(one, other)
    quotient = Fraction(large) / Fraction(small)
    return quotient.denominator == 1 and str(quotient.numerator).strip("0") == "1"


def _is_mistaken(source: Component, target: Component) -> bool:
    """Whether a slip can have made the target's component of the source's."""
    is_idiom = not _is_counted_alike(source, target) and any(
        component.value == 1
        and component.quantity.worded
        and component.aspect not in ("day", "month", "weekday", "multiple")
        and component.quantity.unit != "half"
        for component in (source, target)
    )
    return not is_idiom and _can_replace(source, target) and _is_near(source, target)


def _is_counted_alike(source: Component, target: Component) -> bool:
    """Whether both number a quarter or count hours: one of these is no idiom."""
    return source.quantity.unit == target.quantity.unit and source.quantity.unit in ("quarter", "hour", "minute")


def _is_mistaken_for_one_like_it(source: Component, target: Component) -> bool:
    return is_alike(source, target) and _is_mistaken(source, target)


def _is_mistaken_for_its_kind(source: Component, target: Component) -> bool:
    return source.aspect not in _RARELY_REPEATED and _is_mistaken_for_one_like_it(source, target)


def classify_mistake(source: Component, target: Component) -> Problem:
    """What is wrong with the target's component of a pair."""
    if _has_wrong_unit(source, target):
        return Problem.VALUE if source.aspect == "year" else Problem.UNIT
    return Problem.MAGNITUDE if _has_wrong_scale(source, target) else Problem.VALUE


def _can_replace(source: Component, target: Component) -> bool:
    """Whether the target's component is of a kind that can stand in place of the source's."""
    precisions = {source.quantity.precision, target.quantity.precision}
    if Precision.ROUNDED in precisions and len(precisions) > 1:
        return False
    if IMPLIED in (source.quantity.unit, target.quantity.unit):
        return False
    if "half" in (source.quantity.unit, target.quantity.unit) and source.quantity.unit != target.quantity.unit:
        return False
    if source.aspect == target.aspect:
        return _letters(source) == _letters(target)
    if (NAMING_ASPECTS - {"ordinal"}) & {source.aspect, target.aspect}:
        return False
    is_convertible = find_ratio(source.quantity.unit, target.quantity.unit) is not None
    return is_convertible or "cardinal" in (source.aspect, target.aspect)


def _is_near(source: Component, target: Component) -> bool:
    """Whether the values are of one size, so that a slip can have made one of the other."""
    if source.aspect == target.aspect and source.aspect not in ("cardinal", "ordinal"):
        return True
    small, large = sorted((source.value, target.value))
    if small > 0 and large < 1:
        return source.aspect == target.aspect
    if small < 10:
        if source.aspect != target.aspect and not {source.aspect, target.aspect} <= _COUNTS:
            return False
        both_worded = source.quantity.worded and target.quantity.worded
        are_whole = {small, large} <= {int(small), int(large)}
        return large <= _HIGHEST_SMALL and are_whole and (both_worded or large < 10)
    return large < 10 * small


def _letters(component: Component) -> str:
    return "".join(filter(str.isalpha, component.quantity.label))
