"""Matrix products in blocks of rows.

BLAS chooses how to add up by the shape of a product, and computes so many rows at once. Where all products have a whole
multiple of those rows, a row of the result depends on that row of the factor alone, to the last bit, whichever rows
stand beside it, and however many.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

BLOCK = 24  # rows: a multiple of what kernels compute at once
_BLOCKS = 16  # that are multiplied at once: weights are brought into the cache of the processor for each product


def list_blocks(count: int) -> list[slice]:
    """Return the slices of `count` rows that are multiplied at once: as many in each as can be, but for the last."""
    most = _find_most_rows()
    return [slice(start, min(start + most, count)) for start in range(0, count, most)]


def fill_count(count: int) -> int:
    """Return the next multiple of `BLOCK`."""
    return -(-count // BLOCK) * BLOCK


def fill_block(rows: Floats) -> Floats:
    """Return rows with rows of zeros behind them, up to a multiple of `BLOCK`."""
    import numpy as np

    if len(rows) == (filled := fill_count(len(rows))):
        return rows
    block = np.zeros((filled, *rows.shape[1:]), dtype=np.float32)
    block[: len(rows)] = rows
    return block


def multiply(rows: Floats, weights: Floats) -> Floats:
    """Return rows @ weights, computed in blocks."""
    import numpy as np

    product = np.empty((len(rows), weights.shape[1]), dtype=np.float32)
    for part in list_blocks(len(rows)):
        product[part] = _multiply(fill_block(rows[part]), weights)[: part.stop - part.start]
    return product


@cache
def _find_most_rows() -> int:
    """Return how many rows may be multiplied at once: several blocks, where this BLAS gives what it gives for each.

    Kernels of OpenBLAS do; of another BLAS nothing is known.
    """
    import numpy as np

    rows, weights = (_fill_matrix(size) for size in (BLOCK * _BLOCKS, 256))
    alone = [_multiply(rows[start : start + BLOCK], weights) for start in range(0, len(rows), BLOCK)]
    return BLOCK * _BLOCKS if np.array_equal(_multiply(rows, weights), np.concatenate(alone)) else BLOCK


def _multiply(rows: Floats, weights: Floats) -> Floats:
    return rows @ weights


def _fill_matrix(size: int) -> Floats:
    """Return numbers that no order of addition sums alike, shape (size, 256)."""
    import numpy as np

    return (np.sqrt(np.arange(size * 256, dtype=np.float32)) % 1).reshape(size, 256)
