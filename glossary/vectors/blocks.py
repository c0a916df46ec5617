"""Matrix products in blocks of rows.

BLAS chooses how to add up by the shape of a product, and computes so many rows at once. Where all products have a whole
multiple of those rows, a row of the result depends on that row of the factor alone, to the last bit, whichever rows
stand beside it, and however many. Smaller multiples than a block are tried out first: few rows would be mostly filling.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

BLOCK = 24  # rows: a multiple of what kernels compute at once
_STEP = 8  # rows, likewise, of most kernels
_PATTERN = 9973  # numbers that matrices for trials are filled with: a prime
_BLOCKS = 16  # that are multiplied at once: weights are brought into the cache of the processor for each product


def list_blocks(count: int) -> list[slice]:
    """Return the slices of `count` rows that are multiplied at once: as many in each as can be, but for the last."""
    most = _find_most_rows()
    return [slice(start, min(start + most, count)) for start in range(0, count, most)]


def fill_count(count: int, weights: Floats) -> int:
    """Return the least number of rows, `count` or more, that may be multiplied by such weights."""
    filled = -(-count // _STEP) * _STEP
    rest, shape = filled % BLOCK, weights.shape
    return -(-count // BLOCK) * BLOCK if rest and not _keeps_sums(rest, shape[0], shape[1]) else filled


def fill_rows(rows: Floats, weights: Floats) -> Floats:
    """Return rows with rows of zeros behind them, as many as `fill_count` says."""
    import numpy as np

    if len(rows) == (count := fill_count(len(rows), weights)):
        return rows
    filled = np.empty((count, *rows.shape[1:]), dtype=np.float32)
    filled[: len(rows)], filled[len(rows) :] = rows, 0
    return filled


def multiply(rows: Floats, weights: Floats) -> Floats:
    """Return rows @ weights, computed in blocks."""
    import numpy as np

    parts = [
        _multiply(fill_rows(rows[part], weights), weights)[: part.stop - part.start] for part in list_blocks(len(rows))
    ]
    return parts[0] if len(parts) == 1 else np.concatenate([_multiply(rows[:0], weights), *parts])


@cache
def _find_most_rows() -> int:
    """Return how many rows may be multiplied at once: several blocks, where this BLAS gives what it gives for each.

    Kernels of OpenBLAS do; of another BLAS nothing is known.
    """
    import numpy as np

    rows, weights = _fill_matrix(BLOCK * _BLOCKS, 256), _fill_matrix(256, 256)
    alone = [_multiply(rows[start : start + BLOCK], weights) for start in range(0, len(rows), BLOCK)]
    return BLOCK * _BLOCKS if np.array_equal(_multiply(rows, weights), np.concatenate(alone)) else BLOCK


@cache
def _keeps_sums(count: int, inner: int, outer: int) -> bool:
    """Return whether this BLAS adds up for so many rows, less than a block, as it does for a whole one."""
    import numpy as np

    rows, weights = _fill_matrix(BLOCK, inner), _fill_matrix(inner, outer)
    return np.array_equal(_multiply(rows[:count], weights), _multiply(rows, weights)[:count])


def _multiply(rows: Floats, weights: Floats) -> Floats:
    return rows @ weights


def _fill_matrix(rows: int, columns: int) -> Floats:
    """Return numbers that no order of addition sums alike."""
    import numpy as np

    return np.resize(np.sqrt(np.arange(_PATTERN, dtype=np.float32)) % 1, (rows, columns))
