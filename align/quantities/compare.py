"""What the quantities of a text and of its translation have in common, and where they differ.

1. Each quantity is split into components, a number each (`components.py`).
2. The components of both sides are matched one to one: first those that are equal, then those that say the same in
   another way, in another unit or rounded (`equivalence.py`). A component that has no partner is excused where one
   that is taken, or one in a neighbouring segment, says the same.
3. Of the rest, two that can be each other make a mismatch (`mistakes.py`); so do dates that contradict each other. What
   is left then is missing or extra, if it is worth a warning.
4. What the words around the numbers, or the whole text, excuse or make wrong is one table (`judgements.py`).
"""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from align.quantities.components import Component, is_named_otherwise, split_into_components
from align.quantities.equivalence import EQUIVALENCES, can_excuse, is_equal, leave_out_compounds
from align.quantities.mistakes import (
    classify_mistake,
    find_date_contradictions,
    find_displaced,
    find_swaps,
    pair_mistakes,
)
from align.quantities.model import Kind, Precision, Problem, Quantity
from align.quantities.passages import Comparison, Displaced, Mismatch

_Item = TypeVar("_Item")
_LONGEST_LIST = 10
"""The highest number that a list in words (三四五六) may hold."""

_FEW = 10
"""So many quantities of each side are compared as a whole first."""

MOST = 300
"""Of so many components at most each is held against each of the other side; of more only those without an equal."""


def compare(
    source: Iterable[Quantity],
    target: Iterable[Quantity],
    source_near: Iterable[Quantity] = (),
    target_near: Iterable[Quantity] = (),
) -> Comparison:
    """Compare the quantities of a text and of its translation.

    `source_near` and `target_near` are the quantities of the segments next to them, to which one may have moved.
    Where a side has more than some 300 numbers, it is a table: those that have their equal are left aside, and the rest
    is compared unless it is as large again.
    """
    source, target, source_near = tuple(source), tuple(target), tuple(source_near)
    if _are_equal(source, target):
        return Comparison()
    left, right = split_into_components(source), split_into_components(target)
    if max(len(left), len(right)) > MOST:
        near = split_into_components(source_near), split_into_components(target_near)
        left, right = _drop_equals(left, [*right, *near[1]]), _drop_equals(right, [*left, *near[0]])
        if (rest := max(len(left), len(right))) > MOST:
            return Comparison(uncompared=rest)
        source, target, source_near, target_near = (), (), (), ()
    pairs = _match(left, right)
    contradictions = [Mismatch(*pair, Problem.VALUE) for pair in find_date_contradictions(source, target, source_near)]
    if len(pairs) == len(left) == len(right):
        found = Comparison(wrong=_drop_repeats(contradictions))
    else:
        near = [*left, *split_into_components(source_near)], [*right, *split_into_components(target_near)]
        found = _find_differences(left, right, pairs, near, contradictions)
    swaps = find_swaps([(left[one], right[other]) for one, other in pairs])
    return found._replace(swapped=tuple((_classify(one), _classify(other)) for one, other in swaps))


def _drop_equals(components: Sequence[Component], others: Iterable[Component]) -> list[Component]:
    """Return the components that have no equal among others."""
    known = {(one.aspect, one.value, one.quantity.unit) for one in others}
    return [one for one in components if (one.aspect, one.value, one.quantity.unit) not in known]


def _find_differences(
    left: Sequence[Component],
    right: Sequence[Component],
    pairs: Sequence[tuple[int, int]],
    near: tuple[Sequence[Component], Sequence[Component]],
    contradictions: Sequence[Mismatch],
) -> Comparison:
    """Return what differs where some components have no partner; `near` holds also the components of other segments."""
    lost = _leave_out(left, {one for one, _ in pairs})
    new = _leave_out(right, {other for _, other in pairs})
    lost, new = leave_out_compounds(lost, new, left, right)
    matched = [(left[one], right[other]) for one, other in pairs]
    not_equal = _leave_out(left, {one for one, other in pairs if _is_settled(left[one], right[other])})
    sources, targets = near
    missing = [one for one in lost if not any(_say_the_same(one, other) for other in targets)]
    extra = [other for other in new if not any(_say_the_same(one, other) for one in sources)]
    days = {one.value for one in sources if one.aspect == "day"}
    mistakes = pair_mistakes(not_equal, new, missing, extra, days)
    wrong = [*map(_classify, mistakes), *contradictions]
    reported = {quantity for mismatch in wrong for quantity in mismatch[:2]}
    found = Comparison(
        _drop_repeats(
            _name_missing(one, missing) for one in missing if one.is_notable and one.quantity not in reported
        ),
        _drop_repeats(one.quantity for one in extra if _is_invented(one) and one.quantity not in reported),
        _drop_repeats(wrong),
    )
    displaced = list[Displaced]()
    for gone, one, other in find_displaced(found.missing, found.extra, matched):
        others = (another for another in targets if another is not other)
        is_missing = one.is_notable and not any(_say_the_same(one, another) for another in others)
        displaced.append(Displaced(gone, other.quantity, one.quantity, is_missing))
    return found._replace(displaced=tuple(displaced))


def _is_settled(source: Component, target: Component) -> bool:
    """Return whether no other number of the target can be the source's: both are equal, or vague (十几, "a dozen")."""
    return is_equal(source, target) or target.quantity.precision is Precision.ROUNDED


def _are_equal(source: Sequence[Quantity], target: Sequence[Quantity]) -> bool:
    """Return whether a few quantities are those of the other side, in any order: each component has its equal there."""
    if len(source) != len(target) or len(source) > _FEW:
        return False
    left, others = ([(one[1:4], one[5:8], one.label) for one in side] for side in (source, target))
    for one in left:
        if one not in others:
            return False
        others.remove(one)
    return True


def _classify(mistake: tuple[Component, Component]) -> Mismatch:
    one, other = mistake
    return Mismatch(one.quantity, other.quantity, classify_mistake(one, other))


def _name_missing(component: Component, missing: Sequence[Component]) -> Quantity:
    """Return the quantity that a component is missing of; the year alone where the rest of a date is there."""
    quantity = component.quantity
    rest = [one for one in missing if one.quantity is quantity and one.aspect != "year"]
    if component.aspect != "year" or quantity.kind is not Kind.DATE or rest:
        return quantity
    return quantity._replace(kind=Kind.YEAR, value=component.value, moment=None, until=None)


def _match(left: Sequence[Component], right: Sequence[Component]) -> list[tuple[int, int]]:
    """Return the indices of components that say the same, each in one pair at most; the strictest check goes first."""
    pairs: list[tuple[int, int]] = []
    free, others = list(range(len(left))), list(range(len(right)))
    for is_equivalent in EQUIVALENCES:
        for index in tuple(free) if others else ():
            for match in others:
                if is_equivalent(left[index], right[match]):
                    pairs.append((index, match))
                    free.remove(index)
                    others.remove(match)
                    break
    return sorted(pairs)


def _leave_out(components: Sequence[Component], indices: set[int]) -> list[Component]:
    return [component for index, component in enumerate(components) if index not in indices]


def _say_the_same(source: Component, target: Component) -> bool:
    """Return whether one component excuses the other, matched or not: a number that is there twice, or in a list."""
    if _is_listed_in(source, target) or _is_listed_in(target, source) or is_named_otherwise(source, target):
        return True
    return can_excuse(source, target) and any(is_equivalent(source, target) for is_equivalent in EQUIVALENCES[:-1])


def _is_listed_in(one: Component, other: Component) -> bool:
    """Return whether a component is within the list that the other names: 三四五六."""
    low, high = other.quantity.value, other.quantity.high
    return other.quantity.worded and low is not None and high is not None and low <= one.value <= high <= _LONGEST_LIST


def _is_invented(component: Component) -> bool:
    """Return whether a component that only the target has is worth a warning: a year, month or name may be implied."""
    return component.is_notable and component.aspect not in ("year", "month", "label")


def _drop_repeats(items: Iterable[_Item]) -> tuple[_Item, ...]:
    return tuple(dict.fromkeys(items))
