"""What the features look at: both sides, the band, and where what the segments say goes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from align.aligners.band import Band
from align.aligners.semantic.beads import TALLEST
from align.aligners.semantic.clause_masses import clause_masses
from align.aligners.semantic.coverage import Coverage, clause_weights, coverage, word_weights
from align.aligners.semantic.likeness import Likeness, likeness
from align.aligners.semantic.masses import Boxes, Masses
from align.aligners.semantic.word_masses import word_masses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from align.aligners.semantic.form import Form
    from align.aligners.semantic.meaning import Meaning
    from align.aligners.semantic.meant_words import MeantWords
    from align.aligners.semantic.words import Vocabulary

_ROWS = 128
_NODES = 16_384


def cells(band: Band) -> Band:
    """The source and target segments that could stand in one bead, as a band of cells."""
    return Band(band.low[:-1], band.high[1:] - 1)


@dataclass(frozen=True, eq=False)
class Pairing:
    """Both sides and the band that holds the beads worth a look.

    `ratio` is the length of the target by that of the source (see `ratio.length_ratio`).
    `likeness` is how alike the two sides are along the path the band was drawn around (see `likest.likeness`).
    `cells` are the source and target segments that could stand in one bead; `meant` is None where nobody asks which
    segments have no counterpart.
    """

    meanings: tuple[Meaning, Meaning]
    forms: tuple[Form, Form]
    ratio: float
    words: Vocabulary
    meant: MeantWords | None
    band: Band
    cells: Band
    likeness: float

    def windows(self) -> Iterator[Window]:
        """Windows that together end at each row of the band once."""
        rows, row = len(self.band.low), 0
        while row < rows:
            end = int(self.band.start.searchsorted(self.band.start[row] + _NODES, "right")) - 1
            next_row = min(max(end, row + 1), row + _ROWS, rows)
            yield Window(self, row, next_row)
            row = next_row

    @cached_property
    def segment_likeness(self) -> Likeness:
        """How alike the segments in one cell are."""
        return likeness(self.meanings[0].sentences, self.meanings[1].sentences, self.cells)

    @cached_property
    def clauses(self) -> Masses:
        """Where the clauses go, cell by cell."""
        return clause_masses(*self.meanings, self.cells)

    @cached_property
    def word_masses(self) -> Masses:
        """Where the words go, cell by cell."""
        return word_masses(self.words, self.cells)

    @cached_property
    def clause_coverage(self) -> Coverage:
        """How much of the clauses of each source segment is rendered."""
        return coverage(self.clauses, clause_weights(self.meanings[0]))

    @cached_property
    def word_coverage(self) -> Coverage:
        """How much of the words of each source segment is rendered."""
        return coverage(self.word_masses, word_weights(self.words.source, self.meanings[0].count))


@dataclass(frozen=True, eq=False)
class Window:
    """The rows `first` up to, not including, `last` of a band, and the masses of beads that end there."""

    pairing: Pairing
    first: int
    last: int

    @cached_property
    def clauses(self) -> tuple[Boxes, Boxes]:
        """Of `rendered` and `rendering` of the clauses."""
        return self.boxes(self.pairing.clauses)

    @cached_property
    def words(self) -> tuple[Boxes, Boxes]:
        """Of `rendered` and `rendering` of the words."""
        return self.boxes(self.pairing.word_masses)

    def boxes(self, masses: Masses) -> tuple[Boxes, Boxes]:
        """Of `rendered` and `rendering` of some masses."""
        cells = masses.cells
        span = max(self.first - TALLEST - 1, 0), min(self.last, len(cells.low))
        return Boxes(cells, masses.rendered, *span), Boxes(cells, masses.rendering, *span)
