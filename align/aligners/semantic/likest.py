"""Where the path runs, roughly: the likest segments in order, found coarse to fine (Salvador and Chan 2007, FastDTW).

Both texts are halved until few runs of segments are left; the best path through all of these is then refined level by
level inside a band round the last. Time and memory are linear in the length of the texts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.aligners.band import Band, around, whole
from align.aligners.lattice import FAR, best_path

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

_KINDS = ((0, 1), (1, 0), (1, 1))
_CHANCE = 0.2
"""The cosine from which on two segments are taken to have something in common."""
_CELLS = 160_000
"""The size up to which all nodes are looked at."""
_WIDTH = 8
_ROWS = 256


def likest_path(source: Vectors, target: Vectors) -> NDArray[np.int64]:
    """The nodes of the path along the likest segments, shape (nodes, 2).

    `source` and `target` are unit vectors of the segments of both sides, shapes (n, d) and (m, d).
    """
    import numpy as np

    if min(len(source), len(target)) < 4 or (len(source) + 1) * (len(target) + 1) <= _CELLS:
        band = whole(len(source), len(target))
    else:
        path = likest_path(_halved(source), _halved(target))
        band = around(np.minimum(path * 2, (len(source), len(target))), _WIDTH)
    return best_path(band, _KINDS, _costs(source, target, band))


def band_around(path: NDArray[np.int64]) -> Band:
    """The nodes near a path."""
    return around(path, _WIDTH)


def likeness(source: Vectors, target: Vectors, path: NDArray[np.int64]) -> float:
    """The cosines along a path in sum, as a share of the segments of the shorter side: near 0 for unrelated texts."""
    import numpy as np

    ends = path[1:][(np.diff(path, axis=0) == 1).all(axis=1)] - 1
    cosines = np.einsum("ij,ij->i", source[ends[:, 0]], target[ends[:, 1]])
    return float(cosines.sum()) / min(len(source), len(target))


def _halved(vectors: Vectors) -> Vectors:
    """The mean directions of two vectors each."""
    import numpy as np

    sums = np.add.reduceat(vectors, np.arange(0, len(vectors), 2), axis=0)
    unit: Vectors = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-6)
    return unit


def _costs(source: Vectors, target: Vectors, band: Band) -> NDArray[np.int32]:
    import numpy as np

    costs = np.zeros((len(_KINDS), band.size + 1), np.int32)
    for first in range(0, len(band.low), _ROWS):
        last = min(first + _ROWS, len(band.low))
        rows, columns = band.nodes(first, last)
        nodes = slice(band.start[first], band.start[last])
        for kind, (m, n) in enumerate(_KINDS):
            inside = band.holds(rows - m, columns - n)
            values = np.zeros(len(rows), np.int32)
            if m and n:
                values[inside] = _unlike(source, target, rows[inside] - 1, columns[inside] - 1)
            values[~inside] = FAR
            costs[kind, nodes] = values
    return costs


def _unlike(source: Vectors, target: Vectors, rows: NDArray[np.int64], columns: NDArray[np.int64]) -> NDArray[np.int32]:
    """What it costs that segments have nothing in common; below 0 where they have."""
    import numpy as np

    if not len(rows):
        return np.zeros(0, np.int32)
    top, left = int(rows.min()), int(columns.min())
    cosines = source[top : int(rows.max()) + 1] @ target[left : int(columns.max()) + 1].T
    costs: NDArray[np.int32] = np.rint(1000 * (_CHANCE - cosines[rows - top, columns - left])).astype(np.int32)
    return costs
