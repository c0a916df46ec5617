"""The features of tokens in their text: embedding and three branches of two convolutions, 1,280 numbers a token."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.vectors.convolution import TILE, prepare_convolution
from glossary.vectors.token_table import CHANNELS, EMBEDDING, GAP, WINDOWS, TokenTable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from glossary.vectors.encoder_package import Arrays
    from glossary.vectors.tiling import Piece

    Floats = NDArray[np.float32]
    Integers = NDArray[np.intp]
    Slots = NDArray[np.int32]

SIZE = EMBEDDING + len(WINDOWS) * CHANNELS
_HALF = 2  # positions to either side that a window reaches, of the second layer and again of the first
_PART = 256  # positions that are computed at once, within the cache of the processor
REACH = 2 * _HALF  # positions before and behind some tokens that their features may look at


class Features:
    """Computes features from the rows of a token table."""

    def __init__(self, weights: Arrays, table: TokenTable) -> None:
        self._table = table
        self._eps = float(weights["eps"])
        kernels = [weights[f"w2_{branch}"].reshape(-1, CHANNELS, CHANNELS) for branch in range(len(WINDOWS))]
        self._second = [prepare_convolution(kernel) for kernel in kernels]
        self._bias = [weights[f"b2_{branch}"] for branch in range(len(WINDOWS))]

    def compute(self, slots: Slots, piece: Piece) -> Floats:
        """Return the features of the tokens of a piece, by tile, layer-normed but for the mean and the gain.

        The shape is (TILE * tiles, SIZE); `slots` are those of the piece's positions and of `REACH` on either side.
        """
        import numpy as np

        inputs = _list_inputs(piece)
        features = np.empty((len(piece.tiles), TILE, SIZE), dtype=np.float32)
        features[..., :EMBEDDING] = self._table.embedding[slots[inputs[_HALF : _HALF + TILE].T + _HALF]]
        for branch in range(len(WINDOWS)):
            start = EMBEDDING + branch * CHANNELS
            self._apply_both_layers(branch, slots, inputs, features[..., start : start + CHANNELS])
        rows = features.reshape(-1, SIZE)
        for start in range(0, len(rows), _PART):
            self._normalize(rows[start : start + _PART])
        return rows

    def _normalize(self, rows: Floats) -> None:
        import numpy as np

        variance = np.einsum("ij,ij->i", rows, rows) / SIZE - rows.mean(axis=1) ** 2
        rows *= (1 / np.sqrt(variance + self._eps))[:, None]

    def _apply_both_layers(self, branch: int, slots: Slots, inputs: Integers, features: Floats) -> None:
        """Put the features of a branch into `features`, shape (tiles, TILE, CHANNELS)."""
        import numpy as np

        width, left = WINDOWS[branch]
        hidden = self._apply_first_layer(branch, slots)
        places = inputs[_HALF - left : _HALF - left + width + TILE - 1]
        for part, outputs in self._second[branch].apply(hidden, places):
            np.add(outputs, self._bias[branch], out=outputs)
            np.maximum(outputs, 0, out=outputs)
            residual = hidden.take(places[left : left + TILE, part], axis=0)
            np.add(outputs, residual, out=features[part].transpose(1, 0, 2))

    def _apply_first_layer(self, branch: int, slots: Slots) -> Floats:
        """Return the first layer at the inner positions; zero where there is no token, and in a last row."""
        import numpy as np

        count = len(slots) - 2 * _HALF
        hidden = np.empty((count + 1, CHANNELS), dtype=np.float32)
        for start in range(0, count, _PART):
            self._add_shares(
                branch, slots[start : start + _PART + 2 * _HALF], hidden[start : min(start + _PART, count)]
            )
        hidden[-1] = 0
        return hidden

    def _add_shares(self, branch: int, slots: Slots, rows: Floats) -> None:
        """Add up what the tokens of each window have a share of."""
        import numpy as np

        width, left = WINDOWS[branch]
        first, share = sum(width for width, _ in WINDOWS[:branch]), np.empty_like(rows)
        for place in range(width):
            near = slots[_HALF - left + place :][: len(rows)]
            self._table.shares[first + place].take(near, axis=0, out=share if place else rows, mode="clip")
            if place:
                rows += share
        np.maximum(rows, 0, out=rows)
        own = slots[_HALF : _HALF + len(rows)]
        rows += self._table.projected[branch].take(own, axis=0, out=share, mode="clip")
        rows[own == GAP] = 0


def _list_inputs(piece: Piece) -> Integers:
    """Return which row of the first layer stands at each place from `_HALF` before a tile to `_HALF` behind it.

    The shape is (TILE + 2 * _HALF, tiles). Behind the end of a tile's text that is the last row.
    """
    import numpy as np

    positions = piece.tiles + np.arange(-_HALF, TILE + _HALF)[:, None]
    found: Integers = np.where(positions < piece.ends, positions + _HALF, piece.last - piece.first + 2 * _HALF)
    return found
