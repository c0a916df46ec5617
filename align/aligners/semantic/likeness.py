"""How alike single segments are, and which have a counterpart of their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from align.aligners.band import Band

    Integers = NDArray[np.int64]
    Floats = NDArray[np.float32]

_ROWS = 128


@dataclass(frozen=True, eq=False)
class Likeness:
    """For each segment of both sides how alike its likest counterpart is (`best`, 0 at least), and `margins`.

    A margin is how much more alike a counterpart is than that counterpart's best other, at most; -1 to 1.
    """

    best: tuple[Floats, Floats]
    margins: tuple[Floats, Floats]


def likeness(source: Floats, target: Floats, cells: Band) -> Likeness:
    """The likeness of the segments in the same cells. `source` and `target` are unit vectors, shape (segments, d)."""
    cosines = _cosines(source, target, cells)
    rows, columns = cells.nodes(0, len(cells.low))
    sizes = len(source), len(target)
    return Likeness(
        best=(_greatest(cosines, rows, sizes[0], 0.0), _greatest(cosines, columns, sizes[1], 0.0)),
        margins=(_margins(cosines, rows, columns, sizes[0]), _margins(cosines, columns, rows, sizes[1])),
    )


def _cosines(source: Floats, target: Floats, cells: Band) -> Floats:
    import numpy as np

    found = np.empty(cells.size, np.float32)
    for first in range(0, len(source), _ROWS):
        last = min(first + _ROWS, len(source))
        rows, columns = cells.nodes(first, last)
        left, right = cells.low[first], cells.high[last - 1] + 1
        cosines = source[first:last] @ target[left:right].T
        found[cells.start[first] : cells.start[last]] = cosines[rows - first, columns - left]
    return found


def _greatest(values: Floats, groups: Integers, count: int, least: float) -> Floats:
    import numpy as np

    found = np.full(count, least, np.float32)
    np.maximum.at(found, groups, values)
    return found


def _margins(cosines: Floats, segments: Integers, others: Integers, count: int) -> Floats:
    """The margin of each of `count` segments."""
    import numpy as np

    order = np.lexsort((cosines, others))
    ranked = others[order]
    last = np.flatnonzero(np.append(ranked[1:] != ranked[:-1], True)) if len(order) else order
    second = np.zeros(int(others.max(initial=0)) + 1, np.float32)
    with_two = last[(last > 0) & (ranked[last - 1] == ranked[last])]
    second[ranked[with_two]] = np.maximum(cosines[order[with_two - 1]], 0)
    rivals = _greatest(cosines, others, len(second), 0.0)[others]
    rivals[order[last]] = second[ranked[last]]
    return _greatest(np.clip(cosines - rivals, -1, 1), segments, count, -1.0)
