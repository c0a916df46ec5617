"""Periods and measures in two units that the other side gives in one: 三年六个月, three and a half years."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from align.model import Span
from align.quantities.components import Component
from align.quantities.equivalence import is_converted, is_reworded
from align.quantities.model import Kind, simplify
from align.quantities.units import find_ratio

_APART = 5
"""Characters between both parts at most: 零, " and "."""


def leave_out_compounds(
    lost: Sequence[Component], new: Sequence[Component], left: Sequence[Component], right: Sequence[Component]
) -> tuple[list[Component], list[Component]]:
    """Return what is lost and new of all components, but where two in a row of one side say one of the other."""
    explained = {*_find_compounds(lost, right), *_find_compounds(new, left)}
    return [one for one in lost if id(one) not in explained], [one for one in new if id(one) not in explained]


def _find_compounds(parts: Sequence[Component], wholes: Sequence[Component]) -> Iterator[int]:
    """Yield the identities of the components that make a compound, and of what says the same."""
    for one, other in pairwise(parts):
        joined = _join(one, other)
        same = next((whole for whole in wholes if joined and _say_the_same(joined, whole)), None)
        if same is not None:
            yield from map(id, (one, other, same))


def _say_the_same(compound: Component, whole: Component) -> bool:
    return compound.aspect == whole.aspect and (is_reworded(compound, whole) or is_converted(compound, whole))


def _join(one: Component, other: Component) -> Component | None:
    """The number of both parts in the smaller unit; None where they are no compound."""
    first, last = one.quantity, other.quantity
    if first.kind is not last.kind or first.kind not in (Kind.DURATION, Kind.MEASURE) or first.high or last.high:
        return None
    ratio = find_ratio(first.unit, last.unit)
    if not ratio or ratio <= 1 or other.value >= ratio or not 0 <= last.span.start - first.span.end <= _APART:
        return None
    value = simplify(one.value * ratio + other.value)
    return Component(one.aspect, value, last._replace(span=Span(first.span.start, last.span.end), value=value))
