"""Sums of token features of texts and of their clauses, which make vectors of any run of texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from glossary.vectors.encoder_package import DIMENSIONS

if TYPE_CHECKING:
    from concurrent.futures import Executor

    import numpy as np
    from numpy.typing import NDArray

    from glossary.vectors.network import Network
    from glossary.vectors.tokenizer import Batch, Tokenizer

_BATCH = 16384  # tokens


@dataclass(frozen=True, eq=False)
class TokenSums:
    """Sums of token features, float32, which `vectors.encode_sums` makes vectors of.

    `sums` (rows, 512) has a row for each text, or for each of its clauses in order, without <bos> and <eos>; `lengths`
    (rows,) is the number of tokens in a row, at least 1, and `texts` (rows,) the index of its text. `bos` and `eos`
    (texts, 512) are the features of the first and last token of each text.

    The vector of texts i to j as one block is encode_sums(bos[i] + (their rows of sums) + eos[j], 2 + (their lengths)).
    """

    sums: NDArray[np.float32]
    lengths: NDArray[np.intp]
    texts: NDArray[np.intp]
    bos: NDArray[np.float32]
    eos: NDArray[np.float32]


@dataclass(frozen=True)
class Encoder:
    """The encoder: from texts to tokens, from tokens to sums, from sums to vectors."""

    tokenizer: Tokenizer
    network: Network

    def encode(self, texts: Sequence[str], pool: Executor) -> NDArray[np.float32]:
        """Return unit vectors of the texts, shape (texts, 512)."""
        import numpy as np

        vectors, done = np.empty((len(texts), DIMENSIONS), dtype=np.float32), 0
        for batch in self.tokenizer.make_batches(texts, _BATCH):
            part = slice(done, done := done + len(batch.lengths))
            sums = self.network.sum_features(batch, batch.texts, pool)
            vectors[part] = self.network.encode_sums(sums, batch.lengths, pool)
        return vectors

    def sum_tokens(self, texts: Sequence[str], by_clause: bool, pool: Executor) -> TokenSums:
        """Return the sums of the texts, or of their clauses."""
        import numpy as np

        batches = [
            (batch, self._find_openings(batch, by_clause)) for batch in self.tokenizer.make_batches(texts, _BATCH)
        ]
        rows = sum(len(openings) for _, openings in batches) - 2 * len(texts)
        result = TokenSums(
            sums=np.empty((rows, DIMENSIONS), dtype=np.float32),
            lengths=np.empty(rows, dtype=np.intp),
            texts=np.empty(rows, dtype=np.intp),
            bos=np.empty((len(texts), DIMENSIONS), dtype=np.float32),
            eos=np.empty((len(texts), DIMENSIONS), dtype=np.float32),
        )
        row = text = 0
        for batch, openings in batches:
            self._add(batch, openings, result, row, text, pool)
            row, text = row + len(openings) - 2 * len(batch.lengths), text + len(batch.lengths)
        return result

    def _find_openings(self, batch: Batch, by_clause: bool) -> NDArray[np.intp]:
        """Return where a row begins: at <bos>, behind it, at a further clause, at <eos>."""
        import numpy as np

        openings = [batch.starts, batch.starts + 1, batch.ends]
        return np.unique(np.concatenate(openings + [self.tokenizer.find_clause_starts(batch)] * by_clause))

    def _add(
        self, batch: Batch, openings: NDArray[np.intp], result: TokenSums, row: int, text: int, pool: Executor
    ) -> None:
        """Put the sums of a batch into the result, from its row `row` and its text `text` on."""
        import numpy as np

        lengths = np.diff(openings, append=len(batch.tokens))
        sums = self.network.sum_features(batch, np.repeat(np.arange(len(openings)), lengths), pool)
        owners, bos, eos = batch.texts[openings], np.isin(openings, batch.starts), np.isin(openings, batch.ends)
        texts, rows = slice(text, text + len(batch.lengths)), slice(row, row + len(openings) - 2 * len(batch.lengths))
        inner = ~(bos | eos)
        result.bos[texts], result.eos[texts] = sums[bos], sums[eos]
        result.sums[rows], result.lengths[rows], result.texts[rows] = sums[inner], lengths[inner], owners[inner] + text
