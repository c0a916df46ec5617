"""Where findings are in a file, and where they are after it has been edited."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from align.model import Diagnostic, Edit


class Place(NamedTuple):
    """Where a rule has found something: the number of the document in its file, and the offset in its text."""

    rule: str
    document: int
    start: int


def find_place(found: Diagnostic) -> Place:
    """Return the place of a finding."""
    return Place(found.finding.rule, found.document, found.finding.span.start)


class Mover:
    """Moves places to where they are after some edits, none of which overlap.

    Each edit comes with the place of its finding, in whose document it counts.
    """

    def __init__(self, edited: Iterable[tuple[Place, Iterable[Edit]]]) -> None:
        by_document = defaultdict[int, list[tuple[int, int]]](list)
        for place, edits in edited:
            by_document[place.document].extend((edit.end, len(edit.text) - (edit.end - edit.start)) for edit in edits)
        self._moves = dict[int, tuple[list[int], list[int]]]()
        for number, shifts in by_document.items():
            shifts.sort()  # the ends of edits, and by how much they move what is after none, one, two … of them
            sums = accumulate((shift for _, shift in shifts), initial=0)
            self._moves[number] = [end for end, _ in shifts], list(sums)

    def move(self, place: Place) -> Place:
        """Return where a place is afterwards."""
        ends, shifts = self._moves.get(place.document, ([], [0]))
        return place._replace(start=place.start + shifts[bisect_right(ends, place.start)])
