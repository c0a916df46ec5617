"""Features of the similarity of both sides of a bead: as they are, and with a segment more or less."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    from align.aligners.semantic.beads import Beads, Feature
    from align.aligners.semantic.segment_vectors import SegmentSimilarity, SegmentVectors

    Integers = NDArray[np.intp]
    Floats = NDArray[np.float32]
    BothVectors = tuple[SegmentVectors, SegmentVectors]
    BlockPairs = tuple[Integers, Integers, Integers, Integers]
    """Blocks of source and target: how many segments of each, and the first of each."""

_LONGEST = 8
"""The most segments of a block."""
_BATCH = 512
"""Pairs of blocks that are compared at once."""


def compare_alone(similarity: SegmentSimilarity, beads: Beads) -> Iterator[Feature]:
    """For a segment alone: the similarity of its nearest neighbour, and the margin to the neighbour's best other."""
    import numpy as np

    for name, side, alone, segments in (
        ("omission", 0, beads.omissions, beads.top),
        ("addition", 1, beads.additions, beads.left),
    ):
        best, margins = (values[side][segments[alone]] for values in (similarity.best, similarity.margins))
        yield f"{name} similarity", beads.scatter(best, alone)
        yield f"{name} margin", beads.scatter(margins, alone)
        yield f"{name} margin above 0", beads.scatter(np.maximum(margins, 0), alone)


def compare_blocks(vectors: BothVectors, beads: Beads) -> Iterator[Feature]:
    """Yield the cosine of both sides, what it gains when a side grows or shrinks, and the cosines of single
    segments.
    """
    pairs = beads.select(beads.pairs)
    found = _compute_cosines(vectors, _list_block_pairs(pairs))
    for features in (_describe_cosine(found["cosine"], pairs), _compute_gains(found), _find_least(found, pairs)):
        for name, values in features:
            yield name, beads.scatter(values, beads.pairs)


def _list_block_pairs(beads: Beads) -> dict[str, BlockPairs]:
    """Return the pairs of blocks to compare, by name: each bead, and what it becomes when a side grows or shrinks."""
    import numpy as np

    m, n, top, left = beads.m, beads.n, beads.top, beads.left
    one = np.ones_like(m)
    return {
        "cosine": (m, n, top, left),
        "source grows right": (m + 1, n, top, left),
        "source grows left": (m + 1, n, top - 1, left),
        "target grows right": (m, n + 1, top, left),
        "target grows left": (m, n + 1, top, left - 1),
        "source shrinks right": (m - 1, n, top, left),
        "source shrinks left": (m - 1, n, top + 1, left),
        "target shrinks right": (m, n - 1, top, left),
        "target shrinks left": (m, n - 1, top, left + 1),
        "source first": (one, n, top, left),
        "source last": (one, n, beads.rows - 1, left),
        "target first": (m, one, top, left),
        "target last": (m, one, top, beads.columns - 1),
    }


def _describe_cosine(cosine: Floats, beads: Beads) -> Iterator[Feature]:
    import numpy as np

    yield "cosine", cosine
    yield "cosine by size", cosine * (beads.m + beads.n) / 2
    for level in (0.3, 0.5, 0.7):
        yield f"cosine below {level}", np.maximum(level - cosine, 0)


def _compute_gains(found: dict[str, Floats]) -> Iterator[Feature]:
    """Yield how much the cosine rises when a side grows or shrinks."""
    import numpy as np

    for name in [name for name in found if "grows" in name or "shrinks" in name]:
        gain = found[name] - found["cosine"]
        gain = np.where(np.isnan(gain), -0.1 if "grows" in name else 0, gain)
        yield name, gain
        yield f"{name} above 0", np.maximum(gain, 0)


def _find_least(found: dict[str, Floats], beads: Beads) -> Iterator[Feature]:
    """Yield the lower of the cosines of the first and the last segment of a side with the other side."""
    import numpy as np

    for side, sizes in (("source", beads.m), ("target", beads.n)):
        least = np.fmin(found[f"{side} first"], found[f"{side} last"])
        yield f"least {side} member", np.where(sizes > 1, least, 0)


def _compute_cosines(vectors: BothVectors, asked: dict[str, BlockPairs]) -> dict[str, Floats]:
    """Return the cosines of source and target blocks; NaN where there is no such block. Each pair is compared once."""
    import numpy as np

    sizes = [side.count for side in vectors]
    m, n, top, left = (np.concatenate(parts) for parts in zip(*asked.values(), strict=True))
    exists = (m > 0) & (n > 0) & (m <= _LONGEST) & (n <= _LONGEST) & (top >= 0) & (left >= 0)
    exists &= (top + m <= sizes[0]) & (left + n <= sizes[1])
    keys = [start[exists] * (_LONGEST + 1) + size[exists] for start, size in ((top, m), (left, n))]
    stride = (sizes[1] + 1) * (_LONGEST + 1)
    pairs, back = np.unique(keys[0] * stride + keys[1], return_inverse=True)
    cosines = np.full(len(m), np.nan, np.float32)
    cosines[exists] = _multiply_blocks(vectors, *np.divmod(pairs, stride))[back]
    parts = np.split(cosines, np.cumsum([len(values[0]) for values in asked.values()])[:-1])
    return dict(zip(asked, parts, strict=True))


def _multiply_blocks(vectors: BothVectors, first: Integers, second: Integers) -> Floats:
    """Return the cosines of pairs of blocks; each block is written as start * 9 + length."""
    import numpy as np

    block_vectors, indices = [], []
    for side, keys in zip(vectors, (first, second), strict=True):
        blocks, inverse = np.unique(keys, return_inverse=True)
        block_vectors.append(side.encode_blocks(*np.divmod(blocks, _LONGEST + 1)))
        indices.append(inverse)
    found = np.empty(len(first), np.float32)
    for start in range(0, len(first), _BATCH):
        part = slice(start, start + _BATCH)
        found[part] = np.einsum("ij,ij->i", block_vectors[0][indices[0][part]], block_vectors[1][indices[1][part]])
    return found
