"""A passage of a text with its translation: the quantities of both, how they compare, and what is around them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from align.quantities.components import split_into_components
from align.quantities.model import LUNAR, REIGN, Kind, Number, Problem, Quantity

_WEEK = 7
_PASSAGES_WITH_DAYS = 2
"""In how many passages before one that name a day its own day may have been named."""
_LAST_REIGN = 1911
Value = tuple[str, Number]
"""What a number is, "day", "money", "percentage" ..., and how much."""


class Mismatch(NamedTuple):
    """A quantity of the source and the one of the target that is in its place."""

    source: Quantity
    target: Quantity
    problem: Problem


class Displaced(NamedTuple):
    """A quantity that is missing, and one of its kind in the target, which else agrees with one of another kind.

    `is_missing`: whether that one is missing then.
    """

    source: Quantity
    target: Quantity
    other: Quantity
    is_missing: bool


class Comparison(NamedTuple):
    """What does not agree; `missing` are in the source only, `extra` in the target only.

    `swapped` and `displaced` may be in the place of others: only the words around them can show it. `uncompared` counts
    the numbers of a table that have no equal and are too many to be compared.
    """

    missing: tuple[Quantity, ...] = ()
    extra: tuple[Quantity, ...] = ()
    wrong: tuple[Mismatch, ...] = ()
    swapped: tuple[tuple[Mismatch, Mismatch], ...] = ()
    displaced: tuple[Displaced, ...] = ()
    uncompared: int = 0

    @property
    def agrees(self) -> bool:
        """Whether nothing is worth a warning, and all was compared."""
        return not (self.missing or self.extra or self.wrong or self.uncompared)


class WholeText:
    """The quantities of all passages of a text, `left`, and of their translations, `right`."""

    def __init__(self, left: Sequence[Sequence[Quantity]] = (), right: Sequence[Sequence[Quantity]] = ()) -> None:
        self.left, self.right = left, right

    @cached_property
    def values(self) -> frozenset[Value]:
        """All values of the source."""
        return list_values(chain.from_iterable(self.left))

    @cached_property
    def is_lunar(self) -> bool:
        """Whether the source counts days or years as China did until 1911, so that its other days may be lunar too."""
        reigns = (LUNAR, REIGN)
        found = (one for one in chain.from_iterable(self.left) if one.unit.startswith(reigns))
        return any(one.unit == LUNAR or (one.value or 0) <= _LAST_REIGN for one in found)

    @cached_property
    def latest_days(self) -> dict[int, int]:
        """The latest day of the month that the translation named last, before each passage, by the identity of its
        quantities; 0 where none was.
        """
        latest, named = dict[int, int](), list[int]()
        for target in self.right:
            latest[id(target)] = max(named[-_PASSAGES_WITH_DAYS:], default=0)
            if days := {get_day(one) for one in target} - {0}:
                named.append(max(days))
        return latest

    @cached_property
    def calendar(self) -> int | None:
        """How far a day of the month is from the day of the week, in days; None where passages disagree or none says.

        A passage says it where it has the one and its translation the other.
        """
        votes = Counter[int]()
        for source, target in zip(self.left, self.right, strict=True):
            weekdays, days = list_weekdays(target), {get_day(one) for one in source} - {0}
            if len(weekdays) == len(days) == 1 and not list_weekdays(source):
                votes[(days.pop() - weekdays.pop()) % _WEEK] += 1
        best = votes.most_common(2)
        return best[0][0] if best and (len(best) == 1 or best[0][1] > best[1][1]) else None


class Passage(NamedTuple):
    """A passage of a text and its translation, with all quantities of both, `left` and `right`.

    `before` is the translation before it, `whole` are the quantities of the whole text.
    """

    comparison: Comparison
    source: str
    target: str
    left: Sequence[Quantity] = ()
    right: Sequence[Quantity] = ()
    before: str = ""
    whole: WholeText = WholeText()


Verdict = Quantity | tuple[Quantity, Quantity] | Mismatch
"""What a judgement says: that a quantity is no fault, that one of each side say the same, or that two do not agree."""


def list_values(quantities: Iterable[Quantity]) -> frozenset[Value]:
    """Return the values in some quantities; a day also as the ordinal that English may write for it."""
    components = split_into_components(quantities)
    days = {("ordinal", one.value) for one in components if one.aspect == "day"}
    return frozenset({(one.aspect, one.value) for one in components} | days)


def get_day(quantity: Quantity) -> int:
    """Return the day of the month that a date has; 0 where it has none."""
    return (quantity.moment.day or 0) if quantity.kind is Kind.DATE and quantity.moment else 0


def list_weekdays(quantities: Iterable[Quantity]) -> set[int]:
    """Return the days of the week that are named without a day of the month."""
    moments = (one.moment for one in quantities if one.kind is Kind.DATE and one.moment)
    return {one.weekday for one in moments if one.weekday and not one.day}
