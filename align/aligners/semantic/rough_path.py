"""The rough path: a first, cheap alignment of single segments, found coarse to fine (Salvador and Chan 2007, FastDTW).

Both texts are halved until few runs of segments are left; the best path through all of these is then refined level by
level inside a band around the last one. Time and memory are linear in the length of the texts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.aligners.band import Band, make_band_around, make_full_band
from align.aligners.lattice import FORBIDDEN, find_best_path
from align.aligners.semantic.segment_vectors import normalize

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from align.aligners.semantic.surface import Surface

    Vectors = NDArray[np.float32]
    Integers = NDArray[np.int64]

_KINDS = ((0, 1), (1, 0), (1, 1))
LEAST_COSINE = 0.2
"""The cosine from which on it is better to pair two segments than to leave both alone."""
_MAX_NODES = 160_000
"""The size up to which the whole lattice is searched."""
_WIDTH = 8
_BATCH = 256
"""Rows whose costs are computed at once."""
_GAP = 10
"""So many segments in a row that have no counterpart on the path do not count as text that was translated."""


def find_rough_path(source: Vectors, target: Vectors) -> Integers:
    """Return the nodes of the path along the most similar segments, shape (nodes, 2).

    `source` and `target` are unit vectors of the segments of both sides, shapes (n, d) and (m, d).
    """
    import numpy as np

    if min(len(source), len(target)) < 4 or (len(source) + 1) * (len(target) + 1) <= _MAX_NODES:
        band = make_full_band(len(source), len(target))
    else:
        path = find_rough_path(_halve(source), _halve(target))
        band = draw_band(np.minimum(path * 2, (len(source), len(target))))
    return find_best_path(band, _KINDS, _compute_costs(source, target, band))


def draw_band(path: Integers) -> Band:
    """Return the nodes near a path."""
    return make_band_around(path, _WIDTH)


def measure_similarity(source: Vectors, target: Vectors, path: Integers) -> float:
    """Return the sum of the cosines along a path, divided by the segments of the shorter side: near 0 for unrelated
    texts.
    """
    import numpy as np

    ends = path[1:][_find_pairs(path)] - 1
    cosines = np.einsum("ij,ij->i", source[ends[:, 0]], target[ends[:, 1]])
    return float(cosines.sum()) / min(len(source), len(target))


def estimate_length_ratio(surfaces: tuple[Surface, Surface], path: Integers) -> float:
    """Return the length of the target divided by that of the source, long gaps in the path left out: missing
    chapters.
    """
    import numpy as np

    paired = _find_pairs(path)
    behind = np.concatenate([path[:1], path[1:][paired]])
    before = np.concatenate([path[:-1][paired], path[-1:]])
    source, target = (
        _sum_without_gaps(surface, behind[:, side], before[:, side]) for side, surface in enumerate(surfaces)
    )
    return target / max(source, 1)


def _find_pairs(path: Integers) -> NDArray[np.bool_]:
    """Return which beads of a path pair two segments, shape (nodes - 1,)."""
    import numpy as np

    paired: NDArray[np.bool_] = (np.diff(path, axis=0) == 1).all(axis=1)
    return paired


def _sum_without_gaps(surface: Surface, starts: Integers, ends: Integers) -> int:
    """Return the length of a side without long gaps between pairs; a gap reaches from one of `starts` to one of
    `ends`.
    """
    gaps = ends - starts >= _GAP
    lengths = surface.length_before
    return int(lengths[-1] - (lengths[ends[gaps]] - lengths[starts[gaps]]).sum())


def _halve(vectors: Vectors) -> Vectors:
    """Return the mean directions of each two vectors in a row."""
    import numpy as np

    return normalize(np.add.reduceat(vectors, np.arange(0, len(vectors), 2), axis=0))


def _compute_costs(source: Vectors, target: Vectors, band: Band) -> NDArray[np.int32]:
    """Return the costs of all beads of `_KINDS` in a band, as `lattice.find_best_path` takes them."""
    import numpy as np

    costs = np.zeros((len(_KINDS), band.size + 1), np.int32)
    for first in range(0, len(band.low), _BATCH):
        last = min(first + _BATCH, len(band.low))
        rows, columns = band.list_nodes(first, last)
        nodes = slice(band.start[first], band.start[last])
        for kind, (m, n) in enumerate(_KINDS):
            inside = band.contains(rows - m, columns - n)
            values = np.zeros(len(rows), np.int32)
            if m and n:
                values[inside] = _compute_pair_costs(source, target, rows[inside] - 1, columns[inside] - 1)
            values[~inside] = FORBIDDEN
            costs[kind, nodes] = values
    return costs


def _compute_pair_costs(source: Vectors, target: Vectors, rows: Integers, columns: Integers) -> NDArray[np.int32]:
    """Return the costs of pairs of segments: below 0 where they are similar."""
    import numpy as np

    if not len(rows):
        return np.zeros(0, np.int32)
    top, left = int(rows.min()), int(columns.min())
    cosines = source[top : int(rows.max()) + 1] @ target[left : int(columns.max()) + 1].T
    costs: NDArray[np.int32] = np.rint(1000 * (LEAST_COSINE - cosines[rows - top, columns - left])).astype(np.int32)
    return costs
