"""Days of the old calendar that a translation gives by the new one: 崇祯十七年三月十九日 is April 25, 1644."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from align.model import Span
from align.quantities.model import REIGN, Kind, Moment, Quantity
from glossary.lang.late_patterns import compile_late

_NAMED = compile_late("(?:[农農][历曆]|[阴陰][历曆]|[旧舊][历曆]|夏[历曆]) ?\\Z")
_LAST = 1911
"""The last year that began by the old calendar."""
_LAG = range(17, 54)
"""How many days later the new calendar has a month and a day of the old one."""


def find_conversions(source: str, left: Sequence[Quantity], right: Sequence[Quantity]) -> Iterator[Quantity]:
    """Yield the days of the old calendar in the source, and those of the translation that they are in the new one."""
    for year, day in pairwise((Quantity(Span(0, 0), Kind.YEAR), *left)):
        begins = day.span.start
        is_reign = year.unit.startswith(REIGN) and year.span.end == begins and (year.value or 0) <= _LAST
        if day.kind is not Kind.DATE or not (is_reign or _NAMED.search(source, max(begins - 3, 0), begins)):
            continue
        number = int(year.value or 0) if is_reign else 0
        for other in right:
            if day.moment and other.moment and _is_converted(number, day.moment, other.moment):
                yield from (day, other)


def _is_converted(year: int, old: Moment, new: Moment) -> bool:
    """Whether a day of the new calendar may be one of the old, in a year of the common era if it is not 0."""
    if not (old.month and old.day and new.month and new.day) or (year and new.year not in (None, year, year + 1)):
        return False
    first = date(2001, old.month, 1).toordinal() + old.day
    later = (date(2001, new.month, 1).toordinal() + new.day - first) % 365
    return later in _LAG
