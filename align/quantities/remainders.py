"""What the other text gives in part: 降价两成 is "80% of the old price", 六万 and 四万 "sixty thousand" and "forty"."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from align.quantities.en_words import load_scales
from align.quantities.model import Kind, Precision, Quantity
from align.quantities.patterns import EN_BESIDE, ZH_AMOUNTS
from align.quantities.units import find_ratio

_FEWER, _TAKEN = ZH_AMOUNTS.late("takes_away"), ZH_AMOUNTS.late("taken_away")
"""Characters of which the verbs have one by which a share is taken away; such a verb before the share."""
_LEFT_BEFORE, _LEFT_BEHIND, _BY = (
    EN_BESIDE.late(name) for name in ("before_what_is_left", "behind_what_is_left", "before_what_is_gone")
)
_SCALED, _ELIDED = EN_BESIDE.late("scale"), EN_BESIDE.late("ends_elided")
"""The scale of a number, and what follows one whose scale was named before: "six million then and four this year"."""
_LISTED, _SHORT, _BALANCE = (EN_BESIDE.late(name) for name in ("rest_of_list", "range_with_short_end", "rest"))
_REACH = 120
_POINTS = ((Kind.PERCENTAGE_POINT, Kind.PERCENTAGE), (Kind.CARDINAL, Kind.MEASURE))
_KINDS = frozenset((Kind.PERCENTAGE, Kind.CARDINAL))


def find_remainders(
    source: str, target: str, left: Sequence[Quantity], right: Sequence[Quantity]
) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield the shares by which something falls in the source, each with what the translation says is left."""
    for one in left if _FEWER.search(source) else ():
        taken = _measure_share(one)
        if taken is None or not _TAKEN.search(source, max(one.span.start - 8, 0), one.span.start):
            continue
        for other in right:
            if _measure_share(other) == 1 - taken and _is_left(target, other):
                yield one, other


def find_balances(target: str, missing: Iterable[Quantity], left: Sequence[Quantity]) -> Iterator[Quantity]:
    """Yield the last share of a whole that the translation calls the rest: 30%预付，70%付清, "30%, balance later"."""
    if not _BALANCE.search(target):
        return
    for one in missing:
        share = _measure_share(one)
        if share is not None and sum(filter(None, map(_measure_share, left))) == 1:
            yield one


def find_last_ages(
    source: str, left: Sequence[Quantity], right: Sequence[Quantity]
) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield ages that are not reached in the source, with the last before in the translation: 未满12岁, "6 to 11"."""
    for one in left:
        if one.unit == "year" and one.value and source.endswith(ZH_AMOUNTS.words("not_reached"), 0, one.span.start):
            last = one.value - 1
            yield from ((one, other) for other in right if last in other[2:4] and other.precision is Precision.EXACT)


def find_totals(missing: Sequence[Quantity], left: Sequence[Quantity]) -> Iterator[Quantity]:
    """Yield counts whose parts stand behind them and are there: 15例，男8例、女7例, "eight men and seven women"."""
    for index, one in enumerate(left):
        for count in (2, 3) if one in missing and one.kind is Kind.CARDINAL else ():
            parts = left[index + 1 : index + 1 + count]
            is_counted = all(part.kind is Kind.CARDINAL and not part.high and part not in missing for part in parts)
            if is_counted and len(parts) == count and sum(part.value or 0 for part in parts) == one.value:
                yield one


def find_short_ends(
    target: str, left: Sequence[Quantity], right: Sequence[Quantity]
) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield ranges with their ends of which the translation has only the last digits: 701—762, "701–62"."""
    given = {value for one in left for value in one[2:4]}
    for match in _SHORT.finditer(target):
        first, last = match.groups()
        end = int(first[: -len(last)] + last)
        if int(first) in given and end in given and end > int(first):
            others = [other for other in right if other.span.start == match.start("last")]
            yield from ((one, other) for one in left if end in one[2:4] for other in others)


def find_elided_units(
    target: str, extra: Iterable[Quantity], left: Sequence[Quantity], right: Sequence[Quantity]
) -> Iterator[Quantity]:
    """Yield numbers without the unit that was named before: 15分钟，再焗半小时, "for 15 minutes, then a further 30"."""
    for one in extra:
        if one.kind is Kind.CARDINAL and not one.unit and _ELIDED.match(target, one.span.end):
            units = {other.unit for other in right if other.unit and other.span.end <= one.span.start}
            ratios = ((source.value, find_ratio(source.unit, unit)) for source in left for unit in units)
            if any(value and ratio and value * ratio == one.value for value, ratio in ratios):
                yield one


def is_elided(text: str, one: Quantity, other: Quantity) -> bool:
    """Return whether a number of a translation goes without the scale that one before it or the end of its list has."""
    listed = _LISTED.match(text, other.span.end)
    if listed and other.value and one.value == other.value * load_scales()[listed["scale"]]:
        return True
    if one.value is None or not other.value or not other.worded or not _ELIDED.match(text, other.span.end):
        return False
    scales = _SCALED.findall(text, max(other.span.start - _REACH, 0), other.span.start)
    return bool(scales) and one.value == other.value * load_scales()[scales[-1]]


def find_starting_points(
    missing: Iterable[Quantity], extra: Sequence[Quantity], left: Sequence[Quantity]
) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield by how much something changed in the source, with from where it did so in the translation.

    增加1000，达到6000 is "from 5,000 to 6,000".
    """
    for one in missing:
        yield from ((one, other) for other in extra if _is_starting_point(one, other, left))


def _is_starting_point(change: Quantity, start: Quantity, left: Sequence[Quantity]) -> bool:
    if change.value is None or start.value is None or change.high is not None:
        return False
    if change.kind is not start.kind and (change.kind, start.kind) not in _POINTS:
        return False
    ends = {end.value for end in left if end.kind is start.kind and end is not change and end.value is not None}
    low, high = start.value, start.high
    if high is not None and not ends & {low, high}:
        return False
    begin = high if high is not None and low in ends else low
    return not ends.isdisjoint({begin - change.value, begin + change.value})


def _measure_share(quantity: Quantity) -> Fraction | None:
    """Return the share that a quantity is of a whole; None where it is none."""
    if quantity.kind not in _KINDS or quantity.high is not None or quantity.value is None:
        return None
    share = Fraction(quantity.value) / (100 if quantity.kind is Kind.PERCENTAGE else 1)
    return share if 0 < share < 1 and not quantity.unit else None


def _is_left(text: str, share: Quantity) -> bool:
    """Return whether the words around a share say that it is what is left, not what is gone."""
    start, end = share.span
    before = text[max(start - 30, 0) : start]
    return not _BY.search(before) and bool(_LEFT_BEFORE.search(before) or _LEFT_BEHIND.match(text, end))
