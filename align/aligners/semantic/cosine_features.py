"""Features of how alike both sides of beads are: alone, and with a segment more or less."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    from align.aligners.semantic.beads import Beads
    from align.aligners.semantic.features import Feature
    from align.aligners.semantic.meaning import Meaning

    Integers = NDArray[np.intp]
    Floats = NDArray[np.float32]
    Blocks = tuple[Integers, Integers, Integers, Integers]
    """Blocks of source and target: how many segments of each, and the first of each."""

_LONGEST = 8
_AT_ONCE = 4096


def cosines(meanings: tuple[Meaning, Meaning], beads: Beads) -> Iterator[Feature]:
    """The cosine of both sides, what it gains when a side grows or shrinks, and the cosines of single segments."""
    pairs = beads.part(beads.pairs)
    found = _block_cosines(meanings, _asked(pairs))
    for features in (_whole(found["cosine"], pairs), _gains(found), _members(found, pairs)):
        for name, values in features:
            yield name, beads.spread(values, beads.pairs)


def _asked(beads: Beads) -> dict[str, Blocks]:
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


def _whole(cosine: Floats, beads: Beads) -> Iterator[Feature]:
    import numpy as np

    yield "cosine", cosine
    yield "cosine by size", cosine * (beads.m + beads.n) / 2
    for level in (0.3, 0.5, 0.7):
        yield f"cosine below {level}", np.maximum(level - cosine, 0)


def _gains(found: dict[str, Floats]) -> Iterator[Feature]:
    import numpy as np

    for name in [name for name in found if "grows" in name or "shrinks" in name]:
        gain = found[name] - found["cosine"]
        gain = np.where(np.isnan(gain), -0.1 if "grows" in name else 0, gain)
        yield name, gain
        yield f"{name} above 0", np.maximum(gain, 0)


def _members(found: dict[str, Floats], beads: Beads) -> Iterator[Feature]:
    import numpy as np

    for side, sizes in (("source", beads.m), ("target", beads.n)):
        least = np.fmin(found[f"{side} first"], found[f"{side} last"])
        yield f"least {side} member", np.where(sizes > 1, least, 0)


def _block_cosines(meanings: tuple[Meaning, Meaning], asked: dict[str, Blocks]) -> dict[str, Floats]:
    """The cosines of source and target blocks; NaN where there is no such block."""
    import numpy as np

    sizes = [meaning.count for meaning in meanings]
    m, n, top, left = (np.concatenate(parts) for parts in zip(*asked.values(), strict=True))
    exists = (m > 0) & (n > 0) & (m <= _LONGEST) & (n <= _LONGEST) & (top >= 0) & (left >= 0)
    exists &= (top + m <= sizes[0]) & (left + n <= sizes[1])
    keys = [start[exists] * (_LONGEST + 1) + size[exists] for start, size in ((top, m), (left, n))]
    stride = (sizes[1] + 1) * (_LONGEST + 1)
    pairs, back = np.unique(keys[0] * stride + keys[1], return_inverse=True)
    cosines = np.full(len(m), np.nan, np.float32)
    cosines[exists] = _of_pairs(meanings, *np.divmod(pairs, stride))[back]
    parts = np.split(cosines, np.cumsum([len(values[0]) for values in asked.values()])[:-1])
    return dict(zip(asked, parts, strict=True))


def _of_pairs(meanings: tuple[Meaning, Meaning], first: Integers, second: Integers) -> Floats:
    """The cosines of pairs of blocks, each block written as start * 9 + length."""
    import numpy as np

    vectors, places = [], []
    for meaning, keys in zip(meanings, (first, second), strict=True):
        blocks, inverse = np.unique(keys, return_inverse=True)
        vectors.append(meaning.blocks(*np.divmod(blocks, _LONGEST + 1)))
        places.append(inverse)
    found = np.empty(len(first), np.float32)
    for start in range(0, len(first), _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        found[part] = np.einsum("ij,ij->i", vectors[0][places[0][part]], vectors[1][places[1][part]])
    return found
