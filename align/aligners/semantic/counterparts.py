"""Blocks that are counterparts by structure, unless their meaning contradicts, and the beads that this leaves."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from align.aligners.semantic.columns import count_columns
from align.aligners.semantic.rough_path import LEAST_COSINE, find_rough_path
from align.aligners.semantic.segment_vectors import normalize
from align.aligners.skeletons import pair_parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from align.aligners.fixed import Fixed
    from align.aligners.semantic.beads import Beads
    from align.aligners.side import Side

    Vectors = NDArray[np.float32]
    Integers = NDArray[np.int64]

_SIMILAR = 0.3
"""The cosine from which on two blocks may be translations: 95 % of paired paragraphs of annual reports reach it."""
_LONGEST_LABEL = 60
"""Columns of a heading or a cell whose translator was free: `示例` and `Demos` have little in common."""
_ADVANTAGE = 0.5
"""So much more similar are blocks if they are paired in another way, where structure is wrong."""


@dataclass(frozen=True, eq=False)
class Counterparts:
    """Blocks that are counterparts: their segments, from the first up to, not including, the last.

    `spans` has shape (blocks, 4): first and last of the source, first and last of the target. It ascends. A block
    without segments, such as code, is a place that no bead crosses.
    """

    spans: Integers

    def fix(self, fixed: Fixed) -> Counterparts:
        """These and the pairs that a person has fixed; of a block that holds fixed segments only its borders are left.

        What contradicts a fixed pair is left out.
        """
        import numpy as np

        if not fixed:
            return self
        pairs = np.array(fixed.pairs, np.int64).reshape(-1, 2)
        top, bottom, left, right = (self.spans[:, place] for place in range(4))
        starts = pairs[:, 0].searchsorted(top), pairs[:, 1].searchsorted(left)
        ends = pairs[:, 0].searchsorted(bottom), pairs[:, 1].searchsorted(right)
        held = (ends[0] > starts[0]) | _hold_any(top, bottom, fixed.rows) | _hold_any(left, right, fixed.columns)
        agrees = (starts[0] == starts[1]) & (ends[0] == ends[1])
        borders = self.spans[agrees & held]
        found = [self.spans[agrees & ~held], borders[:, [0, 0, 2, 2]], borders[:, [1, 1, 3, 3]]]
        spans = np.concatenate([*found, pairs[:, [0, 0, 1, 1]] + np.array([0, 1, 0, 1])])
        return Counterparts(spans[np.lexsort(spans.T[::-1])])

    def find_path(self, source: Vectors, target: Vectors) -> Integers:
        """Return the rough path of all segments that goes through the borders of all blocks, shape (nodes, 2)."""
        import numpy as np

        borders = self._add_ends(len(source), len(target))
        paths = [borders[:1]]
        for (row, column), (next_row, next_column) in pairwise(borders.tolist()):
            if (next_row - row, next_column - column) == (1, 1):
                paths.append(np.array([[next_row, next_column]]))
            elif next_row > row or next_column > column:
                inner = find_rough_path(source[row:next_row], target[column:next_column])
                paths.append(inner[1:] + np.array([row, column]))
        return np.concatenate(paths)

    def select(self, beads: Beads) -> Beads:
        """Return the beads that cross no border of a block, and leave no block of one segment without counterpart."""
        import numpy as np

        if not len(self.spans):
            return beads
        borders = self._add_ends(np.iinfo(np.int64).max, np.iinfo(np.int64).max)[1:]
        passed = np.minimum(
            borders[:, 0].searchsorted(beads.top, "right"), borders[:, 1].searchsorted(beads.left, "right")
        )
        ends = borders[passed]
        fits = (beads.rows <= ends[:, 0]) & (beads.columns <= ends[:, 1])
        return beads.select(np.flatnonzero(fits & ~self._leave_alone(beads)))

    def _leave_alone(self, beads: Beads) -> NDArray[np.bool_]:
        """Return which beads hold nothing but the one segment of a block that has a counterpart."""
        import numpy as np

        first, last, left, right = self.spans.T
        both = (last > first) & (right > left)
        source, target = first[both & (last - first == 1)], left[both & (right - left == 1)]
        alone: NDArray[np.bool_] = (beads.n == 0) & np.isin(beads.top, source)
        alone |= (beads.m == 0) & np.isin(beads.left, target)
        return alone

    def _add_ends(self, rows: int, columns: int) -> Integers:
        """Return the nodes at the borders of all blocks, and at both ends of the texts, shape (nodes, 2)."""
        import numpy as np

        borders = self.spans[:, [0, 2, 1, 3]].reshape(-1, 2)
        return np.concatenate([[[0, 0]], borders, [[rows, columns]]])


def find_counterparts(source: Side, target: Side, vectors: tuple[Vectors, Vectors]) -> Counterparts:
    """Return the blocks of two texts that are counterparts; `vectors` are the unit vectors of the segments of both
    sides.
    """
    import numpy as np

    found = list(_list_spans(source, target)) if source.parts and target.parts else []
    spans = np.array([span for span, _ in found], np.int64).reshape(-1, 4)
    labels = np.array([label for _, label in found], np.bool_)
    filled = np.flatnonzero((spans[:, 1] > spans[:, 0]) & (spans[:, 3] > spans[:, 2]))
    if not len(filled):
        return Counterparts(spans)
    one, other = _sum_blocks(vectors[0], spans[filled, :2]), _sum_blocks(vectors[1], spans[filled, 2:])
    kept = np.ones(len(spans), np.bool_)
    kept[filled] = _confirm(one, other, labels[filled])
    return Counterparts(spans[kept])


def _hold_any(starts: Integers, ends: Integers, segments: Sequence[int]) -> NDArray[np.bool_]:
    """Return which ranges hold any of some segments, which ascend."""
    import numpy as np

    places = np.array(segments, np.int64)
    held: NDArray[np.bool_] = places.searchsorted(ends) > places.searchsorted(starts)
    return held


def _list_spans(source: Side, target: Side) -> Iterator[tuple[tuple[int, int, int, int], bool]]:
    """Yield the spans of all members of the parts that are counterparts, and whether each is a label."""
    for row, column in pair_parts(source.parts, target.parts):
        one, other = source.parts[row], target.parts[column]
        for (top, bottom), (left, right) in zip(pairwise(one.bounds), pairwise(other.bounds), strict=True):
            label = one.is_label and _is_short(source, top, bottom) and _is_short(target, left, right)
            yield (top, bottom, left, right), label


def _is_short(side: Side, first: int, last: int) -> bool:
    return sum(map(count_columns, side.segments[first:last])) < _LONGEST_LABEL


def _sum_blocks(vectors: Vectors, spans: Integers) -> Vectors:
    """Return the unit vectors of blocks: ranges of segments that follow each other."""
    import numpy as np

    padded = np.concatenate([vectors, np.zeros_like(vectors[:1])])
    return normalize(np.add.reduceat(padded, spans.ravel(), axis=0)[::2])


def _confirm(source: Vectors, target: Vectors, labels: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return which pairs of blocks are similar enough, or labels, where no other pairing is much more similar."""
    import numpy as np

    cosines = np.einsum("ij,ij->i", source, target)
    kept: NDArray[np.bool_] = labels | (cosines >= _SIMILAR)
    path = find_rough_path(source, target)
    gains = np.cumsum([0.0, *(cosines - LEAST_COSINE)])
    for stretch in _list_detours(path):
        ends = stretch[1:][(np.diff(stretch, axis=0) == 1).all(axis=1)] - 1
        others = np.einsum("ij,ij->i", source[ends[:, 0]], target[ends[:, 1]]) - LEAST_COSINE
        first, last = stretch[0, 0], stretch[-1, 0]
        if len(ends) and others.sum() - (gains[last] - gains[first]) >= _ADVANTAGE:
            kept[first:last] = False
    return kept


def _list_detours(path: Integers) -> Iterator[Integers]:
    """Yield the stretches of a path that leave the diagonal, each from where it does up to where it is back."""
    import numpy as np

    straight = np.flatnonzero(path[:, 0] == path[:, 1])
    for start in np.flatnonzero(np.diff(straight) > 1).tolist():
        yield path[straight[start] : straight[start + 1] + 1]
