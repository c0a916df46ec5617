"""What a comparison cannot tell from quantities alone: which are wrong by the words around them."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from align.quantities.compare import MOST, Comparison, Mismatch
from align.quantities.model import Kind, Problem, Quantity
from align.quantities.patterns import EN_SENSES, ZH_SENSES
from align.quantities.swaps import is_certain, is_counted
from align.quantities.zh_idioms import compile_number_names, load_number_names

_FROM_TO = EN_SENSES.late("from_to")
_ENCLOSED = range(1, 21)
_MAY_BE_REVERSED, _MAY_BE_LIMITED, _MAY_CHANGE = (
    ZH_SENSES.late(name) for name in ("may_be_reversed", "may_be_limited", "may_name_change")
)
"""Characters of which the words have one that `reversals`, `limits` and `signs`, and `directions` read."""


def judge(
    comparison: Comparison, source: str, target: str, left: Sequence[Quantity], right: Sequence[Quantity]
) -> Comparison:
    """The comparison of the quantities of two texts, with those that for certain are not what they should be.

    `left` and `right` are all quantities of `source` and of `target`.
    """
    comparison = _excuse(comparison, source, target, left, right)
    swapped = (pair for pair in comparison.swapped if all(is_certain(*one[:2], source, target) for one in pair))
    wrong = (*comparison.wrong, *chain.from_iterable(swapped), *_reverse(source, target, left, right))
    wrong += tuple(_turn(source, target, left, right))
    wrong += tuple(_cross(source, target, left, right))
    wrong += tuple(_exchange_units(source, target, left, right))
    found = comparison._replace(wrong=tuple(dict.fromkeys(wrong)))
    return _name_displaced(found, source) if found.displaced else found


def _turn(source: str, target: str, left: Sequence[Quantity], right: Sequence[Quantity]) -> Iterator[Mismatch]:
    """The amounts that something falls by in one text and rises by in the other."""
    if not (left and right) or not _MAY_CHANGE.search(source) or max(len(left), len(right)) > MOST:
        return
    from align.quantities.directions import find_turned

    for pair in find_turned(source, target, left, right):
        yield Mismatch(*pair, Problem.DIRECTION)


def _cross(source: str, target: str, left: Sequence[Quantity], right: Sequence[Quantity]) -> Iterator[Mismatch]:
    """The limits on different sides, and the numbers with different signs."""
    if not (left and right) or not _MAY_BE_LIMITED.search(source) or max(len(left), len(right)) > MOST:
        return
    from align.quantities.limits import find_crossed
    from align.quantities.signs import find_other_signs

    for pair in find_crossed(source, target, left, right):
        yield Mismatch(*pair, Problem.LIMIT)
    for pair in find_other_signs(source, target, left, right):
        yield Mismatch(*pair, Problem.SIGN)


def _excuse(
    comparison: Comparison, source: str, target: str, left: Sequence[Quantity], right: Sequence[Quantity]
) -> Comparison:
    """The comparison without what is gone in the source and left in the translation, and prices for another unit."""
    if comparison.agrees or max(len(left), len(right)) > MOST:
        return comparison
    from align.quantities.implied_times import find_implied_times, is_zoned
    from align.quantities.telephones import find_telephones

    excused = {*_find_same(comparison, source, target, left, right)}
    times = set(find_implied_times(source, target, left, right))
    excused |= {one[:2] for one in comparison.wrong if one.source in times and is_zoned(target, one.target)}
    others = {*find_telephones(source, target, left, right), *_find_left_out(comparison, source, target, left, right)}
    excused |= {one[:2] for one in comparison.wrong if not others.isdisjoint(one[:2])}
    implied = times | others
    gone, kept = {one for one, _ in excused} | implied, {other for _, other in excused} | implied
    return comparison._replace(
        missing=tuple(one for one in comparison.missing if one not in gone),
        extra=tuple(one for one in comparison.extra if one not in kept),
        wrong=tuple(one for one in comparison.wrong if one[:2] not in excused),
    )


def _find_left_out(
    comparison: Comparison, source: str, target: str, left: Sequence[Quantity], right: Sequence[Quantity]
) -> set[Quantity]:
    """What is said with no number, or with another one, or is named by what stands beside it."""
    from align.quantities.implied_times import find_previous_periods
    from align.quantities.other_counts import find_bare_weights, find_heats
    from align.quantities.remainders import find_balances, find_elided_units, find_totals
    from align.quantities.scores import find_ratios
    from align.quantities.single_units import find_single_units

    names = load_number_names()
    named = {names[name] for name in compile_number_names().findall(source)}
    missing, lost = comparison.missing, (*comparison.missing, *(one.source for one in comparison.wrong))
    return {
        *(one.target for one in comparison.wrong if one.target.value in named),
        *_find_unread(comparison, source, left),
        *(one for one in comparison.extra if one.value in named or _is_enclosed(source, one)),
        *(find_bare_weights(source, left, right) if lost else ()),
        *(find_heats(source, comparison.extra) if comparison.extra else ()),
        *find_ratios(source, comparison.extra, left),
        *find_elided_units(target, comparison.extra, left, right),
        *find_balances(target, missing, left),
        *find_totals(missing, left),
        *find_single_units(target, missing),
        *find_previous_periods(target, lost, left),
        *_find_months_in_digits(target, comparison),
    }


def _find_months_in_digits(target: str, comparison: Comparison) -> Iterator[Quantity]:
    """The months that a translation has in digits (2016-03), as seasons are written too, and their figures."""
    for one in comparison.missing:
        moment = one.moment
        if moment and moment.year and moment.month and not moment.day:
            for match in re.finditer(rf"(?<![\w-]){moment.year}-{moment.month:02}(?![\w-])", target):
                yield one
                yield from (other for other in comparison.extra if match.start() <= other.span.start < match.end())


def _find_unread(comparison: Comparison, source: str, left: Sequence[Quantity]) -> Iterator[Quantity]:
    """Yield counts of the translation that are numerals of the source which count something without a classifier."""
    counts = (*comparison.extra, *(one.target for one in comparison.wrong))
    counts = tuple(one for one in counts if one.kind in (Kind.CARDINAL, Kind.ORDINAL) and not one.unit)
    if counts:
        from align.quantities.zh import list_unread

        unread = list_unread(source, left)
        yield from (one for one in counts if one.value in unread)


def _is_enclosed(source: str, number: Quantity) -> bool:
    """Whether a source has a number in a circle, in brackets or with a point, as one character: ②, ⑵, ⒉."""
    is_one = isinstance(number.value, int) and number.value in _ENCLOSED
    return is_one and any(
        chr(ord(first) + int(number.value or 0) - 1) in source for first in ZH_SENSES.words("circled_numbers")
    )


def _find_same(
    comparison: Comparison, source: str, target: str, left: Sequence[Quantity], right: Sequence[Quantity]
) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield what stands in the source, with what says it in other words in the translation."""
    from align.quantities.other_counts import counts_otherwise
    from align.quantities.rates import is_same_rate
    from align.quantities.remainders import (
        find_last_ages,
        find_remainders,
        find_short_ends,
        find_starting_points,
        is_elided,
    )

    yield from find_remainders(source, target, left, right)
    yield from find_last_ages(source, left, right)
    yield from find_short_ends(target, left, right)
    for one, other, _ in comparison.wrong:
        is_same = is_same_rate(source, target, one, other) or is_elided(target, one, other)
        if is_same or counts_otherwise(source, target, one, other):
            yield one, other
    if _MAY_CHANGE.search(source) and _FROM_TO.search(target):
        yield from find_starting_points(comparison.missing, comparison.extra, left)
        for one, other, _ in comparison.wrong:
            yield from find_starting_points([one], [other], left)


def _exchange_units(
    source: str, target: str, left: Sequence[Quantity], right: Sequence[Quantity]
) -> Iterator[Mismatch]:
    """Sums without their currency, and the units that a sum is paid for, where both texts give different ones."""
    if not any(one.kind is Kind.MONEY for one in left) or max(len(left), len(right)) > MOST:
        return
    from align.quantities.bare_sums import find_bare_sums
    from align.quantities.rates import find_other_units

    for pair in find_bare_sums(source, target, left, right):
        yield Mismatch(*pair, Problem.CURRENCY)

    for pair in find_other_units(source, target, left, right):
        yield Mismatch(*pair, Problem.UNIT)


def _reverse(source: str, target: str, left: Sequence[Quantity], right: Sequence[Quantity]) -> Iterator[Mismatch]:
    """The quantities with another sense, where a character of the source says that there may be any."""
    is_plain = not _MAY_BE_REVERSED.search(source) and not any(one.cold for one in right)
    if is_plain or not (left and right) or max(len(left), len(right)) > MOST:
        return
    from align.quantities.reversals import find_reversals

    for pair in find_reversals(source, target, left, right):
        yield Mismatch(*pair, Problem.VALUE)


def _name_displaced(comparison: Comparison, source: str) -> Comparison:
    """The comparison in which a quantity is wrong, not missing, where one of its kind stands for it.

    What that one agreed with must be counted in the source: 20 of 20人 is no 20 mm, but in 长20宽30米 it is 20 m.
    """
    missing, wrong = list(comparison.missing), list(comparison.wrong)
    for displaced in comparison.displaced:
        is_taken = displaced.target in (one.target for one in wrong)
        if displaced.source in missing and not is_taken and is_counted(source, displaced.other):
            missing.remove(displaced.source)
            missing += [displaced.other] if displaced.is_missing else []
            wrong.append(Mismatch(displaced.source, displaced.target, Problem.VALUE))
    return comparison._replace(missing=tuple(missing), wrong=tuple(wrong))
