"""From texts to vectors: of texts, and of any run of their clauses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from glossary.vectors.encoder_package import DIMENSIONS
from glossary.vectors.features import SIZE
from glossary.vectors.network import SUM_SIZE
from glossary.vectors.sum_store import SumStore, TextSums

if TYPE_CHECKING:
    from concurrent.futures import Executor

    import numpy as np
    from numpy.typing import NDArray

    from glossary.vectors.memory import Memory
    from glossary.vectors.network import Network
    from glossary.vectors.tokenizer import Batch, Tokenizer
    from glossary.vectors.word_store import WordStore

    Floats = NDArray[np.float32]
    Integers = NDArray[np.intp]

_BATCH = 8192  # tokens
_TOGETHER = 256  # texts that are looked up at once


@dataclass(frozen=True, eq=False)
class ClauseSums:
    """Texts as sums of the token features of their clauses, float32, which `vectors.encode_sums` makes vectors of.

    `sums` (clauses, SUM_SIZE) has a row for each clause, in order, without <bos> and <eos>; `lengths` (clauses,) is the
    number of its tokens, at least 1, and `texts` (clauses,) the index of its text. `totals` (texts, SUM_SIZE) are the
    sums of whole texts, <bos> and <eos> counted, and `vectors` (texts, 512) their unit vectors.

    What <bos> and <eos> add is what the clauses leave of the total. The vector of any clauses in a row is near
    encode_sums(their sums + what <bos> and <eos> add, 2 + their lengths).
    """

    sums: Floats
    lengths: Integers
    texts: Integers
    totals: Floats
    vectors: Floats


@dataclass(frozen=True)
class Encoder:
    """The encoder: from texts to tokens, from tokens to sums, from sums to vectors."""

    tokenizer: Tokenizer
    network: Network
    memory: Memory
    words: WordStore
    sums: SumStore

    def encode(self, texts: Sequence[str], pool: Executor | None) -> Floats:
        """Return unit vectors of the texts, shape (texts, 512); those seen lately are not computed again."""

        def find(new: Sequence[str]) -> Floats:
            return self.words.find(
                new, lambda rest: self.sums.find_vectors(rest, lambda left: self._encode(left, pool))
            )

        return self.memory.find(texts, find)

    def _encode(self, texts: Sequence[str], pool: Executor | None) -> Floats:
        import numpy as np

        vectors, done = np.empty((len(texts), DIMENSIONS), dtype=np.float32), 0
        for batch in self.tokenizer.make_batches(texts, _BATCH):
            openings, totals = self._find_openings(batch), np.zeros((len(batch.lengths), SIZE), dtype=np.float32)
            for owners, sums in self.network.sum_features(batch, openings, pool):
                _add_in_order(totals, batch.texts[openings[owners]], sums)
            part = slice(done, done := done + len(batch.lengths))
            vectors[part] = self.network.encode_sums(self.network.project(totals, pool), batch.lengths, pool)
        return vectors

    def sum_clauses(self, texts: Sequence[str], pool: Executor | None) -> ClauseSums:
        """Return the sums of the clauses of the texts, and the vectors of the texts; what is kept is not computed."""
        size = _TOGETHER if self.sums.is_open else max(len(texts), 1)
        parts = [self._find_sums(texts[start : start + size], pool) for start in range(0, len(texts), size)]
        found = parts[0] if len(parts) == 1 else _join(parts)
        self.memory.keep(texts, found.vectors)
        return found

    def _find_sums(self, texts: Sequence[str], pool: Executor | None) -> ClauseSums:
        kept = self.sums.find(texts)
        new = [place for place, one in enumerate(kept) if one is None]
        if not new:
            return _join_texts(kept)
        computed = _join(
            [
                self._sum_batch(batch, pool)
                for batch in self.tokenizer.make_batches([texts[place] for place in new], _BATCH)
            ]
        )
        if not self.sums.is_open:
            return computed
        parts = _split_texts(computed)
        self.sums.keep([texts[place] for place in new], parts)
        if len(new) == len(texts):
            return computed
        for place, part in zip(new, parts, strict=True):
            kept[place] = part
        return _join_texts(kept)

    def _sum_batch(self, batch: Batch, pool: Executor | None) -> ClauseSums:
        import numpy as np

        openings = self._find_openings(batch)
        is_inner = ~_mark(batch, batch.starts, batch.ends)[openings]
        features = np.zeros((len(batch.lengths), SIZE), dtype=np.float32)
        clauses = np.zeros((len(openings), SUM_SIZE), dtype=np.float32)
        inner: list[tuple[Integers, Floats]] = []
        for owners, sums in self.network.sum_features(batch, openings, pool):
            _add_in_order(features, batch.texts[openings[owners]], sums)
            of_clauses = is_inner[owners]
            inner.append((owners[of_clauses], sums[of_clauses]))
        owners, sums = map(np.concatenate, zip(*inner, strict=True))
        _add_in_order(clauses, owners, self.network.project(sums, pool))
        totals = self.network.project(features, pool)
        return ClauseSums(
            sums=clauses[is_inner],
            lengths=np.diff(openings, append=len(batch.tokens))[is_inner],
            texts=batch.texts[openings[is_inner]],
            totals=totals,
            vectors=self.network.encode_sums(totals, batch.lengths, pool),
        )

    def _find_openings(self, batch: Batch) -> Integers:
        """Return where a sum begins: at <bos>, after it, at a further clause, at <eos>."""
        import numpy as np

        further = self.tokenizer.find_clause_starts(batch)
        return np.flatnonzero(_mark(batch, batch.starts, batch.starts + 1, further, batch.ends))


def _join(parts: Sequence[ClauseSums]) -> ClauseSums:
    """Return the sums of texts, some of which are in each of these parts."""
    import numpy as np

    nothing, none = np.empty((0, SUM_SIZE), dtype=np.float32), np.empty(0, dtype=np.intp)
    before = np.cumsum([0, *(len(part.totals) for part in parts)])
    owners = [part.texts + count for part, count in zip(parts, before[:-1], strict=True)]
    return ClauseSums(
        sums=np.concatenate([nothing, *(part.sums for part in parts)]),
        lengths=np.concatenate([none, *(part.lengths for part in parts)]),
        texts=np.concatenate([none, *owners]),
        totals=np.concatenate([nothing, *(part.totals for part in parts)]),
        vectors=np.concatenate([nothing[:, :DIMENSIONS], *(part.vectors for part in parts)]),
    )


def _split_texts(sums: ClauseSums) -> list[TextSums]:
    """Return the sums of each text apart."""
    import numpy as np

    bounds = np.searchsorted(sums.texts, np.arange(len(sums.totals) + 1)).tolist()
    return [
        TextSums(sums.sums[first:last], sums.lengths[first:last], total, vector)
        for (first, last), total, vector in zip(pairwise(bounds), sums.totals, sums.vectors, strict=True)
    ]


def _join_texts(texts: Sequence[TextSums | None]) -> ClauseSums:
    """Return the sums of texts from those of each."""
    import numpy as np

    found = [one for one in texts if one is not None]
    return ClauseSums(
        sums=np.concatenate([one.sums for one in found]),
        lengths=np.concatenate([one.lengths for one in found]),
        texts=np.repeat(np.arange(len(found)), [len(one.lengths) for one in found]),
        totals=np.stack([one.total for one in found]),
        vectors=np.stack([one.vector for one in found]),
    )


def _mark(batch: Batch, *places: Integers) -> NDArray[np.bool_]:
    """Return whether each token of a batch is at one of these places."""
    import numpy as np

    marks = np.zeros(len(batch.tokens), dtype=np.bool_)
    for some in places:
        marks[some] = True
    return marks


def _add_in_order(totals: Floats, rows: Integers, parts: Floats) -> None:
    """Add each part to its row, one after another: the same to the last bit wherever the parts are cut into calls.

    `rows` ascend. First the first parts of all rows are added, then their second ones, and so on; as most rows have as
    many, they are added as a whole.
    """
    import numpy as np

    starts = np.flatnonzero(np.diff(rows, prepend=-1))
    counts = np.diff(starts, append=len(rows))
    is_whole = len(starts) > 0 and rows[-1] - rows[0] < len(starts)
    for place in range(int(counts.max(initial=0))):
        chosen = starts[counts > place] + place
        if is_whole and len(chosen) == len(starts):
            totals[rows[0] : rows[-1] + 1] += parts.take(chosen, axis=0)
        else:
            totals[rows[chosen]] += parts[chosen]
