"""The part of the lattice that an aligner searches.

A node (row, column) means that so many source and target segments are passed; a bead leads from one node to another.
"""

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.int64]

_NODES = 1 << 14
"""So many nodes, about, have their columns listed at once."""
_LARGEST = 1 << 26
"""The most elements of the matrix that a batch of rows needs, where it has more than one row."""


@dataclass(frozen=True, eq=False)
class Band:
    """For each row, from 0 to the number of source segments, the columns from `low` to `high`, both included.

    Neither bound ever falls; the first row begins at column 0, the last ends at the number of target segments.
    Values of nodes are stored in flat arrays, row after row.
    """

    low: "Integers"
    high: "Integers"

    @cached_property
    def start(self) -> "Integers":
        """Return the flat index at which each row begins, and the number of nodes at the end; shape (rows + 1,)."""
        import numpy as np

        return np.concatenate([[0], np.cumsum(self.high - self.low + 1)])

    def widen(self, pairs: "Sequence[tuple[int, int]]") -> "Band":
        """Return the band that also holds both nodes of each pair of a row and a column; the pairs ascend on both
        sides.

        After a pair it holds nothing before it, and before it nothing after.
        """
        import numpy as np

        if not pairs:
            return self
        low, high, (rows, columns) = self.low.copy(), self.high.copy(), np.array(pairs, np.int64).T
        for nodes, places in ((rows, columns), (rows + 1, columns + 1)):
            low[nodes], high[nodes] = np.minimum(low[nodes], places), np.maximum(high[nodes], places)
        low, high = np.minimum.accumulate(low[::-1])[::-1], np.maximum.accumulate(high)
        passed = rows.searchsorted(np.arange(len(low)))  # a node of row i lies after the pairs of rows below i
        low = np.maximum(low, np.concatenate([[0], columns + 1])[passed])
        return Band(low, np.minimum(high, np.concatenate([columns, high[-1:]])[passed]))

    @property
    def size(self) -> int:
        """Return the number of nodes."""
        return int(self.start[-1])

    @cached_property
    def nodes(self) -> tuple["Integers", "Integers"]:
        """Return the row and the column of each node."""
        return self.list_nodes(0, len(self.low))

    def list_nodes(self, first: int, last: int) -> tuple["Integers", "Integers"]:
        """Return the row and the column of each node in the rows from `first` up to, not including, `last`."""
        import numpy as np

        rows = np.repeat(np.arange(first, last), np.diff(self.start[first : last + 1]))
        return rows, np.arange(self.start[first], self.start[last]) - self._origin[rows]

    def list_runs(self, nodes: int, rows: int | None = None) -> "Iterator[tuple[int, int]]":
        """Yield runs of rows that cover each once: the first, and the one after the last.

        Each has at most so many nodes and rows, or is one row.
        """
        first, count = 0, len(self.low)
        while first < count:
            end = int(self.start.searchsorted(self.start[first] + nodes, "right")) - 1
            last = min(max(end, first + 1), first + (rows or count), count)
            yield first, last
            first = last

    def list_columns(self) -> "Iterator[tuple[slice, Integers]]":
        """Yield runs of nodes, as slices of the flat arrays, with the columns of their nodes.

        The columns of all nodes at once would take several times the memory of the values.
        """
        for first, last in self.list_runs(_NODES):
            yield slice(int(self.start[first]), int(self.start[last])), self.list_nodes(first, last)[1]

    def cut(self, starts: "Integers", other_starts: "Integers", most: int) -> list[tuple[int, int]]:
        """Cut the rows into batches, each with its first row and the one after its last: of `most` rows, or of one.

        The latter where the pieces of more rows and those of the columns in reach make too large a matrix. `starts` and
        `other_starts` are the first piece of each row and column, and the number of pieces.
        """
        batches: list[tuple[int, int]] = []
        for first in range(0, len(self.low), most):
            last = min(first + most, len(self.low))
            pieces = int(starts[last] - starts[first])
            others = int(other_starts[self.high[last - 1] + 1] - other_starts[self.low[first]])
            batches.extend([(first, last)] if pieces * others <= _LARGEST else pairwise(range(first, last + 1)))
        return batches

    def contains(self, rows: "Integers", columns: "Integers") -> "NDArray[np.bool_]":
        """Return which of these nodes lie in the band."""
        import numpy as np

        inner = np.maximum(np.minimum(rows, len(self.low) - 1), 0)
        held: NDArray[np.bool_] = (inner == rows) & (self.low[inner] <= columns) & (columns <= self.high[inner])
        return held

    def index(self, rows: "Integers", columns: "Integers") -> "Integers":
        """Return the flat indices of nodes of the band."""
        return self._origin[rows] + columns

    @cached_property
    def _origin(self) -> "Integers":
        """Return the flat index that column 0 of each row would have."""
        return self.start[:-1] - self.low


def make_full_band(rows: int, columns: int) -> Band:
    """Return the band of all nodes between so many source and target segments."""
    import numpy as np

    return Band(np.zeros(rows + 1, np.int64), np.full(rows + 1, columns, np.int64))


def make_band_around(path: "Integers", width: int) -> Band:
    """Return the nodes at most `width` rows and columns away from the rectangles that the beads of a path span.

    `path` lists nodes, shape (nodes, 2).
    """
    import numpy as np

    rows, columns = path[:, 0], path[:, 1]
    every = np.arange(rows[-1] + 1)
    before = np.searchsorted(rows, np.maximum(every - width, 0), "left") - 1
    behind = np.searchsorted(rows, np.minimum(every + width, rows[-1]), "right")
    low = columns[np.maximum(before, 0)] - width
    high = columns[np.minimum(behind, len(path) - 1)] + width
    return Band(np.maximum(low, 0), np.minimum(high, columns[-1]))


def expand_ranges(starts: "Integers", counts: "Integers") -> tuple["Integers", "Integers"]:
    """Return the numbers of many ranges, each of `counts` numbers from `starts` on: which range each is of, and the
    number.
    """
    import numpy as np

    which = np.repeat(np.arange(len(counts)), counts)
    return which, np.arange(len(which)) + (starts - np.cumsum(counts) + counts)[which]
