"""What decisions ask for in a text, and which of them contradict each other there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from align.commands.places import find_place
from align.config.review import Decision
from align.model import Diagnostic, Edit


@dataclass(frozen=True, slots=True, eq=False)
class Wish:
    """A decision, the finding or sentence it is about, the edits it asks for, and the file that it comes from."""

    decision: Decision
    found: Diagnostic
    edits: tuple[Edit, ...] = ()
    file: str = ""

    @property
    def person(self) -> str:
        """Who decided."""
        return self.decision.by or self.file

    @property
    def reach(self) -> tuple[int, int, int]:
        """Return the number of the document, and where in its text the edits begin and end."""
        document = find_place(self.found).document
        return document, min(one.start for one in self.edits), max(one.end for one in self.edits)

    def tell(self, reason: str) -> str:
        """Return a line that says why it is not carried out."""
        return f"{self.found.path}:{self.found.start.describe()}: not applied: {reason}"


class Sorted(NamedTuple):
    """Wishes that are to be carried out, those that others include, and a line for each that contradicts another."""

    wishes: list[Wish]
    replaced: list[Wish]
    problems: list[str]


def sort_wishes(wishes: Sequence[Wish]) -> Sorted:
    """Distinguish wishes that write into the same place.

    Where a person has written a sentence again, that includes the suggestions that the same person took in it, and one
    of several equal edits for all. What different people want in one place is no agreement, and none of it is done.
    """
    kept, replaced, clashing = list[Wish](), list[Wish](), dict[Wish, Wish]()
    for group in _group([wish for wish in wishes if wish.edits]):
        best = max(group, key=lambda wish: wish.decision.decision == "edit")
        others = [wish for wish in group if not _stands_for(best, wish)]
        replaced += [wish for wish in group if wish is not best and _stands_for(best, wish)]
        if any(wish.person != best.person for wish in others):
            clashing |= {one: next(other for other in group if other.person != one.person) for one in group}
        else:
            kept += [best, *others]
    problems = [one.tell(f"{one.person} and {other.person} do not agree here") for one, other in clashing.items()]
    rest = [wish for wish in wishes if not wish.edits]
    return Sorted([*kept, *rest], [one for one in replaced if one not in clashing], problems)


def _stands_for(best: Wish, other: Wish) -> bool:
    """Return whether what one wish writes is what another one asks for, too."""
    if best.edits == other.edits:
        return True
    is_newer = best.decision.decision == "edit" and other.decision.decision == "fix"
    return is_newer and best.person == other.person


def _group(wishes: Sequence[Wish]) -> Iterator[list[Wish]]:
    """Wishes in order, those together that reach into each other."""
    group, end = list[Wish](), (-1, -1)
    for wish in sorted(wishes, key=lambda wish: (wish.reach, wish.decision)):
        document, start, stop = wish.reach
        if group and (document != end[0] or start >= end[1]):
            yield group
            group = []
        end = (document, max(stop, end[1]) if group else stop)
        group.append(wish)
    if group:
        yield group


def find_spoilt(wishes: Sequence[Wish], lost: Sequence[Wish]) -> Iterator[tuple[Wish, Wish]]:
    """Acceptances (`lost`) whose finding an edit that another person wants takes away, each with that edit's wish."""
    edits = sorted((wish for wish in wishes if wish.edits), key=lambda wish: wish.reach)
    for one in lost:
        document, (start, end) = find_place(one.found).document, one.found.finding.span
        for other in edits:
            number, first, last = other.reach
            if number == document and first < end and start < last and other.person != one.person:
                yield one, other
