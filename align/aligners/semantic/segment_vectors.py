"""The vectors of the segments of a text, centred, and the similarity of the segments of two texts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from align.aligners.band import Band
    from align.aligners.side import Side
    from align.encoders.base import Encoded, Encoder

    Integers = NDArray[np.intp]
    Floats = NDArray[np.float32]

_MEAN_SHARE = 0.5
"""How much of the mean vector of a text, its language and style, is subtracted from each of its vectors."""
_BATCH = 128
"""Source segments that are compared at once."""
_ROWS = 4096
"""Vectors that are scaled at once: norms take as much memory as what they are of."""


@dataclass(frozen=True, eq=False)
class SegmentVectors:
    """Unit vectors of d dimensions for one text's segments, clauses and blocks, half of the text's mean subtracted."""

    encoded: Encoded

    @property
    def count(self) -> int:
        """Return how many segments there are."""
        return int(self.segment_indices[-1]) + 1

    @property
    def segments(self) -> Floats:
        """Return the vectors of the segments, shape (n, d); computed at each access, for they are large and seldom
        needed.
        """
        return self._centre(self.encoded.segment_vectors)

    @property
    def segment_indices(self) -> Integers:
        """Return the segment of each clause."""
        return self.encoded.segment_indices

    @property
    def clause_sizes(self) -> Integers:
        """Return the length of each clause."""
        return self.encoded.clause_sizes

    def encode_clauses(self, first: int, last: int) -> Floats:
        """Return the vectors of the clauses from `first` up to, not including, `last`."""
        return self._centre(self.encoded.encode_clauses(first, last))

    def encode_blocks(self, starts: Integers, lengths: Integers) -> Floats:
        """Return the vectors of blocks of segments, each `lengths` segments from `starts` on."""
        return self._centre(self.encoded.encode_blocks(starts, lengths))

    @cached_property
    def _mean(self) -> Floats:
        import numpy as np

        mean: Floats = self.encoded.segment_vectors.mean(axis=0) * np.float32(_MEAN_SHARE)
        return mean

    def _centre(self, vectors: Floats) -> Floats:
        return scale_to_unit(vectors - self._mean) if len(vectors) else vectors


def encode_segments(source: Side, target: Side, encoder: Encoder) -> tuple[SegmentVectors, SegmentVectors]:
    """Return the vectors of two sides."""
    of_source, of_target = encoder.encode(source.segments, target.segments)
    return SegmentVectors(of_source), SegmentVectors(of_target)


def normalize(vectors: Floats) -> Floats:
    """Return the vectors scaled to unit length."""
    import numpy as np

    unit: Floats = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
    return unit


def scale_to_unit(vectors: Floats) -> Floats:
    """Return these vectors, scaled to unit length in their own memory."""
    import numpy as np

    for start in range(0, len(vectors), _ROWS):
        part = vectors[start : start + _ROWS]
        part /= np.maximum(np.linalg.norm(part, axis=1, keepdims=True), 1e-6)
    return vectors


@dataclass(frozen=True, eq=False)
class SegmentSimilarity:
    """How similar the segments of each side are to those of the other, (source, target), each shape (segments,).

    `best` is the cosine of a segment and its nearest neighbour, 0 at least. `margins` are the largest differences
    between the cosine of a segment and a neighbour and that neighbour's best other cosine, -1 to 1: above 0 the two
    are each other's nearest (compare Artetxe and Schwenk 2019, "Margin-based parallel corpus mining").
    """

    best: tuple[Floats, Floats]
    margins: tuple[Floats, Floats]


def compare_segments(source: Floats, target: Floats, cells: Band) -> SegmentSimilarity:
    """Return the similarity of the segments of each cell. `source` and `target` are unit vectors, shape
    (segments, d).
    """
    cosines = _compute_cosines(source, target, cells)
    rows, columns = cells.nodes
    sizes = len(source), len(target)
    del source, target  # which take more memory than all that follows
    return SegmentSimilarity(
        best=(_find_greatest(cosines, rows, sizes[0], 0.0), _find_greatest(cosines, columns, sizes[1], 0.0)),
        margins=(
            _compute_margins(cosines, rows, columns, sizes[0]),
            _compute_margins(cosines, columns, rows, sizes[1]),
        ),
    )


def _compute_cosines(source: Floats, target: Floats, cells: Band) -> Floats:
    """Return the cosine of the two segments of each cell."""
    import numpy as np

    found = np.empty(cells.size, np.float32)
    for first in range(0, len(source), _BATCH):
        last = min(first + _BATCH, len(source))
        rows, columns = cells.list_nodes(first, last)
        left, right = cells.low[first], cells.high[last - 1] + 1
        cosines = source[first:last] @ target[left:right].T
        found[cells.start[first] : cells.start[last]] = cosines[rows - first, columns - left]
    return found


def _find_greatest(values: Floats, groups: Integers, count: int, least: float) -> Floats:
    """Return the greatest value of each of `count` groups, `least` where it has none above that."""
    import numpy as np

    found = np.full(count, least, np.float32)
    np.maximum.at(found, groups, values)
    return found


def _compute_margins(cosines: Floats, segments: Integers, others: Integers, count: int) -> Floats:
    """Return the margin of each of `count` segments; `segments` and `others` are the two of each cell."""
    import numpy as np

    order = np.lexsort((cosines, others))
    ranked = others[order]
    last = np.flatnonzero(np.append(ranked[1:] != ranked[:-1], True)) if len(order) else order
    second = np.zeros(int(others.max(initial=0)) + 1, np.float32)
    with_two = last[(last > 0) & (ranked[last - 1] == ranked[last])]
    second[ranked[with_two]] = np.maximum(cosines[order[with_two - 1]], 0)
    rivals = _find_greatest(cosines, others, len(second), 0.0)[others]
    rivals[order[last]] = second[ranked[last]]
    return _find_greatest(np.clip(cosines - rivals, -1, 1), segments, count, -1.0)
