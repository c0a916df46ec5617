"""Matrix products in blocks of rows.

BLAS chooses how to add up by the shape of a product, and by where a number is in it: in the first and last eight
columns, kernels of OpenBLAS for AVX2 (Haswell, Zen) treat every other six rows differently. A trial, with one thread of
BLAS, finds a layout in which a row of the result depends on that row of the factor alone, to the last bit, whatever
rows are next to it, in whatever order, and however many: a number of rows of which all products have a whole multiple,
and columns of zeros around the weights. Fewer rows than a block are tried out too: they would be mostly filling.

Where no layout passes, sums differ in their last bits from one batch of texts to the next, as they do from one
processor to another. Findings do not: no tie is decided by such a bit. A score that lies between two hundredths may be
printed as the one or the other.
"""

from __future__ import annotations

from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

BLOCK = 24  # rows: a multiple of what kernels compute at once
_FEW = (8, 12, 16)  # rows that may do, where fewer than a block are multiplied
_WIDTH = 256  # columns of weights between two margins: kernels cut wider ones themselves
_STEP = 16  # columns: a multiple of what kernels compute at once
_PATTERN = 9973  # numbers that matrices for trials are filled with: a prime
_BLOCKS = 16  # that are multiplied at once: weights are brought into the cache of the processor for each product
_SHAPES = ((256, 256), (320, 320), (320, 512), (512, 512), (512, 768), (1280, 640))  # of the encoder's weights


class Layout(NamedTuple):
    """How matrices are multiplied; `is_exact`: rows of products depend on nothing else, to the last bit."""

    block: int  # rows of which every product has a multiple, but for few of them
    margin: int  # columns of zeros on either side of the weights
    most: int  # rows that are multiplied at once
    is_exact: bool = True


_LAYOUTS = ((BLOCK, 0), (BLOCK, 8), (16, 0), (8, 0))  # blocks and margins, the fastest first


class Factor:
    """Weights that rows are multiplied by, shape (rows, columns); or several of one shape, one after another."""

    def __init__(self, weights: Floats) -> None:
        self.weights = weights

    @cached_property
    def frame(self) -> Floats:
        """Return the weights with their margins: as wide as the products of them are."""
        return _frame(self.weights, choose_layout().margin)

    @cached_property
    def _pieces(self) -> list[tuple[slice, Floats]]:
        """Columns of the weights that are multiplied at once, with their margins."""
        margin, columns = choose_layout().margin, self.weights.shape[-1]
        return [(part, _frame(self.weights[:, part], margin)) for part in _list_columns(columns, margin)]

    def fill_count(self, count: int) -> int:
        """Return the least number of rows, `count` or more, that may be multiplied by these weights."""
        layout, (inner, outer) = choose_layout(), self.weights.shape[-2:]
        rest = count % layout.block
        if not rest:
            return count
        fewer = (few for few in _FEW if rest <= few < layout.block)
        kept = (few for few in fewer if _keep_sums((few, layout.block + few), layout, inner, outer))
        return count - rest + next(kept, layout.block)

    def multiply(self, rows: Floats) -> Floats:
        """Return rows @ weights, computed in blocks."""
        import numpy as np

        margin = choose_layout().margin
        found = np.empty((len(rows), self.weights.shape[1]), dtype=np.float32)
        for part in list_blocks(len(rows)):
            filled = self._fill_rows(rows[part])
            for columns, weights in self._pieces:
                products = _multiply(filled, weights)
                found[part, columns] = products[: part.stop - part.start, margin : weights.shape[1] - margin]
        return found

    def _fill_rows(self, rows: Floats) -> Floats:
        """Return rows with rows of zeros after them, as many as `fill_count` says."""
        import numpy as np

        if len(rows) == (count := self.fill_count(len(rows))):
            return rows
        filled = np.empty((count, *rows.shape[1:]), dtype=np.float32)
        filled[: len(rows)], filled[len(rows) :] = rows, 0
        return filled


def list_blocks(count: int) -> list[slice]:
    """Return the slices of `count` rows that are multiplied at once: as many in each as can be, but for the last."""
    most = choose_layout().most
    return [slice(start, min(start + most, count)) for start in range(0, count, most)]


@cache
def choose_layout() -> Layout:
    """Return the first layout that gives equal rows of products for equal rows, wherever in a block they are.

    Several blocks are multiplied at once, where that gives what it gives for each.
    """
    for block, margin in _LAYOUTS:
        layout = Layout(block, margin, block)
        if not all(_keep_sums((block,), layout, *shape) for shape in _SHAPES):
            continue
        joined = layout._replace(most=block * _BLOCKS)
        return joined if _keep_sums((2 * block, joined.most), layout, *_SHAPES[0]) else layout
    return Layout(BLOCK, 0, BLOCK * _BLOCKS, is_exact=False)


@cache
def _keep_sums(counts: tuple[int, ...], layout: Layout, inner: int, outer: int) -> bool:
    """Return whether this BLAS adds up for each of so many rows as it does for the first one of a block.

    All rows are equal, so that one product shows what any order of different rows would.
    """
    import numpy as np

    rows, weights = np.tile(_fill_matrix(1, inner), (max(*counts, layout.block), 1)), _fill_matrix(inner, outer)
    for columns in _list_columns(outer, layout.margin):
        framed = _frame(weights[:, columns], layout.margin)
        inside = slice(layout.margin, framed.shape[1] - layout.margin)
        products = _multiply(rows[: layout.block], framed)[:, inside]
        others = (_multiply(rows[:count], framed)[:, inside] for count in counts if count != layout.block)
        if any((each != products[0]).any() for each in (products, *others)):
            return False
    return True


def _list_columns(count: int, margin: int) -> list[slice]:
    """Return the slices of columns that are multiplied at once: all without margins, else some `_WIDTH` of them."""
    parts = -(-count // _WIDTH) if margin else 1
    width = -(-count // (parts * _STEP)) * _STEP
    return [slice(start, min(start + width, count)) for start in range(0, count, width)]


def _frame(weights: Floats, margin: int) -> Floats:
    import numpy as np

    if not margin:
        return weights
    framed = np.zeros((*weights.shape[:-1], weights.shape[-1] + 2 * margin), dtype=np.float32)
    framed[..., margin:-margin] = weights
    return framed


def _multiply(rows: Floats, weights: Floats) -> Floats:
    return rows @ weights


def _fill_matrix(rows: int, columns: int) -> Floats:
    """Return numbers that no order of addition sums alike."""
    import numpy as np

    return np.resize(np.sqrt(np.arange(_PATTERN, dtype=np.float32)) % 1, (rows, columns))
