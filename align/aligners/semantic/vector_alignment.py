"""Soft alignment by the similarity of vectors: of clauses, or of any other pieces of segments."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from align.aligners.band import Band
from align.aligners.semantic.soft_alignment import SoftAlignment
from glossary.vectors.threads import lend_threads, run_each

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from align.aligners.semantic.segment_vectors import SegmentVectors

    Integers = NDArray[np.intp]
    Matrix = NDArray[np.float32]

_FULL_SIZE = 12.0
"""Tokens from which on a clause has its full weight."""
_LEAST_WEIGHT = 0.05
"""Added to the weight of each segment, so that none is 0."""


@dataclass(frozen=True, eq=False)
class Pieces:
    """The pieces of one text in order: the index of the segment of each, ascending, and its weight.

    `vectors` gives the unit vectors of the pieces from one up to, not including, another;
    `segment_count` is the number of segments.
    """

    segment_indices: Integers
    weights: Matrix
    vectors: Callable[[int, int], Matrix]
    segment_count: int

    @cached_property
    def starts(self) -> Integers:
        """Return the first piece of each segment, and at last the number of pieces."""
        import numpy as np

        return np.searchsorted(self.segment_indices, np.arange(self.segment_count + 1))

    def find_span(self, first: int, last: int) -> tuple[int, int]:
        """Return the pieces of the segments from `first` up to, not including, `last`, as (first piece, end)."""
        return int(self.starts[first]), int(self.starts[last])

    def sum_weights(self, least: float) -> NDArray[np.float64]:
        """Return the weight of each segment: `least`, and that of its pieces."""
        import numpy as np

        return np.bincount(self.segment_indices, self.weights, self.segment_count).astype(np.float64) + least


@dataclass(frozen=True)
class Softmax:
    """How the weight of a piece is spread over its possible counterparts.

    `sharpness`, the inverse temperature, is the factor of the cosine in the exponent; `null_cosine` means "no
    counterpart". `batch` source segments are aligned at once, or one, where they are long.
    """

    sharpness: float
    null_cosine: float
    batch: int

    @cached_property
    def null_score(self) -> np.float32:
        """Return the score of "no counterpart"."""
        import numpy as np

        score: np.float32 = np.exp(np.float32(self.sharpness) * np.float32(self.null_cosine))
        return score

    def score(self, source: Matrix, target: Matrix) -> Matrix:
        """Return the scores, not normalized, of all pairs of unit vectors of two sides, shape (n, m)."""
        import numpy as np

        scores: Matrix = np.exp(np.float32(self.sharpness) * np.minimum(source @ target.T, 1.0))
        return scores


_CLAUSE_SOFTMAX = Softmax(sharpness=14.0, null_cosine=0.3, batch=128)


def align_clauses(source: SegmentVectors, target: SegmentVectors, cells: Band) -> SoftAlignment:
    """Return the soft alignment of the clauses of two texts."""
    return align_pieces(_list_clauses(source), _list_clauses(target), cells, _CLAUSE_SOFTMAX, _LEAST_WEIGHT)


def _list_clauses(vectors: SegmentVectors) -> Pieces:
    import numpy as np

    weights: Matrix = np.minimum(vectors.clause_sizes, _FULL_SIZE).astype(np.float32) * np.float32(2 / _FULL_SIZE)
    return Pieces(vectors.segment_indices, weights, vectors.encode_clauses, vectors.count)


def align_pieces(source: Pieces, target: Pieces, cells: Band, softmax: Softmax, least_weight: float) -> SoftAlignment:
    """Return the soft alignment of pieces, summed by segment; `least_weight` is added to the weight of each source
    segment.
    """
    import numpy as np

    firsts = target.starts
    wide = Band(firsts[cells.low], firsts[cells.high + 1] - 1)
    source_to_target, scores = np.empty(cells.size, np.float32), np.empty(wide.size, np.float32)

    def align_batch(batch: tuple[int, int]) -> None:
        first, last = batch
        here, there = slice(cells.start[first], cells.start[last]), slice(wide.start[first], wide.start[last])
        source_to_target[here], scores[there] = _align_rows(source, target, (cells, wide), batch, softmax)

    with lend_threads("softmax") as pool:
        run_each(pool, align_batch, cells.cut(source.starts, firsts, softmax.batch))
    totals = np.zeros(len(target.segment_indices))
    for here, pieces in wide.list_columns():
        np.add.at(totals, pieces, scores[here].astype(np.float64))
    shares = (target.weights / (totals + softmax.null_score)).astype(np.float32)
    for here, pieces in wide.list_columns():
        scores[here] *= shares[pieces]
    target_to_source = _sum_by_cell(scores, cells, firsts)
    return SoftAlignment(cells, source_to_target, target_to_source, source.sum_weights(least_weight))


def _align_rows(
    source: Pieces, target: Pieces, bands: tuple[Band, Band], span: tuple[int, int], softmax: Softmax
) -> tuple[Matrix, Matrix]:
    """For some source segments: their weight, by cell, and the scores of each with the pieces of the target.

    `bands` are the cells, and the pairs of a source segment and a target piece.
    """
    import numpy as np

    (cells, wide), (first, last) = bands, span
    left, right = int(cells.low[first]), int(cells.high[last - 1]) + 1
    here, there = source.find_span(first, last), target.find_span(left, right)
    scores = softmax.score(source.vectors(*here), target.vectors(*there))
    segments, others = source.segment_indices[slice(*here)] - first, target.segment_indices[slice(*there)] - left
    members, other_members = _make_members(segments, last - first), _make_members(others, right - left)
    columns = np.arange(left, right)
    allowed = (columns >= cells.low[first:last, None]) & (columns <= cells.high[first:last, None])
    shares = (scores @ other_members.T) * allowed[segments]
    shares *= (source.weights[slice(*here)] / (shares.sum(axis=1) + softmax.null_score))[:, None]
    rows, pieces = wide.list_nodes(first, last)
    return (members @ shares)[allowed], (members @ scores)[rows - first, pieces - there[0]]


def _make_members(segments: Integers, count: int) -> Matrix:
    """Return a matrix (segments, pieces): 1 where a piece is a segment's."""
    import numpy as np

    members = np.zeros((count, len(segments)), np.float32)
    members[segments, np.arange(len(segments))] = 1.0
    return members


def _sum_by_cell(values: Matrix, cells: Band, firsts: Integers) -> Matrix:
    """Values by source segment and target piece, summed by cell; `firsts` are the first pieces of target segments."""
    import numpy as np

    sums, done = np.zeros(cells.size, np.float32), 0
    for here, columns in cells.list_columns():
        count = firsts[columns + 1] - firsts[columns]
        some, ends = np.flatnonzero(count), np.cumsum(count)
        behind = done + int(count.sum())
        if len(some):
            sums[here][some] = np.add.reduceat(values[done:behind], (ends - count)[some])
        done = behind
    return sums
