"""Features of the best matches of words: whether the words of a bead are rendered inside it or beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    """How well the words of each side of a bead match the block on the other, and by how much better what is around.

    Words are also compared with the segment before the block and with that behind it, with the best match anywhere in
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
    """What `NAMES` says of each block, summed over its words, shape (names, blocks)."""
    import numpy as np

    found = np.zeros((len(NAMES), len(blocks[0])))
    groups = (blocks[0] // _BATCH) * _BATCH
    order = np.argsort(groups, kind="stable")
    for part in np.split(order, np.flatnonzero(np.diff(groups[order])) + 1):
        if len(part):
            found[:, part] = _sum_group(matches, tuple(values[part] for values in blocks))
    return found


def _sum_group(matches: Matches, blocks: tuple[Integers, ...]) -> Floats:
    """The same for blocks that begin near each other."""
    import numpy as np

    tops, ends, lefts, rights = blocks
    first, last, left, right = int(tops.min()), int(ends.max()), int(lefts.min()), int(rights.max())
    starts = matches.starts[left : right + 1]
    rows = matches.take_rows(first - 1, last + 1, int(starts[0]), int(starts[-1]))
    found = np.zeros((len(NAMES), len(tops)))
    for size in np.unique(ends - tops).tolist():
        some = np.flatnonzero(ends - tops == size)
        for index, values in enumerate(_compare_blocks(rows, size)):
            before = _sum_before(values, starts - starts[0])
            found[index, some] = (
                before[tops[some] - first, rights[some] - left] - before[tops[some] - first, lefts[some] - left]
            )
    return found


def _compare_blocks(rows: Matrix, size: int) -> Iterator[Matrix]:
    """What `NAMES` says of all blocks of so many rows, by word; the first row and the last one begin no block."""
    import numpy as np

    count = len(rows) - size - 1
    inside = _find_best(rows, 1, size, count)
    yield inside
    yield np.maximum(rows[:count] - inside, 0)
    yield np.maximum(rows[size + 1 : size + 1 + count] - inside, 0)
    for start in (2, 1):
        yield inside - _find_best(rows, start, size - 1, count) if size > 1 else np.zeros_like(inside)


def _find_best(rows: Matrix, start: int, size: int, count: int) -> Matrix:
    """The greatest values of so many rows in a row, from row `start` on; 0 where `size` is 0."""
    import numpy as np

    found = np.zeros_like(rows[:count])
    for place in range(start, start + size):
        np.maximum(found, rows[place : place + count], out=found)
    return found


def _sum_before(values: Matrix, starts: Integers) -> Floats:
    """The sums of the values before each start, by row."""
    import numpy as np

    sums = np.zeros((len(values), values.shape[1] + 1))
    np.cumsum(values, axis=1, out=sums[:, 1:])
    return sums[:, starts]
