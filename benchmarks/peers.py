"""Rival sentence aligners, fed by the encoder that is handed to them. A library of `alignment.py`.

Each takes the segments of source and target and returns beads in order that hold every segment once.

- `bertalign`: our own writing of the algorithm of Liu & Zhu (2022), https://doi.org/10.1093/llc/fqac089.
- `sentweave`: the package of that name, which is Vecalign (Thompson & Koehn 2019, D19-1136).
- `gale_church`: NLTK's port of Gale & Church (1993), J93-1004; it knows lengths only.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from align.model import Bead

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Encode = Callable[[list[str]], Floats]

# Bertalign's published defaults
MAX_ALIGN = 5  # most segments in a bead, both sides together
TOP_K = 3  # targets that the first pass considers for a source segment
WINDOW = 5  # target segments by which the second pass may leave the path of the first
SKIP = -0.1  # the score of a segment without counterpart
REACH, REACH_SHARE = 250, 0.06  # how far from the diagonal an anchor may lie: segments, share of the longer text

BLOCK = MAX_ALIGN - 1  # most segments in a block, one side of a bead
PAIRED = [(m, n) for m in range(1, MAX_ALIGN) for n in range(1, MAX_ALIGN) if m + n <= MAX_ALIGN]
STEPS = [*PAIRED, (1, 0), (0, 1)]
_SOURCES_AT_ONCE = 512


class MissingPeerError(RuntimeError):
    """A rival is not installed; the message is one line that says how to get it."""


class Blocks(NamedTuple):
    """The blocks of 1 to `BLOCK` adjacent segments of a text: at [k - 1, i] the k segments that end before number i.

    Vectors are zero where no such block exists; `around` is the mean vector of the segments just before and after one.
    """

    vectors: Floats  # (BLOCK, segments + 1, dimensions)
    around: Floats  # of the same shape
    lengths: Floats  # (BLOCK, segments + 1), bytes of UTF-8; the target's in the source's measure


class Chain(NamedTuple):
    """A chain of anchors: its last pair, the sum of its cosines, and what stands before the last pair."""

    source: int
    target: int
    total: float
    before: Chain | None


def bertalign(source: Sequence[str], target: Sequence[str], encode: Encode) -> list[Bead]:
    """Align in two passes: 1-1 anchors among the `TOP_K` nearest targets, then all beads in a band round their path.

    `encode` returns unit vectors, one a text. It is given 4 texts a segment, which hold 10 times its characters. Where
    no anchor is found the band is the whole table (the published code fails there, and on an empty side).
    """
    sources, targets = blocks(source, encode), blocks(target, encode)
    ratio = sources.lengths[0].sum() / max(targets.lengths[0].sum(), 1)
    targets = targets._replace(lengths=targets.lengths * ratio)
    return second_pass(sources, targets, band(anchors(sources.vectors[0, 1:], targets.vectors[0, 1:])))


def blocks(segments: Sequence[str], encode: Encode) -> Blocks:
    """Encode every block of a text, its segments joined by a space."""
    import numpy as np

    count = len(segments)
    texts = {(k, end): " ".join(segments[end - k : end]) for k in range(1, BLOCK + 1) for end in range(k, count + 1)}
    encoded = encode(list(texts.values()))
    vectors = np.zeros((BLOCK, count + 1, encoded.shape[1]), dtype=np.float32)
    around, lengths = np.zeros_like(vectors), np.zeros((BLOCK, count + 1), dtype=np.float32)
    for (k, end), vector, text in zip(texts, encoded, texts.values(), strict=True):
        vectors[k - 1, end] = vector
        lengths[k - 1, end] = len(text.encode("utf-8", "replace"))
    for k, end in texts:
        beside = [i for i in (end - k, end + 1) if 1 <= i <= count]
        around[k - 1, end] = vectors[0, beside].sum(axis=0) / max(len(beside), 1)
    return Blocks(vectors, around, lengths)


def anchors(source: Floats, target: Floats) -> list[tuple[int, int]]:
    """Return the 1-1 pairs (segments passed on either side) of the chain with the greatest sum of cosines.

    A pair may stand in a chain if its target is one of the `TOP_K` nearest to its source and close to the diagonal.
    The first pair returned is (0, 0) and the last the ends of both texts, in the place of an anchor in the last source.
    """
    size = len(source), len(target)
    reach = max(REACH, REACH_SHARE * max(size))
    front: list[Chain] = []  # what no chain beats in both end and total: both ascend
    for i, hits in enumerate(nearest(source, target)):
        close = [(j, cosine) for j, cosine in hits if abs(j - i * size[1] / size[0]) <= reach]
        for chain in [grown(front, i, j, cosine) for j, cosine in close]:
            enter(front, chain)
    pairs = [size]
    link = front[-1] if front else None
    while link:
        if link.source + 1 < size[0]:
            pairs.append((link.source + 1, link.target + 1))
        link = link.before
    return [(0, 0), *reversed(pairs)]


def nearest(source: Floats, target: Floats) -> Iterator[list[tuple[int, float]]]:
    """Yield for each source vector the `TOP_K` nearest target vectors: index and cosine."""
    import numpy as np

    count = min(TOP_K, len(target))
    for start in range(0, len(source), _SOURCES_AT_ONCE):
        cosines = source[start : start + _SOURCES_AT_ONCE] @ target.T
        indices = np.argpartition(-cosines, count - 1)[:, :count] if count else np.empty((len(cosines), 0), dtype=int)
        values = np.take_along_axis(cosines, indices, axis=1)
        yield from (list(zip(*row, strict=True)) for row in zip(indices.tolist(), values.tolist(), strict=True))


def grown(front: list[Chain], i: int, j: int, cosine: float) -> Chain:
    """The best chain that ends in the pair i, j."""
    at = bisect_left(front, j, key=attrgetter("target"))
    before = front[at - 1] if at else None
    return Chain(i, j, cosine + (before.total if before else 0.0), before)


def enter(front: list[Chain], chain: Chain) -> None:
    """Put a chain among the best unless one of them beats it, and drop those that it beats."""
    at = bisect_right(front, chain.target, key=attrgetter("target"))
    if chain.total > (front[at - 1].total if at else 0.0):
        start = bisect_left(front, chain.target, key=attrgetter("target"))
        front[start : bisect_right(front, chain.total, key=attrgetter("total"))] = [chain]


def band(path: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return for 0, 1, ... source segments passed how many target segments may be: least and most."""
    end = path[-1][1]
    rows = [(0, min(end, path[1][1] + WINDOW))]
    for (i, j), (next_i, next_j) in pairwise(path):
        rows += [(max(0, j - WINDOW), min(end, next_j + WINDOW))] * (next_i - i)
    return rows


def second_pass(source: Blocks, target: Blocks, rows: list[tuple[int, int]]) -> list[Bead]:
    """Return the beads of the path with the greatest sum of scores inside the band."""
    import numpy as np

    best: deque[NDArray[np.float64]] = deque(maxlen=BLOCK)
    taken: list[NDArray[np.int8]] = []
    for i, (low, high) in enumerate(rows):
        totals = np.full((len(STEPS), high - low + 1), -np.inf)
        if i:
            scores = similarity(source, target, i, low, high)
        for number, (m, n) in enumerate(STEPS[:-1]):
            if m <= i:
                score = scores[n - 1, :, m - 1] if n else SKIP
                totals[number] = shifted(best[-m], low - n - rows[i - m][0], high - low + 1) + score
        if i == 0:
            totals[0, 0] = 0.0
        skips = SKIP * np.arange(high - low + 1)
        row = totals.max(axis=0) - skips
        totals[-1, 1:] = np.maximum.accumulate(row)[:-1] + skips[1:]
        best.append(totals.max(axis=0))
        taken.append(totals.argmax(axis=0).astype(np.int8))
    return trace([row[0] for row in rows], taken)


def shifted(row: NDArray[np.float64], start: int, size: int) -> NDArray[np.float64]:
    """Cut `size` cells from a row, beginning with number `start`; cells outside the row are minus infinity."""
    import numpy as np

    cut = np.full(size, -np.inf)
    inside = row[max(start, 0) : max(start + size, 0)]
    cut[max(-start, 0) : max(-start, 0) + len(inside)] = inside
    return cut


def similarity(source: Blocks, target: Blocks, i: int, low: int, high: int) -> Floats:
    """Score beads whose source block ends before segment i, its target block before low..high.

    Shape (target block's size, high - low + 1, source block's size). It is the cosine less the mean of what either
    block has in common with the other's neighbours, times log2(1 + shorter / longer) of the lengths.
    """
    import numpy as np

    ends = slice(low, high + 1)
    ours, beside = source.vectors[:, i].T, source.around[:, i].T
    margin = target.vectors[:, ends] @ (ours - beside / 2) - target.around[:, ends] @ ours / 2
    lengths = source.lengths[:, i], target.lengths[:, ends, None]
    penalty = np.log2(1 + np.minimum(*lengths) / np.maximum(np.maximum(*lengths), 1))
    scores: Floats = (margin * penalty).astype(np.float32)
    return scores


def trace(lows: list[int], taken: list[NDArray[np.int8]]) -> list[Bead]:
    """Follow the steps taken from the end of both texts to their start."""
    beads = []
    i, j = len(lows) - 1, lows[-1] + len(taken[-1]) - 1
    while i or j:
        m, n = STEPS[taken[i][j - lows[i]]]
        beads.append(Bead(tuple(range(i - m, i)), tuple(range(j - n, j))))
        i, j = i - m, j - n
    return beads[::-1]


def sentweave(source: Sequence[str], target: Sequence[str], encode: Encode) -> list[Bead]:
    """Align with the package `sentweave` at its defaults; raises MissingPeerError where it is not installed.

    `encode` is given 8 texts a segment, which hold 36 times its characters.
    """
    try:
        package = import_module("sentweave")
    except ModuleNotFoundError:
        raise MissingPeerError("sentweave: skipped, it is not installed: pip install sentweave==0.3.3") from None
    found = package.align(source, target, encode).alignments
    return [Bead(tuple(block.src_indices), tuple(block.tgt_indices)) for block in found]


def gale_church(source: Sequence[str], target: Sequence[str]) -> list[Bead]:
    """Align with NLTK's Gale-Church at its defaults.

    Raises ValueError over 4,000 segments a side, which NLTK refuses.
    """
    from nltk.translate.gale_church import align_blocks

    beads: list[tuple[set[int], set[int]]] = []
    for i, j in sorted(align_blocks([len(text) for text in source], [len(text) for text in target])):
        if beads and (i in beads[-1][0] or j in beads[-1][1]):
            beads[-1][0].add(i)
            beads[-1][1].add(j)
        else:
            beads.append(({i}, {j}))
    return list(filled([(tuple(sorted(a)), tuple(sorted(b))) for a, b in beads], len(source), len(target)))


def filled(beads: list[tuple[tuple[int, ...], tuple[int, ...]]], sources: int, targets: int) -> Iterator[Bead]:
    """Put in the segments that no bead holds, each as a bead of its own, those of the source first."""
    i = j = 0
    for ours, theirs in [*beads, ((sources,), (targets,))]:
        yield from (Bead((k,), ()) for k in range(i, ours[0]))
        yield from (Bead((), (k,)) for k in range(j, theirs[0]))
        if ours != (sources,):
            yield Bead(ours, theirs)
        i, j = ours[-1] + 1, theirs[-1] + 1
