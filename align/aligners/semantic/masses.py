"""Where what is said goes: numbers for cells, and their sums."""

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


@dataclass(frozen=True, eq=False)
class Masses:
    """How much of what segments say goes where: for each cell, a source and a target segment that may be in one bead.

    `rendered` spreads the weight of a source segment over the target segments; `rendering` that of a target segment
    over the source segments. What has no counterpart is in neither.
    """

    cells: Band
    rendered: NDArray[np.float32]
    rendering: NDArray[np.float32]

    @cached_property
    def rendered_before(self) -> Floats:
        """How much of the source is rendered before each place between its segments, shape (segments + 1,)."""
        import numpy as np

        sums: Floats = np.append(0.0, np.cumsum(self.rendered, dtype=np.float64))[self.cells.start]
        return sums

    @cached_property
    def rendering_before(self) -> Floats:
        """How much of the target renders something before each place between its segments, shape (segments + 1,)."""
        import numpy as np

        count = int(self.cells.high[-1]) + 1
        columns = self.cells.nodes(0, len(self.cells.low))[1]
        return np.append(0.0, np.cumsum(np.bincount(columns, self.rendering, count)))


class Boxes:
    """Sums of the values of cells inside boxes, for the cells of some source segments in a row.

    Places are counted in segments of the texts; one place beyond the first and last cell there is 0.
    """

    def __init__(self, cells: Band, values: NDArray[np.float32], first: int, last: int) -> None:
        """Hold the cells of the source segments `first` up to, not including, `last`."""
        import numpy as np

        left, right = int(cells.low[first]), int(cells.high[last - 1]) + 1
        self._corner = first - 1, left - 1
        rows, columns = cells.nodes(first, last)
        self._values = np.zeros((last - first + 2, right - left + 2))
        self._values[rows - first + 1, columns - left + 1] = values[cells.start[first] : cells.start[last]]
        self._down, self._along, self._both = (np.zeros(np.add(self._values.shape, more)) for more in _MORE)
        np.cumsum(self._values, axis=0, out=self._down[1:])
        np.cumsum(self._values, axis=1, out=self._along[:, 1:])
        np.cumsum(self._down[1:], axis=1, out=self._both[1:, 1:])

    def at(self, rows: Integers, columns: Integers) -> Floats:
        """The value of single cells."""
        return self._take(self._values, rows, columns)

    def down(self, top: Integers, bottom: Integers, columns: Integers) -> Floats:
        """The sum of one column from row `top` up to, not including, `bottom`."""
        return self._take(self._down, bottom, columns) - self._take(self._down, top, columns)

    def along(self, rows: Integers, left: Integers, right: Integers) -> Floats:
        """The sum of one row from column `left` up to, not including, `right`."""
        return self._take(self._along, rows, right) - self._take(self._along, rows, left)

    def inside(self, top: Integers, bottom: Integers, left: Integers, right: Integers) -> Floats:
        """The sum of rows from `top` up to, not including, `bottom`, of such columns."""
        lower = self._take(self._both, bottom, right) - self._take(self._both, bottom, left)
        return lower - self._take(self._both, top, right) + self._take(self._both, top, left)

    def _take(self, table: Floats, rows: Integers, columns: Integers) -> Floats:
        width = table.shape[1]
        taken: Floats = table.ravel().take(rows * width + (columns - (self._corner[0] * width + self._corner[1])))
        return taken


_MORE = (1, 0), (0, 1), (1, 1)
