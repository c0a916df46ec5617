"""Beads worth a look, as columns of numbers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from align.aligners.band import Band

KINDS = (
    (0, 1), (1, 0), (1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (2, 2), (1, 4), (4, 1), (2, 3), (3, 2), (1, 5), (5, 1), (2, 4), (4, 2),
    (3, 3), (1, 6), (2, 5), (3, 4), (4, 3), (1, 7), (3, 5), (4, 4), (2, 6),
)  # fmt: skip
"""How many source and target segments a bead holds; the order is that of `lattice.best_path`."""


@dataclass(frozen=True, eq=False)
class Beads:
    """Some beads: which of `KINDS` each is, and the node (rows, columns) it ends at."""

    kinds: NDArray[np.intp]
    rows: NDArray[np.intp]
    columns: NDArray[np.intp]

    def __len__(self) -> int:
        return len(self.kinds)

    @cached_property
    def m(self) -> NDArray[np.intp]:
        """How many source segments each holds."""
        return self._sizes(0)

    @cached_property
    def n(self) -> NDArray[np.intp]:
        """How many target segments each holds."""
        return self._sizes(1)

    @cached_property
    def top(self) -> NDArray[np.intp]:
        """The first source segment of each."""
        return self.rows - self.m

    @cached_property
    def left(self) -> NDArray[np.intp]:
        """The first target segment of each."""
        return self.columns - self.n

    @cached_property
    def full(self) -> NDArray[np.bool_]:
        """Which hold segments of both sides."""
        return (self.m > 0) & (self.n > 0)

    def where(self, chosen: NDArray[np.bool_]) -> Beads:
        """Some of them."""
        return Beads(self.kinds[chosen], self.rows[chosen], self.columns[chosen])

    def nodes(self, band: Band) -> NDArray[np.intp]:
        """Where the end of each lies in the flat arrays of a band."""
        return band.index(self.rows, self.columns)

    def _sizes(self, side: int) -> NDArray[np.intp]:
        import numpy as np

        return np.array([kind[side] for kind in KINDS], np.intp)[self.kinds]


def all_beads(band: Band, first: int, last: int) -> Beads:
    """All beads inside a band that end in the rows `first` up to, not including, `last`."""
    import numpy as np

    rows, columns = band.nodes(first, last)
    kinds = np.repeat(np.arange(len(KINDS)), len(rows))
    beads = Beads(kinds, np.tile(rows, len(KINDS)), np.tile(columns, len(KINDS)))
    return beads.where(band.holds(beads.top, beads.left))
