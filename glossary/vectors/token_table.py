"""The values that depend on a single token: computed once for each distinct token, and kept for recent ones.

A token's embedding and projection depend on nothing else, and so does its share in the first convolution of every
window it can stand in: there the convolution of a sequence is a sum of rows that are looked up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.vectors.packing import unpack_rows

if TYPE_CHECKING:
    from concurrent.futures import Executor

    import numpy as np
    from numpy.typing import NDArray

    from glossary.vectors.encoder_package import Arrays

WINDOWS = ((2, 0), (3, 1), (5, 2))  # tokens in the window of each branch, and how many of them stand before the token
EMBEDDING = 512
CHANNELS = 256  # of a branch
GAP = 0  # the slot of no token: zero rows, as between texts
CAPACITY = 6144  # slots: 15 kB each
_BATCH = 256  # tokens computed at a time


class TokenTable:
    """Rows of tokens, by slot: `embedding` (slots, 512), `projected` (3, slots, 256), `shares` (10, slots, 256).

    `shares` holds what a token adds to the first convolution at each place of each window, in the order of `WINDOWS`.
    """

    def __init__(self, weights: Arrays) -> None:
        import numpy as np

        self._weights = weights
        self._slots = np.full(len(weights["table"]) + 1, GAP, dtype=np.int32)  # by token; the last is that of no token
        self._used = 1
        places = sum(width for width, _ in WINDOWS)
        self.embedding = np.empty((CAPACITY, EMBEDDING), dtype=np.float32)
        self.projected = np.empty((len(WINDOWS), CAPACITY, CHANNELS), dtype=np.float32)
        self.shares = np.empty((places, CAPACITY, CHANNELS), dtype=np.float32)
        self.embedding[GAP] = self.projected[:, GAP] = self.shares[:, GAP] = 0

    def find_slots(self, ids: NDArray[np.int32], pool: Executor) -> NDArray[np.int32]:
        """Return the slots of `ids` (-1: no token), fewer than `CAPACITY`; good until the next call."""
        import numpy as np

        distinct = np.unique(ids[ids >= 0])
        new = distinct[self._slots[distinct] == GAP]
        if self._used + len(new) > CAPACITY:
            self._slots[:] = GAP
            self._used, new = 1, distinct
        first = self._used
        list(pool.map(lambda at: self._fill(new[at : at + _BATCH], first + at), range(0, len(new), _BATCH)))
        self._slots[new] = np.arange(first, first + len(new))  # last: an interrupt must not leave slots unfilled
        self._used += len(new)
        return self._slots[ids]

    def _fill(self, ids: NDArray[np.int32], first: int) -> None:
        import numpy as np

        weights, rows = self._weights, slice(first, first + len(ids))
        group = ids % len(weights["scale"])
        embedding = self.embedding[rows]
        np.multiply(unpack_rows(weights["table"][ids]), weights["scale"][group, None], out=embedding)
        embedding += weights["lo"][group, None]
        projected = self._project(embedding)
        place = 0
        for branch, (width, left) in enumerate(WINDOWS):
            own = self.projected[branch, rows] = projected[:, branch * CHANNELS : (branch + 1) * CHANNELS]
            for kernel in weights[f"w1_{branch}"].reshape(width, CHANNELS, CHANNELS):
                np.matmul(own, kernel, out=self.shares[place, rows])
                place += 1
            self.shares[place - width + left, rows] += weights[f"b1_{branch}"]

    def _project(self, embedding: NDArray[np.float32]) -> NDArray[np.float32]:
        import numpy as np

        weights = self._weights
        rows: NDArray[np.float32] = embedding @ weights["proj_W"]
        rows += weights["proj_b"]
        rows -= rows.mean(axis=1, keepdims=True)
        rows /= np.sqrt(np.einsum("ij,ij->i", rows, rows) / rows.shape[1] + float(weights["eps"]))[:, None]
        rows *= weights["ln_g_all"]
        rows += weights["ln_b_all"]
        return rows
