"""Where the pieces of segments go, by how alike they are: a soft alignment of clauses, or of words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from align.aligners.band import Band
from align.aligners.semantic.masses import Masses

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.intp]
    Matrix = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Pieces:
    """The pieces of one text in order: the segment each stands in, ascending, and how much it weighs.

    `vectors` gives the unit vectors of the pieces from one up to, not including, another; `segments` is their number.
    """

    owners: Integers
    weights: Matrix
    vectors: Callable[[int, int], Matrix]
    segments: int

    @cached_property
    def starts(self) -> Integers:
        """The first piece of each segment, and at last the number of pieces."""
        import numpy as np

        return np.searchsorted(self.owners, np.arange(self.segments + 1))

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The pieces of the segments from `first` up to, not including, `last`."""
        return int(self.starts[first]), int(self.starts[last])


@dataclass(frozen=True)
class Softness:
    """How pieces choose among counterparts.

    `sharpness` is how much one prefers its likeliest counterpart, the factor of the cosine in the exponent; `nowhere`
    the cosine that stands for "no counterpart". `rows` source segments are looked at together.
    """

    sharpness: float
    nowhere: float
    rows: int


def soft_masses(source: Pieces, target: Pieces, cells: Band, softness: Softness) -> Masses:
    """The masses of the pieces, for each cell."""
    import numpy as np

    nowhere = np.exp(np.float32(softness.sharpness) * np.float32(softness.nowhere))
    firsts = target.starts
    wide = Band(firsts[cells.low], firsts[cells.high + 1] - 1)
    rendered, likely = np.empty(cells.size, np.float32), np.empty(wide.size, np.float32)
    for first in range(0, len(cells.low), softness.rows):
        last = min(first + softness.rows, len(cells.low))
        here, there = slice(cells.start[first], cells.start[last]), slice(wide.start[first], wide.start[last])
        rendered[here], likely[there] = _rows(source, target, (cells, wide), (first, last), softness.sharpness, nowhere)
    pieces = wide.nodes(0, len(wide.low))[1]
    totals = np.bincount(pieces, likely, len(target.owners))
    likely *= (target.weights / (totals + nowhere))[pieces].astype(np.float32)
    return Masses(cells, rendered, _by_segment(likely, cells, firsts))


def _rows(
    source: Pieces,
    target: Pieces,
    bands: tuple[Band, Band],
    span: tuple[int, int],
    sharpness: float,
    nowhere: np.float32,
) -> tuple[Matrix, Matrix]:
    """What some source segments render, by cell, and how likely they are the counterpart of each target piece."""
    import numpy as np

    (cells, wide), (first, last) = bands, span
    left, right = int(cells.low[first]), int(cells.high[last - 1]) + 1
    here, there = source.span(first, last), target.span(left, right)
    likely = np.exp(np.float32(sharpness) * np.minimum(source.vectors(*here) @ target.vectors(*there).T, 1.0))
    owners, others = source.owners[slice(*here)] - first, target.owners[slice(*there)] - left
    mine, theirs = _members(owners, last - first), _members(others, right - left)
    columns = np.arange(left, right)
    allowed = (columns >= cells.low[first:last, None]) & (columns <= cells.high[first:last, None])
    shares = (likely @ theirs.T) * allowed[owners]
    shares *= (source.weights[slice(*here)] / (shares.sum(axis=1) + nowhere))[:, None]
    rows, pieces = wide.nodes(first, last)
    return (mine @ shares)[allowed], (mine @ likely)[rows - first, pieces - there[0]]


def _members(owners: Integers, count: int) -> Matrix:
    """A matrix (segments, pieces): 1 where a piece is a segment's."""
    import numpy as np

    members = np.zeros((count, len(owners)), np.float32)
    members[owners, np.arange(len(owners))] = 1.0
    return members


def _by_segment(values: Matrix, cells: Band, firsts: Integers) -> Matrix:
    """Values by piece of the target, summed by cell."""
    import numpy as np

    columns = cells.nodes(0, len(cells.low))[1]
    count = firsts[columns + 1] - firsts[columns]
    some = np.flatnonzero(count)
    sums = np.zeros(cells.size, np.float32)
    if len(some):
        sums[some] = np.add.reduceat(values, (np.cumsum(count) - count)[some])
    return sums
