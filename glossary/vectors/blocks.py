"""Matrix products in blocks of one shape.

BLAS chooses how to add up by the shape of a product. Where all have one shape, a row of the result depends on that row
of the factor alone, to the last bit, whichever rows stand beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

BLOCK = 24  # rows: small, for most calls are, and a multiple of what kernels compute at once


def list_blocks(count: int) -> list[slice]:
    """Return the slices of `count` rows, `BLOCK` in each but the last."""
    return [slice(start, min(start + BLOCK, count)) for start in range(0, count, BLOCK)]


def fill_block(rows: Floats) -> Floats:
    """Return rows, at most `BLOCK`, with rows of zeros behind them up to `BLOCK`."""
    import numpy as np

    if len(rows) == BLOCK:
        return rows
    block = np.zeros((BLOCK, *rows.shape[1:]), dtype=np.float32)
    block[: len(rows)] = rows
    return block


def multiply(rows: Floats, weights: Floats) -> Floats:
    """Return rows @ weights, computed in blocks."""
    import numpy as np

    product = np.empty((len(rows), weights.shape[1]), dtype=np.float32)
    for part in list_blocks(len(rows)):
        product[part] = (fill_block(rows[part]) @ weights)[: part.stop - part.start]
    return product
