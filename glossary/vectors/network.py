"""The encoder's forward pass: from tokens to sums of their features, and from sums to sentence vectors.

The network (Yang et al. 2020, https://arxiv.org/abs/1907.04307) sums layer-normed features over the tokens of a text
and projects the sum. As the projection is linear, the sums here are projected already: 512 numbers, not 1,280.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from glossary.vectors.convolution import TILE
from glossary.vectors.encoder_package import DIMENSIONS
from glossary.vectors.features import REACH, Features, find_positions
from glossary.vectors.token_table import TokenTable

if TYPE_CHECKING:
    from concurrent.futures import Executor

    import numpy as np
    from numpy.typing import NDArray

    from glossary.vectors.encoder_package import Arrays
    from glossary.vectors.tokenizer import Batch

    Floats = NDArray[np.float32]
    Integers = NDArray[np.intp]

_APART = 2  # positions between two texts: no window reaches farther
_TILES = 128  # in a chunk, which stays in the cache
_CHUNK = TILE * _TILES
_HEADS = 256  # texts
_PIECE = 8 * _CHUNK  # positions whose tokens are looked up together: fewer than the table holds


class Network:
    """The encoder, made from the package's weights. For one thread at a time."""

    def __init__(self, weights: Arrays) -> None:
        self._weights = weights
        self._table = TokenTable(weights)
        self._features = Features(weights, self._table)
        projection = weights["ln_g"][:, None] * weights["cnn_W"]
        self._projection = projection - projection.mean(axis=0)  # of features less their mean
        self._offset = weights["ln_b"] @ weights["cnn_W"] + weights["cnn_b"]  # what each token adds besides

    def sum_features(self, batch: Batch, rows: Integers, pool: Executor) -> Floats:
        """Return sums of projected features, shape (rows, 512), without what all tokens add alike.

        `rows` says for each token which row it counts for: ascending from 0, without a hole.
        """
        import numpy as np

        sums = np.zeros((int(rows[-1]) + 1, DIMENSIONS), dtype=np.float32)
        position = REACH + np.arange(len(rows)) + _APART * batch.texts
        end = int(position[-1]) + 1
        tokens, owners = np.full((2, end + REACH), -1, dtype=np.int32)
        tokens[position], owners[position] = batch.tokens, rows
        for start in range(REACH, end, _PIECE):
            window = slice(start - REACH, min(start + _PIECE, end) + REACH)
            slots = self._table.find_slots(tokens[window], pool)
            chunks = range(REACH, len(slots) - REACH, _CHUNK)
            for first, part in pool.map(partial(self._sum_chunk, slots, owners[window]), chunks):
                sums[first : first + len(part)] += part
        return sums

    def encode_sums(self, sums: Floats, lengths: Integers, pool: Executor) -> Floats:
        """Return unit vectors, shape (texts, 512), from sums over the tokens of each text and their number."""
        import numpy as np

        vectors = np.empty((len(sums), DIMENSIONS), dtype=np.float32)
        parts = [slice(start, start + _HEADS) for start in range(0, len(sums), _HEADS)]
        for part, found in zip(
            parts, pool.map(lambda part: self._encode(sums[part], lengths[part]), parts), strict=True
        ):
            vectors[part] = found
        return vectors

    def _encode(self, sums: Floats, lengths: Integers) -> Floats:
        import numpy as np

        w, count = self._weights, lengths.astype(np.float32)[:, None]
        mean = (sums + count * self._offset) / np.sqrt(count)
        first = np.maximum(mean @ w["d0"], 0)
        second = np.maximum(mean @ w["p1"] + first @ w["d1"], 0)
        third = np.maximum(second @ w["d2"], 0)
        vectors: Floats = np.tanh(second @ w["p3"] + third @ w["d3"])
        square = np.einsum("ij,ij->i", vectors, vectors)
        vectors /= np.sqrt(np.maximum(square, float(w["eps"])))[:, None]
        return vectors

    def _sum_chunk(self, slots: NDArray[np.int32], owners: NDArray[np.int32], at: int) -> tuple[int, Floats]:
        """Return the first row that the positions from `at` on count for, and their share in it and the next rows."""
        import numpy as np

        tiles = min(_TILES, -(-(len(slots) - REACH - at) // TILE))
        features, scales = self._features(slots, at, tiles)
        owner = owners[find_positions(at, tiles)].reshape(-1)
        tokens = np.flatnonzero(owner >= 0)
        first = int(owner[tokens].min())
        weights = np.zeros((int(owner.max()) - first + 1, len(features)), dtype=np.float32)
        weights[owner[tokens] - first, tokens] = scales[tokens]
        return first, weights @ features @ self._projection
