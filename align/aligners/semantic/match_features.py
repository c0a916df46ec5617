"""Features of the best matches of words: whether the words of a bead are rendered inside it or next to it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from align.aligners.band import expand_ranges

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    from align.aligners.semantic.beads import Beads, Feature
    from align.aligners.semantic.word_matches import Matches

    Integers = NDArray[np.intp]
    Floats = NDArray[np.float64]
    Matrix = NDArray[np.float32]
    Blocks = tuple[Integers, Integers, Integers, Integers]
    """Blocks of segments (from, up to) and the segments of words (from, up to) that are matched with them."""

NAMES = ("inside", "better before", "better behind", "by the first alone", "by the last alone")
_BATCH = 32
"""Rows in which blocks begin that are looked at together."""


def compare_matches(matches: tuple[Matches, Matches], beads: Beads) -> Iterator[Feature]:
    """Yield how well the words of each side of a bead match the block on the other, and by how much better what is
    around.

    Words are also compared with the segment before the block and with that after it, with the best match anywhere in
    reach, and with the block less its first or its last segment.
    """
    import numpy as np

    for name, found, blocks in (
        ("target words", matches[0], (beads.top, beads.rows, beads.left, beads.columns)),
        ("source words", matches[1], (beads.left, beads.columns, beads.top, beads.rows)),
    ):
        sums = sum_matches(found, blocks)
        for what, values in zip(NAMES, sums, strict=True):
            yield f"{name} {what}", values.astype(np.float32)
        best = found.best_before[blocks[3]] - found.best_before[blocks[2]]
        yield f"{name} better elsewhere", (best - sums[0]).astype(np.float32)


def sum_matches(matches: Matches, blocks: Blocks) -> Floats:
    """Return what `NAMES` says of each block, summed over its words, shape (names, blocks)."""
    import numpy as np

    found = np.zeros((len(NAMES), len(blocks[0])))
    groups = (blocks[0] // _BATCH) * _BATCH
    order = np.argsort(groups, kind="stable")
    for part in np.split(order, np.flatnonzero(np.diff(groups[order])) + 1):
        if len(part):
            found[:, part] = _sum_group(matches, tuple(values[part] for values in blocks))
    return found


def _sum_group(matches: Matches, blocks: tuple[Integers, ...]) -> Floats:
    """Return the same for blocks that begin near each other: what several of them have in common is summed once."""
    import numpy as np

    tops, ends, lefts, rights = blocks
    first, last, left, right = int(tops.min()), int(ends.max()), int(lefts.min()), int(rights.max())
    starts = matches.starts[left : right + 1] - matches.starts[left]
    block, segment = expand_ranges(lefts - left, rights - lefts)
    filled = np.flatnonzero(starts[segment + 1] > starts[segment])
    block, segment = block[filled], segment[filled]
    keys = ((ends - tops)[block] * (last + 1 - first) + tops[block] - first) * (right - left + 1) + segment
    pairs, back = np.unique(keys, return_inverse=True)
    ranges, segments = np.divmod(pairs, right - left + 1)
    rows = matches.take_rows(first - 1, last + 1, *matches.starts[[left, right]].tolist())
    sums = _sum_pairs(rows, *np.divmod(ranges, last + 1 - first), (starts[segments], starts[segments + 1]))
    return np.stack([np.bincount(block, row, len(tops)) for row in sums[:, back]])


def _sum_pairs(rows: Matrix, sizes: Integers, tops: Integers, words: tuple[Integers, Integers]) -> Floats:
    """Return what `NAMES` says of blocks of so many rows, summed over the words from one up to another; sizes ascend.

    Tops are counted from the second row on.
    """
    import numpy as np

    counts = words[1] - words[0]
    if not len(counts):
        return np.zeros((len(NAMES), 0))
    pair, word = expand_ranges(words[0], counts)
    cells = (tops + 1)[pair] * rows.shape[1] + word
    values = np.zeros((len(NAMES), len(cells)), np.float32)
    bounds = np.searchsorted(sizes[pair], np.arange(int(sizes[-1]) + 2)).tolist()
    for size, (start, end) in enumerate(pairwise(bounds)):
        if start < end:
            values[:, start:end] = _compare_cells(rows, cells[start:end], size)
    return np.add.reduceat(values, np.cumsum(counts) - counts, axis=1, dtype=np.float64)


def _compare_cells(rows: Matrix, cells: Integers, size: int) -> Matrix:
    """Return what `NAMES` says of columns of so many cells, from those at these flat indices on down."""
    import numpy as np

    around = rows.ravel()[cells + np.arange(-1, size + 1)[:, None] * rows.shape[1]]
    inside, before, behind = around[1:-1].max(axis=0, initial=0), around[0], around[-1]
    gains = np.maximum(before - inside, 0), np.maximum(behind - inside, 0)
    if size < 2:
        return np.stack([inside, *gains, *np.zeros_like(around[:2])])
    return np.stack([inside, *gains, inside - around[2:-1].max(axis=0), inside - around[1:-2].max(axis=0)])
