"""The values that depend on a single token: computed once for each distinct token, and kept for recent ones.

A token's embedding and projection depend on nothing else, and so does its share in the first convolution of every
window it can be in: there the convolution of a sequence is a sum of rows that are looked up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.vectors.blocks import BLOCK, Factor
from glossary.vectors.threads import MOST_THREADS, run_each

if TYPE_CHECKING:
    from concurrent.futures import Executor

    import numpy as np
    from numpy.typing import NDArray

    from glossary.vectors.embeddings import Embeddings
    from glossary.vectors.encoder_package import Arrays

WINDOWS = ((2, 0), (3, 1), (5, 2))  # tokens in the window of each branch, and how many of them are before the token
_BRANCHES = [(branch, nth) for branch, (width, _) in enumerate(WINDOWS) for nth in range(width)]  # of each place
PLACES = len(_BRANCHES)
EMBEDDING = 512
CHANNELS = 256  # of a branch
GAP = 0  # the slot of no token: zero rows, as between texts
CAPACITY = 4096  # slots: 15 kB each


class TokenTable:
    """Rows of tokens, by slot: `embedding` (slots, 512), `projected` (3, slots, 256), `shares` (slots * 10, 256).

    `shares` holds what a token adds to the first convolution at each place of each window, in the order of `WINDOWS`:
    `PLACES` rows for each slot. Where more tokens come than there are slots, those go that were not used for the
    longest time.
    """

    def __init__(self, weights: Arrays, embeddings: Embeddings) -> None:
        import numpy as np

        self._weights, self._embeddings = weights, embeddings
        self._slots = np.full(len(embeddings), GAP, dtype=np.int32)  # by token
        self._tokens = np.full(CAPACITY, -1, dtype=np.int32)  # by slot
        self._met = np.zeros(CAPACITY, dtype=np.int64)  # the last call in which a token was used, by slot
        self._calls = 0
        self.embedding = np.empty((CAPACITY, EMBEDDING), dtype=np.float32)
        self.projected = np.empty((len(WINDOWS), CAPACITY, CHANNELS), dtype=np.float32)
        self.shares = np.empty((CAPACITY * PLACES, CHANNELS), dtype=np.float32)
        self._shares = self.shares.reshape(CAPACITY, PLACES, CHANNELS)
        kernels = [weights[f"w1_{branch}"].reshape(-1, CHANNELS, CHANNELS) for branch in range(len(WINDOWS))]
        self._kernels = [[Factor(kernel) for kernel in of_branch] for of_branch in kernels]
        self._projection = Factor(weights["proj_W"])
        self.embedding[GAP] = self.projected[:, GAP] = self._shares[GAP] = 0

    def find_slots(self, ids: NDArray[np.int32], pool: Executor | None) -> NDArray[np.int32]:
        """Return the slots of `ids` (-1: no token), fewer than `CAPACITY`; good until the next call."""
        import numpy as np

        # without counts numpy would import its masked arrays, which takes longer than most of what is encoded
        distinct, _ = np.unique(ids[ids >= 0], return_counts=True)
        slots = self._slots[distinct]
        self._calls += 1
        self._met[slots] = self._met[GAP] = self._calls
        if len(new := distinct[slots == GAP]):
            self._add(new, pool)
        return np.where(ids >= 0, self._slots[ids], GAP)

    def _add(self, new: NDArray[np.int32], pool: Executor | None) -> None:
        """Give slots to tokens; the slots that were never used come first."""
        import numpy as np

        slots = np.argpartition(self._met, len(new))[: len(new)]
        old = self._tokens[slots]
        self._slots[old[old >= 0]], self._tokens[slots] = GAP, -1
        self.embedding[slots] = self._unpack(new)
        parts = np.array_split(slots, min(MOST_THREADS, -(-len(slots) // BLOCK)))
        run_each(pool, self._fill, parts)
        self._slots[new], self._tokens[slots] = slots, new  # last: an interrupt must not leave slots unfilled
        self._met[slots] = self._calls

    def _unpack(self, ids: NDArray[np.int32]) -> NDArray[np.float32]:
        """Return the embeddings of tokens, shape (tokens, 512)."""
        scale, lowest = self._weights["scale"], self._weights["lo"]
        group = ids % len(scale)
        rows: NDArray[np.float32] = self._embeddings.read(ids).astype("float32")
        return rows * scale[group, None] + lowest[group, None]

    def _fill(self, slots: NDArray[np.intp]) -> None:
        """Compute what follows from the embeddings of tokens where each is looked up."""
        projected = self._project(self.embedding[slots]).reshape(len(slots), len(WINDOWS), CHANNELS)
        self.projected[:, slots] = projected.transpose(1, 0, 2)
        for place, (branch, nth) in enumerate(_BRANCHES):
            share = self._kernels[branch][nth].multiply(projected[:, branch])
            if nth == WINDOWS[branch][1]:
                share += self._weights[f"b1_{branch}"]
            self._shares[slots, place] = share

    def _project(self, embedding: NDArray[np.float32]) -> NDArray[np.float32]:
        import numpy as np

        weights = self._weights
        rows: NDArray[np.float32] = self._projection.multiply(embedding)
        rows += weights["proj_b"]
        rows -= rows.mean(axis=1, keepdims=True)
        rows /= np.sqrt(np.einsum("ij,ij->i", rows, rows) / rows.shape[1] + float(weights["eps"]))[:, None]
        rows *= weights["ln_g_all"]
        rows += weights["ln_b_all"]
        return rows
