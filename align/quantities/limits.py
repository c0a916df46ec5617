"""Limits on the wrong side: 不少于500 is no "no more than 500", 2月1日前 no "after February 1".

Only where the words of a limit stand beside the same number on both sides, and neither clause denies anything.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from align.model import Span
from align.quantities.model import Kind, Precision, Quantity
from align.quantities.patterns import EN_BESIDE, ZH_AMOUNTS

_TIMES = frozenset((Kind.DATE, Kind.TIME, Kind.YEAR))
_NAMES = frozenset((Kind.ORDINAL, Kind.LABEL, Kind.DECADE, Kind.CENTURY))
_OPPOSITES = {
    "low": ("high", "within"),
    "high": ("low",),
    "within": ("low", "after"),
    "before": ("after",),
    "after": ("before", "within"),
}
"""What each side of a limit excludes: a number is at least or at most so great, a day before or after another."""
_MORE, _ENDS_PERIOD = ZH_AMOUNTS.late("more"), ZH_AMOUNTS.late("ends_period")
"""What says that a number is exceeded; what ends a period that counts from a time: 三年后, 十年前, 三日内."""
_NO_LIMIT_OF_PERIOD = frozenset(("nearly", "until", "since"))
"""What says of a period that it has just passed, or by how much something moves: 近三年, "by three years"."""
_REACH, _CLAUSE = 40, 80


class _Words(NamedTuple):
    """The words of a limit before and behind a number, by its side; what makes a clause doubtful; where one ends."""

    before: re.Pattern[str]
    behind: re.Pattern[str]
    doubts: re.Pattern[str]
    stop: re.Pattern[str]


_CHINESE, _ENGLISH = (
    _Words(
        table.late("limit_before"),
        table.late("limit_behind"),
        table.late("leaves_limit_in_doubt"),
        table.late("ends_limited_clause"),
    )
    for table in (ZH_AMOUNTS, EN_BESIDE)
)


def find_crossed(
    source: str, target: str, left: Sequence[Quantity], right: Sequence[Quantity]
) -> Iterator[tuple[Quantity, Quantity]]:
    """Find the quantities of two texts that are limits on different sides; the spans include the words that say so."""
    for one, other in _pair_alike(left, right):
        given, found = _read_limit(source, one, _CHINESE), _read_limit(target, other, _ENGLISH)
        if given and found and found[0] in _OPPOSITES[given[0]]:
            yield one._replace(span=given[1]), other._replace(span=found[1])


def _pair_alike(left: Sequence[Quantity], right: Sequence[Quantity]) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield the quantities of a text with those that say the same in the other one, each the only one of its value."""
    keys, others = [_identify(one) for one in left], [_identify(one) for one in right]
    for one, key in zip(left, keys, strict=True):
        if key and keys.count(key) == others.count(key) == 1:
            yield one, right[others.index(key)]


def _identify(quantity: Quantity) -> tuple[object, ...]:
    if quantity.kind in _NAMES or quantity.high is not None or quantity.until:
        return ()
    return quantity.value, quantity.moment and quantity.moment._replace(half=None)


def _read_limit(text: str, quantity: Quantity, words: _Words) -> tuple[str, Span] | None:
    """Return the side on which a quantity limits something, and its span with the words that say so."""
    start, end = quantity.span
    ends = _ENDS_PERIOD.match(text, end - 1) if quantity.kind is Kind.DURATION else None
    if ends:
        return ends.lastgroup or "", quantity.span
    match = words.before.search(text, max(start - _REACH, 0), start) or words.behind.match(text, end)
    is_exceeded = quantity.precision is Precision.MORE_THAN and _MORE.search(text, *quantity.span)
    if not (_fits(match, quantity) if match else is_exceeded):
        return None
    side, span = (match.lastgroup or "", match.span()) if match else ("low", quantity.span)
    start, end = min(start, span[0]), max(end, span[1])
    before = words.stop.split(text[max(start - _CLAUSE, 0) : start])[-1]
    behind = words.stop.split(text[end : end + _CLAUSE])[0]
    return None if words.doubts.search(f"{before} {behind}") else (side, Span(start, end))


def _fits(match: re.Match[str], quantity: Quantity) -> bool:
    """Return whether a quantity can be limited so: a day is before or after another, a number so great."""
    is_of_time = match.lastgroup in ("before", "after")
    if quantity.kind is Kind.DURATION:
        return _NO_LIMIT_OF_PERIOD.isdisjoint(name for name, words in match.groupdict().items() if words)
    return is_of_time is (quantity.kind in _TIMES)
