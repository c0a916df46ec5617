"""What the segments of one side mean: vectors without what all of them share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from align.encoders.base import Encoded

_SHARED = 0.5
"""How much of the mean vector of a text is taken from each of its vectors: its language and its style."""


@dataclass(frozen=True, eq=False)
class Meaning:
    """Unit vectors of one text's segments, clauses and blocks, the text's mean taken off by half."""

    encoded: Encoded

    @property
    def count(self) -> int:
        """How many segments there are."""
        return int(self.owners[-1]) + 1

    @property
    def sentences(self) -> NDArray[np.float32]:
        """The vectors of the segments, shape (n, d); made anew each time, for they are large and seldom needed."""
        return self._centred(self.encoded.sentences)

    @property
    def owners(self) -> NDArray[np.intp]:
        """The segment of each clause."""
        return self.encoded.owners

    @property
    def sizes(self) -> NDArray[np.intp]:
        """The length of each clause."""
        return self.encoded.sizes

    @cached_property
    def starts(self) -> NDArray[np.intp]:
        """The first clause of each segment, and at last the number of clauses."""
        import numpy as np

        return np.searchsorted(self.owners, np.arange(int(self.owners[-1]) + 2))

    def clause_span(self, first: int, last: int) -> tuple[int, int]:
        """The clauses of the segments from `first` up to, not including, `last`."""
        return int(self.starts[first]), int(self.starts[last])

    def clauses(self, first: int, last: int) -> NDArray[np.float32]:
        """The vectors of some clauses."""
        return self._centred(self.encoded.clauses(first, last))

    def blocks(self, starts: NDArray[np.intp], lengths: NDArray[np.intp]) -> NDArray[np.float32]:
        """The vectors of blocks of segments."""
        return self._centred(self.encoded.blocks(starts, lengths))

    @cached_property
    def _mean(self) -> NDArray[np.float32]:
        import numpy as np

        mean: NDArray[np.float32] = self.encoded.sentences.mean(axis=0) * np.float32(_SHARED)
        return mean

    def _centred(self, vectors: NDArray[np.float32]) -> NDArray[np.float32]:
        import numpy as np

        if not len(vectors):
            return vectors
        moved = vectors - self._mean
        unit: NDArray[np.float32] = moved / np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-6)
        return unit
