"""The interface of encoders."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Encoded(Protocol):
    """The n segments of one text as unit vectors of d dimensions."""

    @property
    def segment_vectors(self) -> NDArray[np.float32]:
        """Return the vectors of the segments, shape (n, d)."""
        ...

    @property
    def segment_indices(self) -> NDArray[np.intp]:
        """Return the index of the segment that each clause is in, ascending; each segment has at least one clause."""
        ...

    @property
    def clause_sizes(self) -> NDArray[np.intp]:
        """Return the length of each clause, in the unit that the encoder counts."""
        ...

    def encode_clauses(self, first: int, last: int) -> NDArray[np.float32]:
        """Return the vectors of the clauses from `first` up to, not including, `last`, shape (clauses, d)."""
        ...

    def encode_blocks(self, starts: NDArray[np.intp], lengths: NDArray[np.intp]) -> NDArray[np.float32]:
        """Return the vectors of blocks of segments, each `lengths` segments (at least 1) from `starts` on;
        (blocks, d).
        """
        ...


class Encoder(Protocol):
    """Text -> unit vectors, in which translations are close to each other."""

    @property
    def signature(self) -> str:
        """Name and version, as in "labse:sentence-transformers-5.1.0:<revision of the model, or path>"."""
        ...

    def encode(self, *texts: Sequence[str]) -> Sequence[Encoded]:
        """Return the segments of each text as vectors, with those of their clauses and of blocks of segments on demand.

        Texts that are given together may cost less than one by one; their vectors are the same.
        """
        ...

    def encode_words(self, words: Sequence[str]) -> NDArray[np.float32]:
        """Return the unit vectors of words, shape (words, d)."""
        ...
