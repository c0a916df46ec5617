"""Convolutions along a sequence with few multiplications: Toom-Cook filtering (Winograd 1980).

Four neighbouring outputs of a filter of r taps need r + 3 products instead of 4r: inputs and filter are evaluated at
r + 3 points, multiplied there, and taken back (Lavin & Gray 2016, https://arxiv.org/abs/1509.09308, for networks). All
three steps are matrix products.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from glossary.vectors.blocks import Factor, choose_layout, list_blocks

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from glossary.vectors.workspace import Workspace

    Floats = NDArray[np.float32]
    Integers = NDArray[np.intp]

TILE = 4  # neighbouring outputs that are computed together
_PART = 48  # tiles that are evaluated and taken back at once, within the cache of the processor
_POINTS = (0.0, 1.0, -1.0, 2.0, -2.0, 0.5, -0.5)  # and infinity; enough for five taps, exact to some 1e-5


@dataclass(frozen=True, eq=False)
class Convolution:
    """A filter of r taps: `inputs` (r+3, r+3), `kernels` of (channels in, channels out), r+3, `outputs` (TILE, r+3)."""

    inputs: NDArray[np.float32]
    kernels: Factor
    outputs: NDArray[np.float32]

    def multiply(self, rows: Floats, places: Integers, space: Workspace, name: str) -> Floats:
        """Return the products at all points, shape (r+3, tiles or more, channels out or more), for `finish`.

        Of eight points, four are evaluated at once: some kernels sum eight in an order that depends on the tile. `rows`
        has shape (rows, channels in). `places`, shape (r+3, tiles), says which row is at offset j of each tile, and of
        the next beyond TILE. What is returned is the array `name` of the workspace.
        """
        import numpy as np

        reach, count = places.shape
        kernels = self.kernels.frame
        spread = space.get("spread", reach, self.kernels.fill_count(count), rows.shape[1])
        spread[:, count:] = 0
        products = space.get(name, *spread.shape[:2], kernels.shape[2])
        for start in range(0, count, _PART):
            part = slice(start, min(start + _PART, count))
            tiles = space.get("tiles", reach, part.stop - start, rows.shape[1])
            rows.take(places[:, part], axis=0, out=tiles, mode="clip")
            for few in (slice(0, TILE), slice(TILE, reach)) if reach == 2 * TILE else (slice(reach),):
                np.matmul(self.inputs[few], tiles.reshape(reach, -1), out=spread[few, part].reshape(-1, tiles[0].size))
        for block in list_blocks(spread.shape[1]):
            np.matmul(spread[:, block], kernels, out=products[:, block])
        return products

    def finish(self, products: Floats, space: Workspace) -> Floats:
        """Return y[j, s] = sum over k of rows[places[j + k, s]] @ kernel[k], shape (TILE, tiles, channels out)."""
        import numpy as np

        reach, count, channels = products.shape
        outputs = space.get("outputs", TILE, count * channels)
        np.matmul(self.outputs, products.reshape(reach, -1), out=outputs)
        margin = choose_layout().margin
        return outputs.reshape(TILE, count, channels)[..., margin : channels - margin]


def prepare_convolution(kernel: NDArray[np.float32]) -> Convolution:
    """Prepare a filter of shape (taps, channels in, channels out), 2 to 5 taps."""
    import numpy as np

    taps = len(kernel)
    reach = taps + TILE - 1
    inputs = np.linalg.inv(_compute_powers(reach, reach)).T
    kernels = np.tensordot(_compute_powers(reach, taps), kernel.astype(np.float64), axes=1)
    outputs = _compute_powers(reach, TILE).T
    return Convolution(inputs.astype(np.float32), Factor(kernels.astype(np.float32)), outputs.astype(np.float32))


def _compute_powers(points: int, terms: int) -> NDArray[np.float64]:
    """Return what evaluates a polynomial of `terms` coefficients at `points` points, the last of them infinity."""
    import numpy as np

    finite = np.vander(_POINTS[: points - 1], terms, increasing=True)
    return np.vstack([finite, np.eye(terms)[-1]])
