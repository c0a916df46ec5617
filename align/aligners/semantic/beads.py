"""Candidate beads as arrays."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from align.aligners.band import expand_ranges

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from align.aligners.band import Band

    Selection = slice | NDArray[np.intp]
    """Some of an array, as an index."""

    Feature = tuple[str, NDArray[Any]]
    """The name of a feature, and its value for each of some beads."""

KINDS = (
    (0, 1), (1, 0), (1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (2, 2), (1, 4), (4, 1), (2, 3), (3, 2), (1, 5), (5, 1),
    (2, 4), (4, 2), (3, 3), (1, 6), (2, 5), (3, 4), (4, 3), (1, 7), (3, 5), (4, 4), (2, 6),
)  # fmt: skip
"""How many source and target segments a bead holds, in the order that `lattice.find_best_path` asks for."""

MAX_SOURCE_SEGMENTS = max(m for m, _ in KINDS)
"""The most source segments that a bead holds."""


@dataclass(frozen=True, eq=False)
class Beads:
    """Some candidate beads: which of `KINDS` each is, and the node (row, column) at which it ends."""

    kinds: NDArray[np.intp]
    rows: NDArray[np.intp]
    columns: NDArray[np.intp]

    def __len__(self) -> int:
        return len(self.kinds)

    @cached_property
    def m(self) -> NDArray[np.intp]:
        """Return how many source segments each holds."""
        return self._look_up_sizes(0)

    @cached_property
    def n(self) -> NDArray[np.intp]:
        """Return how many target segments each holds."""
        return self._look_up_sizes(1)

    @cached_property
    def top(self) -> NDArray[np.intp]:
        """Return the first source segment of each."""
        return self.rows - self.m

    @cached_property
    def left(self) -> NDArray[np.intp]:
        """Return the first target segment of each."""
        return self.columns - self.n

    @cached_property
    def pairs(self) -> Selection:
        """Return which hold segments of both sides."""
        return _find(self.kinds > 1)

    @cached_property
    def omissions(self) -> Selection:
        """Return which hold a source segment alone."""
        return _find(self.kinds == KINDS.index((1, 0)))

    @cached_property
    def additions(self) -> Selection:
        """Return which hold a target segment alone."""
        return _find(self.kinds == KINDS.index((0, 1)))

    def select(self, selection: Selection) -> Beads:
        """Return some of them."""
        return Beads(self.kinds[selection], self.rows[selection], self.columns[selection])

    def scatter(self, values: NDArray[np.generic], selection: Selection) -> NDArray[np.float32]:
        """Values for all of them, from the values of some: 0 for the others."""
        import numpy as np

        whole = np.zeros(len(self), np.float32)
        whole[selection] = values
        return whole

    def locate(self, band: Band) -> NDArray[np.intp]:
        """Return the flat indices, in a band, of the nodes at which they end."""
        return band.index(self.rows, self.columns)

    def _look_up_sizes(self, side: int) -> NDArray[np.intp]:
        import numpy as np

        return np.array([kind[side] for kind in KINDS], np.intp)[self.kinds]


def list_beads(band: Band, first: int, last: int) -> Beads:
    """Return all beads inside a band that end in the rows `first` up to, not including, `last`, ordered by kind and
    node.
    """
    import numpy as np

    m, n = np.array(KINDS).T[:, :, None]
    rows = np.arange(first, last)
    above = rows - m
    begin = np.maximum(band.low[rows], band.low[np.maximum(above, 0)] + n)
    end = np.minimum(band.high[rows], band.high[np.maximum(above, 0)] + n) + 1
    count = np.where(above < 0, 0, np.maximum(end - begin, 0)).ravel()
    run, columns = expand_ranges(begin.ravel(), count)
    kinds, row = np.divmod(run, last - first)
    return Beads(kinds, row + first, columns)


def _find(mask: NDArray[np.bool_]) -> Selection:
    """Return where a mask is true; as a slice, which is faster, where that is one stretch."""
    import numpy as np

    found = np.flatnonzero(mask)
    if not len(found):
        return slice(0, 0)
    start, end = int(found[0]), int(found[-1]) + 1
    return slice(start, end) if end - start == len(found) else found
