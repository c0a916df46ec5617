"""Numbers that are right in a sense that is wrong: the ends of a change, an age and a period, degrees below zero.

What this finds only the words around the numbers tell. It finds nothing where they leave a doubt.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from align.model import Span
from align.quantities.model import Kind, Precision, Quantity
from align.quantities.patterns import EN_SENSES, ZH_SENSES

_Mistake = tuple[Quantity, Quantity]
_COLD, _MAY_BE_COLD = ZH_SENSES.late("below_zero"), ZH_SENSES.late("may_be_below_zero")
_SAYS_COLD, _MINUS = EN_SENSES.late("says_cold"), EN_SENSES.late("minus")
_DEGREES, _LONGEST = frozenset(("°C", "degree")), 2
_FROM, _TO = ZH_SENSES.late("begins_change"), ZH_SENSES.late("becomes_in_change")
_ENGLISH_FROM, _ENGLISH_TO = EN_SENSES.late("begins_change"), EN_SENSES.late("becomes_in_change")
_AGE, _YEARS_OF_AGE = ZH_SENSES.late("age_in_years"), ZH_SENSES.late("years_of_age")
_AGE_BEFORE, _END_OF_AGE, _OLD = (EN_SENSES.late(name) for name in ("before_age", "ends_age", "age"))


def find_reversals(source: str, target: str, left: Sequence[Quantity], right: Sequence[Quantity]) -> Iterator[_Mistake]:
    """The quantities of a source and those of its translation that are given in another sense."""
    if _COLD.search(source):
        yield from _find_lost_colds(source, target, left, right)
    if any(one.cold for one in right) and not _MAY_BE_COLD.search(source):
        yield from _find_added_colds(target, left, right)
    if _YEARS_OF_AGE.search(source):
        yield from _exchange_ages(source, target, left, right)
    changes = [pair for pair in pairwise(left) if _is_change(source, *pair, _FROM, _TO)]
    if len(changes) == 1:
        others = [pair for pair in pairwise(right) if _is_change(target, *pair, _ENGLISH_FROM, _ENGLISH_TO)]
        yield from _reverse_changes(changes[0], others)


def _find_lost_colds(
    source: str, target: str, left: Sequence[Quantity], right: Sequence[Quantity]
) -> Iterator[_Mistake]:
    """Degrees below zero, and the same degrees in a translation that nowhere says that they are cold."""
    if _SAYS_COLD.search(target):
        return
    for one in left:
        cold = _COLD.search(source, max(one.span.start - _LONGEST, 0), one.span.start)
        if one.unit not in _DEGREES or not one.value or not cold:
            continue
        for other in right:
            if other.unit in _DEGREES and (other.value, other.high) == (one.value, None) == (one.value, one.high):
                span = Span(cold.start(), one.span.end)
                yield one._replace(span=span, value=-one.value, unit="°C"), other
                break


def _find_added_colds(target: str, left: Sequence[Quantity], right: Sequence[Quantity]) -> Iterator[_Mistake]:
    """Degrees of a source in which nothing is cold, and the same degrees below zero."""
    for other in right:
        fitting = [one for one in left if one.unit in _DEGREES and one[2:4] == other[2:4]]
        if other.cold and other.unit in _DEGREES and other.high is None and other.value and fitting:
            minus = _MINUS.search(target, max(other.span.start - 9, 0), other.span.start)
            yield fitting[0], other._replace(span=Span(minus.start() if minus else other.span.start, other.span.end))


def _exchange_ages(source: str, target: str, left: Sequence[Quantity], right: Sequence[Quantity]) -> Iterator[_Mistake]:
    """An age and a number of years, each the only one, where the translation gives each of them as the other."""
    ages, periods = _part_ages(left, [bool(_AGE.search(source[slice(*one.span)])) for one in left])
    given, others = _part_ages(right, [_is_age(target, one) for one in right])
    if not len(ages) == len(periods) == len(given) == len(others) == 1:
        return
    if ages[0].value != periods[0].value and (ages[0].value, periods[0].value) == (others[0].value, given[0].value):
        yield from ((ages[0], given[0]), (periods[0], others[0]))


def _part_ages(quantities: Sequence[Quantity], are_ages: Sequence[bool]) -> tuple[list[Quantity], list[Quantity]]:
    """The ages among some quantities, and the numbers of years that are none."""
    ages = [one for one, is_age in zip(quantities, are_ages, strict=True) if is_age]
    return ages, [one for one in quantities if one.unit == "year" and one not in ages]


def _is_age(text: str, quantity: Quantity) -> bool:
    if quantity.kind is Kind.DURATION and quantity.unit == "year":
        return bool(_OLD.search(text[slice(*quantity.span)]) or _OLD.fullmatch(text, quantity.span.end))
    is_named = _AGE_BEFORE.search(text, max(quantity.span.start - 14, 0), quantity.span.start)
    return quantity.kind is Kind.CARDINAL and bool(is_named and _END_OF_AGE.match(text, quantity.span.end))


def _is_change(text: str, one: Quantity, other: Quantity, before: re.Pattern[str], between: re.Pattern[str]) -> bool:
    """Whether two exact quantities of a kind are what something was and what it became."""
    if (one.kind, one.unit) != (other.kind, other.unit) or one.value is None or other.value is None:
        return False
    if {one.precision, other.precision} != {Precision.EXACT} or one.high is not None or other.high is not None:
        return False
    start = one.span.start
    return bool(
        before.search(text, max(start - 12, 0), start) and between.fullmatch(text, one.span.end, other.span.start)
    )


def _reverse_changes(change: _Mistake, others: Sequence[_Mistake]) -> Iterator[_Mistake]:
    """The two ends of a change, with those of the only change in the translation if they are the other way round."""
    (first, last), values = change, [(one.value, other.value) for one, other in others]
    if first.value != last.value and values == [(last.value, first.value)] and others[0][0].kind is first.kind:
        yield from zip(change, others[0], strict=True)
