"""Whether two numbers with a colon between them are the score of a game or a ratio, and no time of day."""

from collections.abc import Iterable, Iterator, Sequence

from align.quantities.model import Kind, Quantity
from align.quantities.patterns import EN_SENSES, ZH_SENSES

_REACH = 60
_RATIO = ZH_SENSES.late("ratio")
_BEFORE, _BEHIND, _TIME_BEFORE, _TIME_BEHIND = (
    tuple(table.late(name) for table in (EN_SENSES, ZH_SENSES))
    for name in ("before_score", "behind_score", "before_time_of_day", "behind_time_of_day")
)


def is_score(text: str, start: int, end: int) -> bool:
    """Whether what stands from `start` to `end`, like 21:25, is a score or a ratio.

    The word that says so is next to it, and nothing times it.
    """
    reach = max(start - _REACH, 0)
    if any(one.search(text, reach, start) for one in _TIME_BEFORE) or any(one.match(text, end) for one in _TIME_BEHIND):
        return False
    return any(one.search(text, reach, start) for one in _BEFORE) or any(one.match(text, end) for one in _BEHIND)


def find_ratios(source: str, extra: Iterable[Quantity], left: Sequence[Quantity]) -> Iterator[Quantity]:
    """Yield what looks like a time and is a ratio, with the end of it in the source: 一比十五, "1:15"."""
    for time in extra if _RATIO.search(source) else ():
        moment = time.moment
        ends = [one for one in left if moment and one.kind is Kind.CARDINAL and one.value == moment.minute]
        if moment and ends and not moment.half:
            yield from (time, *ends)
