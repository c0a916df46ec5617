"""The features of tokens in their text: embedding and three branches of two convolutions, 1,280 numbers a token.

All positions here are counted in tiles: of `TILE` neighbouring tokens each, in the order (place in the tile, tile).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.vectors.convolution import TILE, prepare_convolution
from glossary.vectors.token_table import CHANNELS, EMBEDDING, GAP, WINDOWS, TokenTable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from glossary.vectors.encoder_package import Arrays

    Floats = NDArray[np.float32]
    Integers = NDArray[np.intp]

SIZE = EMBEDDING + len(WINDOWS) * CHANNELS
REACH = 4 + 2 * TILE  # positions before and behind some tiles that their features may look at


class Features:
    """Computes features from the rows of a token table."""

    def __init__(self, weights: Arrays, table: TokenTable) -> None:
        self._table = table
        self._eps = float(weights["eps"])
        kernels = [weights[f"w2_{branch}"].reshape(-1, CHANNELS, CHANNELS) for branch in range(len(WINDOWS))]
        self._second = [prepare_convolution(kernel) for kernel in kernels]
        self._bias = [weights[f"b2_{branch}"] for branch in range(len(WINDOWS))]

    def __call__(self, slots: NDArray[np.int32], at: int, tiles: int) -> tuple[Floats, Floats]:
        """Return the features of `tiles` tiles from `at` on, shape (TILE * tiles, SIZE), and their scales.

        Their layer norm, but for the mean and the gain, is features * scales[:, None].
        """
        import numpy as np

        features = np.empty((TILE, tiles, SIZE), dtype=np.float32)
        features[..., :EMBEDDING] = self._table.embedding[slots[find_positions(at, tiles)]]
        for branch in range(len(WINDOWS)):
            start = EMBEDDING + branch * CHANNELS
            features[..., start : start + CHANNELS] = self._apply_both_layers(branch, slots, at, tiles)
        rows = features.reshape(-1, SIZE)
        variance = np.einsum("ij,ij->i", rows, rows) / SIZE - rows.mean(axis=1) ** 2
        return rows, 1 / np.sqrt(variance + self._eps)

    def _apply_both_layers(self, branch: int, slots: NDArray[np.int32], at: int, tiles: int) -> Floats:
        import numpy as np

        width, left = WINDOWS[branch]
        hidden = self._apply_first_layer(branch, slots, at - left, tiles + 1)
        inputs = np.concatenate([hidden[:, :-1], hidden[: width - 1, 1:]])
        outputs = self._second[branch](inputs)
        outputs += self._bias[branch]
        np.maximum(outputs, 0, out=outputs)
        outputs += inputs[left : left + TILE]
        return outputs

    def _apply_first_layer(self, branch: int, slots: NDArray[np.int32], at: int, tiles: int) -> Floats:
        """Add up what the tokens of each window have a share of; zero where there is no token."""
        import numpy as np

        width, left = WINDOWS[branch]
        first = sum(width for width, _ in WINDOWS[:branch])
        centre = find_positions(at, tiles).reshape(-1)
        hidden: Floats = self._table.shares[first][slots[centre - left]]
        for place in range(1, width):
            hidden += self._table.shares[first + place][slots[centre - left + place]]
        np.maximum(hidden, 0, out=hidden)
        own = slots[centre]
        hidden += self._table.projected[branch][own]
        hidden[own == GAP] = 0
        return hidden.reshape(TILE, tiles, CHANNELS)


def find_positions(at: int, tiles: int) -> Integers:
    """Return the positions in `tiles` tiles from `at` on, shape (TILE, tiles)."""
    import numpy as np

    return at + np.arange(TILE)[:, None] + TILE * np.arange(tiles)
