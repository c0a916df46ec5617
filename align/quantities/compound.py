"""Periods, measures and sums in two units or three that the other side gives in one: 三年六个月, 3.5 years."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from align.model import Span
from align.quantities.components import Component
from align.quantities.equivalence import is_converted, is_reworded
from align.quantities.model import Kind, simplify
from align.quantities.units import find_ratio

_JOINED = frozenset((Kind.DURATION, Kind.MEASURE, Kind.MONEY))
_CLOCKED = ("minute", "second")
_APART = 5
"""Characters between two parts at most: 零, " and "."""


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
        joined = _join(*run)
        same = next((whole for whole in wholes if joined and _say_the_same(joined, whole)), None)
        if same is not None:
            yield from map(id, (*run, same))


def _say_the_same(compound: Component, whole: Component) -> bool:
    if whole.aspect == "time":
        return _is_clocked(compound, whole)
    return compound.aspect == whole.aspect and (is_reworded(compound, whole) or is_converted(compound, whole))


def _is_clocked(period: Component, clock: Component) -> bool:
    """Whether hours and minutes, or minutes and seconds, are written as on a clock: 2:07, or 2:07:30."""
    unit = period.quantity.unit
    return unit in _CLOCKED and clock.value in (period.value, period.value // 60 if unit == "second" else None)


def _join(one: Component, *others: Component) -> Component | None:
    """The number of all parts in the smallest unit; None where they are no compound."""
    joined: Component | None = one
    for other in others:
        joined = _join_two(joined, other) if joined else None
    return joined


def _join_two(one: Component, other: Component) -> Component | None:
    """The number of two parts in the smaller unit; None where they are no compound."""
    first, last = one.quantity, other.quantity
    if first.kind is not last.kind or first.kind not in _JOINED or first.high or last.high:
        return None
    ratio = find_ratio(first.unit, last.unit)
    if not ratio or ratio <= 1 or other.value >= ratio or not 0 <= last.span.start - first.span.end <= _APART:
        return None
    value = simplify(one.value * ratio + other.value)
    return Component(one.aspect, value, last._replace(span=Span(first.span.start, last.span.end), value=value))
