"""The encoder's forward pass: from tokens to sums of their features, and from sums to sentence vectors.

The network (Yang et al. 2020, https://arxiv.org/abs/1907.04307) sums layer-normed features over the tokens of a text;
a dense network makes a vector of the sum. What is linear between them is multiplied out beforehand. The vector of a
text is the same to the last bit whatever else is encoded with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from glossary.vectors.blocks import Factor, list_blocks
from glossary.vectors.encoder_package import DIMENSIONS
from glossary.vectors.features import REACH, Features
from glossary.vectors.threads import run_each
from glossary.vectors.tiling import Layout, Piece
from glossary.vectors.token_table import TokenTable

if TYPE_CHECKING:
    from concurrent.futures import Executor

    import numpy as np
    from numpy.typing import NDArray

    from glossary.vectors.embeddings import Embeddings
    from glossary.vectors.encoder_package import Arrays
    from glossary.vectors.tokenizer import Batch

    Floats = NDArray[np.float32]
    Integers = NDArray[np.intp]

HIDDEN = 320  # numbers between the layers of the dense network
SUM_SIZE = 2 * HIDDEN  # of a projected sum: what the first layer, and what the skip connection next to it, makes of it
_PIECES = 2  # whose tokens are looked up together: fewer than the table holds


class Network:
    """The encoder, made from the package's weights. For one thread at a time."""

    def __init__(self, weights: Arrays, embeddings: Embeddings) -> None:
        import numpy as np

        self._eps = float(weights["eps"])
        self._d1, self._d2, self._d3, self._p3 = (Factor(weights[name]) for name in ("d1", "d2", "d3", "p3"))
        self._table = TokenTable(weights, embeddings)
        self._features = Features(weights, self._table)
        entry = np.hstack([weights["d0"], weights["p1"]]).astype(np.float64)
        projection = weights["ln_g"][:, None] * weights["cnn_W"] @ entry
        offset = (weights["ln_b"] @ weights["cnn_W"] + weights["cnn_b"]) @ entry
        # of features less their mean; and what each token adds besides
        self._projection = Factor((projection - projection.mean(axis=0)).astype(np.float32))
        self._offset = offset.astype(np.float32)

    def sum_features(
        self, batch: Batch, openings: Integers, pool: Executor | None
    ) -> Iterator[tuple[Integers, Floats]]:
        """Yield sums of features, shape (sums, SIZE), and which opening each belongs to: ascending, none without a sum.

        A sum begins at each of the `openings`, tokens of the batch, and at some places in long texts.
        """
        import numpy as np

        layout = Layout(batch, openings, REACH)
        tokens = np.full(int(layout.positions[-1]) + 1 + REACH, -1, dtype=np.int32)
        tokens[layout.positions] = batch.tokens
        pieces, done = list(layout.list_pieces()), 0
        for start in range(0, len(pieces), _PIECES):
            for found in self._sum_pieces(tokens, pieces[start : start + _PIECES], pool):
                yield layout.owners[done : done + len(found)], found
                done += len(found)

    def _sum_pieces(self, tokens: NDArray[np.int32], pieces: Sequence[Piece], pool: Executor | None) -> list[Floats]:
        first = pieces[0].first - REACH
        slots = self._table.find_slots(tokens[first : pieces[-1].last + REACH], pool)
        return run_each(pool, partial(self._sum_piece, slots, first), pieces)

    def _sum_piece(self, slots: NDArray[np.int32], first: int, piece: Piece) -> Floats:
        """Return the sums of a piece; `slots` are those of the positions from `first` on."""
        return self._features.sum(slots[piece.first - REACH - first : piece.last + REACH - first], piece)

    def project(self, sums: Floats, pool: Executor | None) -> Floats:
        """Return sums of features as `encode_sums` takes them, shape (sums, SUM_SIZE)."""
        import numpy as np

        found = np.empty((len(sums), SUM_SIZE), dtype=np.float32)

        def put(part: slice) -> None:
            found[part] = self._projection.multiply(sums[part])

        run_each(pool, put, list_blocks(len(sums)))
        return found

    def encode_sums(self, sums: Floats, lengths: Integers, pool: Executor | None) -> Floats:
        """Return unit vectors, shape (texts, 512), from projected sums of the tokens of each text and their number."""
        import numpy as np

        vectors = np.empty((len(sums), DIMENSIONS), dtype=np.float32)
        run_each(pool, partial(self._encode_block, sums, lengths, vectors), list_blocks(len(sums)))
        return vectors

    def _encode_block(self, sums: Floats, lengths: Integers, vectors: Floats, part: slice) -> None:
        import numpy as np

        count = lengths[part].astype(np.float32)[:, None]
        mean = count * self._offset
        mean += sums[part]
        np.divide(mean, np.sqrt(count), out=mean)
        second = self._d1.multiply(np.maximum(mean[:, :HIDDEN], 0))
        second = _cut_off(np.add(mean[:, HIDDEN:], second, out=second))
        found = self._d3.multiply(_cut_off(self._d2.multiply(second)))
        found += self._p3.multiply(second)
        np.tanh(found, out=found)
        square = np.einsum("ij,ij->i", found, found)
        np.divide(found, np.sqrt(np.maximum(square, self._eps))[:, None], out=vectors[part])


def _cut_off(values: Floats) -> Floats:
    """Return these numbers, those below zero replaced by it."""
    import numpy as np

    return np.maximum(values, 0, out=values)
