"""A window: some rows of the band and all that is known of the segments around them, as dense matrices."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    from align.aligners.band import Band
    from align.aligners.semantic.form import Form
    from align.aligners.semantic.meaning import Meaning
    from align.aligners.semantic.words import Vocabulary

    Matrix = NDArray[np.float32]

_ROWS = 128
_MARGIN = 32
_CELLS = 400_000
_SHARPNESS = 14.0
"""How much a clause prefers its likeliest counterpart: the factor of the cosine in the exponent."""
_NOWHERE = 0.3
"""The cosine that stands for "no counterpart"."""
_FULL = 12.0
"""Tokens from which on a clause counts in full."""
_DOUBT = 0.1


@dataclass(frozen=True, eq=False)
class Pairing:
    """All that the features look at: both sides and the band that holds the beads worth a look."""

    meanings: tuple[Meaning, Meaning]
    forms: tuple[Form, Form]
    words: Vocabulary
    band: Band

    def windows(self) -> Iterator[Window]:
        """Windows that together end at each row of the band once."""
        last_row, row = len(self.band.low) - 1, 0
        while row <= last_row:
            size = _ROWS
            while size > 1 and self._cells(row, min(row + size, last_row + 1)) > _CELLS:
                size //= 2
            yield Window(self, row, min(row + size, last_row + 1))
            row += size

    def reach(self, first: int, last: int) -> tuple[int, int, int, int]:
        """Source segments from, to, and target segments from, to, that matter to beads that end in some rows."""
        top, bottom = max(first - _MARGIN, 0), min(last + _MARGIN, len(self.band.low) - 1)
        return top, bottom, int(self.band.low[top]), int(self.band.high[bottom])

    def _cells(self, first: int, last: int) -> int:
        top, bottom, left, right = self.reach(first, last)
        return (bottom - top) * (right - left)


@dataclass(frozen=True, eq=False)
class Masses:
    """Where the meaning of segments goes, shape (source segments, target segments) of a window.

    A row of `rendered` spreads the weight of a source segment over the target segments; a column of `rendering` that
    of a target segment over the source segments. What is in no counterpart is in neither.
    """

    rendered: Matrix
    rendering: Matrix


@dataclass(frozen=True, eq=False)
class Window:
    """The rows `first` up to, not including, `last` of a band."""

    pairing: Pairing
    first: int
    last: int

    @cached_property
    def reach(self) -> tuple[int, int, int, int]:
        """See `Pairing.reach`."""
        return self.pairing.reach(self.first, self.last)

    @cached_property
    def allowed(self) -> NDArray[np.bool_]:
        """Which source and target segments could stand in one bead."""
        import numpy as np

        top, bottom, left, right = self.reach
        low, high, columns = self.pairing.band.low, self.pairing.band.high, np.arange(left, right)
        mask: NDArray[np.bool_] = (columns >= low[top:bottom, None]) & (columns < high[top + 1 : bottom + 1, None])
        return mask

    @cached_property
    def likeness(self) -> Matrix:
        """The cosine of each source and target segment that could stand in one bead; -1 elsewhere."""
        import numpy as np

        top, bottom, left, right = self.reach
        source, target = (meaning.sentences for meaning in self.pairing.meanings)
        return np.where(self.allowed, source[top:bottom] @ target[left:right].T, np.float32(-1.0))

    @cached_property
    def clauses(self) -> Masses:
        """By the likeness of clauses."""
        import numpy as np

        top, bottom, left, right = self.reach
        source, target = self.pairing.meanings
        here, there = source.clause_span(top, bottom), target.clause_span(left, right)
        if here[0] == here[1] or there[0] == there[1]:
            return Masses(*(np.zeros((bottom - top, right - left), np.float32) for _ in range(2)))
        owners, others = source.owners[slice(*here)] - top, target.owners[slice(*there)] - left
        cosines = source.clauses(*here) @ target.clauses(*there).T
        likely = np.exp(_SHARPNESS * np.minimum(cosines, 1.0)) * self.allowed[owners][:, others]
        nowhere = np.exp(_SHARPNESS * np.float32(_NOWHERE))
        weights, others_weights = (np.minimum(m.sizes[slice(*span)], _FULL).astype(np.float32) * (2 / _FULL)
                                   for m, span in ((source, here), (target, there)))  # fmt: skip
        rendered = likely * (weights / (likely.sum(axis=1) + nowhere))[:, None]
        rendering = likely * (others_weights / (likely.sum(axis=0) + nowhere))
        shape = (bottom - top, right - left)
        return Masses(_gathered(rendered, owners, others, shape), _gathered(rendering, owners, others, shape))

    @cached_property
    def words(self) -> Masses:
        """By words that could be counterparts."""
        import numpy as np

        top, bottom, left, right = self.reach
        shape = (bottom - top, right - left)
        source, target = self.pairing.words.source, self.pairing.words.target
        here, there = (slice(*np.searchsorted(words.owners, ends)) for words, ends in
                       ((source, (top, bottom)), (target, (left, right))))  # fmt: skip
        types, inverse = np.unique(source.types[here], return_inverse=True)
        others, others_inverse = np.unique(target.types[there], return_inverse=True)
        owners, other_owners = source.owners[here] - top, target.owners[there] - left
        if not len(types) or not len(others):
            return Masses(np.zeros(shape, np.float32), np.zeros(shape, np.float32))
        meets = self._meets(types, others)
        present = np.zeros((len(others), shape[1]), np.float32)
        present[others_inverse, other_owners] = 1.0
        scores = (meets * target.weights[others]) @ present
        rendered = _spread(scores[inverse] * self.allowed[owners], source.weights[types][inverse])
        held = np.zeros((len(types), shape[0]), np.float32)
        held[inverse, owners] = 1.0
        sources = np.minimum(meets.T @ held, 1.0)
        rendering = _spread(
            sources[others_inverse] * self.allowed.T[other_owners], target.weights[others][others_inverse]
        )
        return Masses(
            _added(rendered, owners, shape[0]), np.ascontiguousarray(_added(rendering, other_owners, shape[1]).T)
        )

    def _meets(self, types: NDArray[np.intp], others: NDArray[np.intp]) -> Matrix:
        """Which of some word types of the source could be which of the target: 1 or 0."""
        import numpy as np

        meets = np.zeros((len(types), len(others)), np.float32)
        lists = [self.pairing.words.counterparts[index] for index in types.tolist()]
        rows = np.repeat(np.arange(len(types)), [len(found) for found in lists])
        columns = np.concatenate(lists)
        places = np.minimum(np.searchsorted(others, columns), len(others) - 1)
        hit = others[places] == columns
        meets[rows[hit], places[hit]] = 1.0
        return meets


def _spread(scores: Matrix, weights: Matrix) -> Matrix:
    """Scores as shares of each row's weight; what is unsure keeps some for itself."""
    shares: Matrix = scores * (weights / (scores.sum(axis=1) + _DOUBT))[:, None]
    return shares


def _added(rows: Matrix, owners: NDArray[np.intp], count: int) -> Matrix:
    """Rows summed by their owners, which ascend."""
    import numpy as np

    sums = np.zeros((count, rows.shape[1]), np.float32)
    if len(owners):
        starts = np.flatnonzero(np.concatenate([[True], owners[1:] != owners[:-1]]))
        sums[owners[starts]] = np.add.reduceat(rows, starts, axis=0)
    return sums


def _gathered(matrix: Matrix, owners: NDArray[np.intp], others: NDArray[np.intp], shape: tuple[int, int]) -> Matrix:
    """A matrix of clauses as one of segments."""
    import numpy as np

    return np.ascontiguousarray(_added(_added(matrix, owners, shape[0]).T, others, shape[1]).T)
