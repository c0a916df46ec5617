"""What every encoder is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Encoded(Protocol):
    """The segments of one text as unit vectors of d dimensions."""

    @property
    def sentences(self) -> NDArray[np.float32]:
        """The vectors of the n segments, shape (n, d)."""
        ...

    @property
    def owners(self) -> NDArray[np.intp]:
        """The segment that each clause stands in, ascending; each segment has a clause at least."""
        ...

    @property
    def sizes(self) -> NDArray[np.intp]:
        """The length of each clause, in whatever unit the encoder counts."""
        ...

    def clauses(self, first: int, last: int) -> NDArray[np.float32]:
        """The vectors of the clauses from `first` up to, not including, `last`."""
        ...

    def blocks(self, starts: NDArray[np.intp], lengths: NDArray[np.intp]) -> NDArray[np.float32]:
        """The vectors of blocks of segments, each `lengths` segments from `starts` on, shape (blocks, d)."""
        ...


class Encoder(Protocol):
    """Text -> unit vectors in which translations lie near each other."""

    @property
    def signature(self) -> str:
        """Name and version, as in "labse:sentence-transformers-5.1.0:<revision of the model, or path>"."""
        ...

    def encode(self, segments: Sequence[str]) -> Encoded:
        """The vectors of the segments of a text, of their clauses, and of blocks of them."""
        ...
