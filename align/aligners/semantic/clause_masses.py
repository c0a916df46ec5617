"""Where the clauses of segments go, by how alike they are: a soft alignment of clauses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.aligners.band import Band
from align.aligners.semantic.masses import Masses

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from align.aligners.semantic.meaning import Meaning

    Matrix = NDArray[np.float32]

_ROWS = 128
_SHARPNESS = 14.0
"""How much a clause prefers its likeliest counterpart: the factor of the cosine in the exponent."""
_NOWHERE = 0.3
"""The cosine that stands for "no counterpart"."""
_FULL = 12.0
"""Tokens from which on a clause counts in full."""


def clause_masses(source: Meaning, target: Meaning, cells: Band) -> Masses:
    """The masses of clauses, for each cell."""
    import numpy as np

    nowhere = np.exp(_SHARPNESS * np.float32(_NOWHERE))
    firsts = target.starts
    wide = Band(firsts[cells.low], firsts[cells.high + 1] - 1)
    rendered, likely = np.empty(cells.size, np.float32), np.empty(wide.size, np.float32)
    for first in range(0, len(cells.low), _ROWS):
        last = min(first + _ROWS, len(cells.low))
        here, there = slice(cells.start[first], cells.start[last]), slice(wide.start[first], wide.start[last])
        rendered[here], likely[there] = _rows(source, target, cells, wide, (first, last), nowhere)
    clauses = wide.nodes(0, len(wide.low))[1]
    totals = np.bincount(clauses, likely, len(target.owners))
    likely *= (weights(target.sizes) / (totals + nowhere))[clauses].astype(np.float32)
    return Masses(cells, rendered, _by_segment(likely, clauses, cells, firsts))


def _rows(
    source: Meaning, target: Meaning, cells: Band, wide: Band, span: tuple[int, int], nowhere: np.float32
) -> tuple[Matrix, Matrix]:
    """What some source segments render, by cell, and how likely they are the counterpart of each target clause."""
    import numpy as np

    first, last = span
    left, right = int(cells.low[first]), int(cells.high[last - 1]) + 1
    here, there = source.clause_span(first, last), target.clause_span(left, right)
    likely = np.exp(_SHARPNESS * np.minimum(source.clauses(*here) @ target.clauses(*there).T, 1.0))
    owners, others = source.owners[slice(*here)] - first, target.owners[slice(*there)] - left
    mine, theirs = _members(owners, last - first), _members(others, right - left)
    columns = np.arange(left, right)
    allowed = (columns >= cells.low[first:last, None]) & (columns <= cells.high[first:last, None])
    shares = (likely @ theirs.T) * allowed[owners]
    shares *= (weights(source.sizes[slice(*here)]) / (shares.sum(axis=1) + nowhere))[:, None]
    rows, clauses = wide.nodes(first, last)
    return (mine @ shares)[allowed], (mine @ likely)[rows - first, clauses - there[0]]


def weights(sizes: NDArray[np.intp]) -> Matrix:
    """How much clauses of such sizes weigh."""
    import numpy as np

    shares: Matrix = np.minimum(sizes, _FULL).astype(np.float32) * np.float32(2 / _FULL)
    return shares


def _members(owners: NDArray[np.intp], count: int) -> Matrix:
    """A matrix (segments, clauses): 1 where a clause is a segment's."""
    import numpy as np

    members = np.zeros((count, len(owners)), np.float32)
    members[owners, np.arange(len(owners))] = 1.0
    return members


def _by_segment(values: Matrix, clauses: NDArray[np.int64], cells: Band, firsts: NDArray[np.intp]) -> Matrix:
    """Values by clause of the target, summed by cell; each segment has a clause at least."""
    import numpy as np

    columns = cells.nodes(0, len(cells.low))[1]
    count = firsts[columns + 1] - firsts[columns]
    sums: Matrix = np.add.reduceat(values, np.cumsum(count) - count) if len(count) else values
    return sums
