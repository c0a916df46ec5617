"""Convolutions along a sequence with few multiplications: Toom-Cook filtering (Winograd 1980).

Four neighbouring outputs of a filter of r taps need r + 3 products instead of 4r: inputs and filter are evaluated at
r + 3 points, multiplied there, and taken back (Lavin & Gray 2016, https://arxiv.org/abs/1509.09308, for networks). All
three steps are matrix products.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TILE = 4  # neighbouring outputs that are computed together
_POINTS = (0.0, 1.0, -1.0, 2.0, -2.0, 0.5, -0.5)  # and infinity; enough for five taps, exact to some 1e-5


@dataclass(frozen=True, eq=False)
class Convolution:
    """A filter of r taps: `inputs` (r+3, r+3), `kernels` (r+3, channels in, channels out), `outputs` (TILE, r+3)."""

    inputs: NDArray[np.float32]
    kernels: NDArray[np.float32]
    outputs: NDArray[np.float32]

    def __call__(self, tiles: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return y[j, s] = sum over k of tiles[j + k, s] @ kernel[k], shape (TILE, tiles, channels out).

        `tiles` has shape (r+3, tiles, channels in): what stands at offset j of each tile, and of the next beyond TILE.
        """
        import numpy as np

        reach, count, _ = tiles.shape
        spread = (self.inputs @ tiles.reshape(reach, -1)).reshape(tiles.shape)
        products = np.matmul(spread, self.kernels)
        filtered: NDArray[np.float32] = self.outputs @ products.reshape(reach, -1)
        return filtered.reshape(TILE, count, -1)


def prepare_convolution(kernel: NDArray[np.float32]) -> Convolution:
    """Prepare a filter of shape (taps, channels in, channels out), 2 to 5 taps."""
    import numpy as np

    taps = len(kernel)
    reach = taps + TILE - 1
    inputs = np.linalg.inv(_compute_powers(reach, reach)).T
    kernels = np.tensordot(_compute_powers(reach, taps), kernel.astype(np.float64), axes=1)
    outputs = _compute_powers(reach, TILE).T
    return Convolution(inputs.astype(np.float32), kernels.astype(np.float32), outputs.astype(np.float32))


def _compute_powers(points: int, terms: int) -> NDArray[np.float64]:
    """Return what evaluates a polynomial of `terms` coefficients at `points` points, the last of them infinity."""
    import numpy as np

    finite = np.vander(_POINTS[: points - 1], terms, increasing=True)
    return np.vstack([finite, np.eye(terms)[-1]])
