"""Days of a month that a translation names as days of the week: 26日, "on Tuesday"."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from align.quantities.model import Kind, Quantity

_Sides = tuple[Sequence[Quantity], Sequence[Quantity]]
_WEEK = 7


def find_weekday(days: Iterable[Quantity], sides: _Sides, others: Iterable[_Sides]) -> Iterator[Quantity]:
    """Yield the days of a source that its translation names so, as the calendar of the whole text has them.

    `sides` are the quantities of a passage and of its translation, `others` those of all passages. Nothing is said
    where they disagree.
    """
    named = _list_weekdays(sides[1])
    days = [day for day in days if day.moment and day.moment.day and not day.until] if named else []
    if not days or _list_weekdays(sides[0]):
        return
    votes = Counter(vote for source, target in others for vote in _vote(source, target)).most_common(2)
    if votes and (len(votes) == 1 or votes[0][1] > votes[1][1]):
        offset = votes[0][0]
        yield from (day for day in days if any((_get_day(day) - weekday) % _WEEK == offset for weekday in named))


def _vote(source: Sequence[Quantity], target: Sequence[Quantity]) -> Iterator[int]:
    """How far a day of the month is from the day of the week, where a passage has one and its translation the other."""
    weekdays, days = _list_weekdays(target), {_get_day(one) for one in source} - {0}
    if len(weekdays) == len(days) == 1 and not _list_weekdays(source):
        yield (days.pop() - weekdays.pop()) % _WEEK


def _get_day(quantity: Quantity) -> int:
    return (quantity.moment.day or 0) if quantity.kind is Kind.DATE and quantity.moment else 0


def _list_weekdays(quantities: Iterable[Quantity]) -> set[int]:
    """The days of the week that stand for themselves."""
    moments = (one.moment for one in quantities if one.kind is Kind.DATE and one.moment)
    return {one.weekday for one in moments if one.weekday and not one.day}
