"""Soft alignments of segments, and their sums over rectangles of cells.

The weight of a segment is that of its clauses or words; a soft alignment says how much of it goes to each segment of
the other side, as attention does. A cell is a source and a target segment that may be in one bead.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from align.aligners.band import Band

    Integers = NDArray[np.intp]
    Floats = NDArray[np.float64]

MAX_SHARE = 2.0
"""The upper limit of a share of coverage: several clauses of the target may be aligned with the same clause."""


@dataclass(frozen=True, eq=False)
class Coverage:
    """How much of each source segment is covered, as shares of its weight (Tu et al. 2016, "Modeling coverage").

    `outgoing` is the weight of the segment that is aligned with any target segment, `incoming` the weight of the target
    that is aligned with it; the others are the same for the one target segment where this is greatest.
    """

    outgoing: Floats
    best_outgoing: Floats
    incoming: Floats
    best_incoming: Floats


@dataclass(frozen=True, eq=False)
class SoftAlignment:
    """How much weight of one segment of a cell is aligned with the other, a value a cell.

    `source_to_target` spreads the weight of a source segment over the target segments, `target_to_source` that of a
    target segment over the source segments. Weight that has no counterpart is in neither. `source_weights`, above 0,
    are what the weights of the source segments count as in `coverage`.
    """

    cells: Band
    source_to_target: NDArray[np.float32]
    target_to_source: NDArray[np.float32]
    source_weights: Floats

    @cached_property
    def source_sums(self) -> Floats:
        """Return how much of the source is aligned before each place between its segments, shape (segments + 1,)."""
        import numpy as np

        sums: Floats = np.append(0.0, np.cumsum(self.source_to_target, dtype=np.float64))[self.cells.start]
        return sums

    @cached_property
    def target_sums(self) -> Floats:
        """Return how much of the target is aligned before each place between its segments, shape (segments + 1,)."""
        import numpy as np

        count = int(self.cells.high[-1]) + 1
        columns = self.cells.nodes[1]
        return np.append(0.0, np.cumsum(np.bincount(columns, self.target_to_source, count)))

    @cached_property
    def coverage(self) -> Coverage:
        """Return how much of each source segment is covered."""
        import numpy as np

        rows = self.cells.nodes[0]
        weights, shares = self.source_weights, []
        for values in (self.source_to_target, self.target_to_source):
            best = np.zeros(len(weights))
            np.maximum.at(best, rows, values)
            shares += [np.bincount(rows, values, len(weights)) / weights, best / weights]
        return Coverage(*(np.minimum(share, MAX_SHARE) for share in shares))


class SummedAreaTable:
    """Sums of the values of cells over any rectangle in constant time (Crow 1984), for some source segments in a row.

    Rows and columns are segments of the texts; one row or column beyond the first and last cell values are 0.
    """

    def __init__(self, cells: Band, values: NDArray[np.float32], first: int, last: int) -> None:
        """Take the values of the cells of the source segments `first` up to, not including, `last`."""
        import numpy as np

        left, right = int(cells.low[first]), int(cells.high[last - 1]) + 1
        self._corner = first - 1, left - 1
        rows, columns = cells.list_nodes(first, last)
        self._values = np.zeros((last - first + 2, right - left + 2))
        self._values[rows - first + 1, columns - left + 1] = values[cells.start[first] : cells.start[last]]
        more = (1, 0), (0, 1), (1, 1)
        self._down, self._along, self._both = (np.zeros(np.add(self._values.shape, margin)) for margin in more)
        np.cumsum(self._values, axis=0, out=self._down[1:])
        np.cumsum(self._values, axis=1, out=self._along[:, 1:])
        np.cumsum(self._down[1:], axis=1, out=self._both[1:, 1:])

    def look_up(self, rows: Integers, columns: Integers) -> Floats:
        """Return the values of single cells."""
        return self._take(self._values, rows, columns)

    def sum_column(self, top: Integers, bottom: Integers, columns: Integers) -> Floats:
        """Return the sums of single columns from row `top` up to, not including, `bottom`."""
        return self._take(self._down, bottom, columns) - self._take(self._down, top, columns)

    def sum_row(self, rows: Integers, left: Integers, right: Integers) -> Floats:
        """Return the sums of single rows from column `left` up to, not including, `right`."""
        return self._take(self._along, rows, right) - self._take(self._along, rows, left)

    def sum_area(self, top: Integers, bottom: Integers, left: Integers, right: Integers) -> Floats:
        """Return the sums of rectangles: rows `top` to `bottom`, columns `left` to `right`, the last ones not
        included.
        """
        lower = self._take(self._both, bottom, right) - self._take(self._both, bottom, left)
        return lower - self._take(self._both, top, right) + self._take(self._both, top, left)

    def _take(self, table: Floats, rows: Integers, columns: Integers) -> Floats:
        width = table.shape[1]
        taken: Floats = table.ravel().take(rows * width + (columns - (self._corner[0] * width + self._corner[1])))
        return taken
