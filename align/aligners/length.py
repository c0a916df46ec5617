"""Align by length, and by what else needs no knowledge of the languages: punctuation, paragraphs, numbers, cognates.

The cheapest path through the lattice of beads (see `align.aligners.evidence`), three times over: what a path shows of
the two texts (`align.aligners.habits`) makes the next one better. In long texts runs of segments are aligned first, and
then the segments near the path of the runs.
"""

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from align.aligners.side import Side
from align.model import Bead

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from align.aligners.band import Band
    from align.aligners.habits import Habits
    from align.aligners.traits import Traits

    Integers = NDArray[np.int64]

_NODES = 1_000_000
_RUN, _WIDTH = 8, 16
_PASSES = 3
_LEFT_OUT = 0.2


def align(source: Side, target: Side) -> tuple[Bead, ...]:
    """The beads of two texts, every segment of either in one, each with its probability.

    Whatever could depend on which text is the source is settled by the texts: `align(target, source)` gives the same
    beads the other way round. Time and memory grow with the length of the texts. Raises nothing.
    """
    if _key(target) < _key(source):
        return tuple(Bead(bead.target, bead.source, bead.confidence) for bead in align(target, source))
    from align.aligners.band import around
    from align.aligners.chances import Chances
    from align.aligners.evidence import costs
    from align.aligners.habits import KINDS, guess, learn
    from align.aligners.lattice import best_path
    from align.aligners.traits import traits

    first, second, classes = traits(source, target)
    whole = (len(first.length) + 1) * (len(second.length) + 1)
    band, habits = _search(guess(first, second), first, second, classes)
    for _ in range(_PASSES - 1):
        path = best_path(band, KINDS, costs(habits, first, second, classes, band))
        habits = learn(first, second, classes, path)
        if band.size < whole:
            band = around(path, _WIDTH)
    table = costs(habits, first, second, classes, band)
    path = best_path(band, KINDS, table)
    return _beads(path, Chances(band, KINDS, table).of_path(path))


def _key(side: Side) -> tuple[tuple[str, ...], tuple[int, ...], str]:
    return side.segments, side.paragraphs, side.language


def _search(habits: "Habits", source: "Traits", target: "Traits", classes: "Integers") -> tuple["Band", "Habits"]:
    """The nodes worth a look, and the habits with a better ratio of lengths.

    The ratio of the whole texts is wrong where a chapter is missing. Of runs of segments more are left out than of
    segments.
    """
    import numpy as np

    from align.aligners.band import around, whole
    from align.aligners.evidence import costs
    from align.aligners.habits import KINDS, learn
    from align.aligners.lattice import best_path

    size = len(source.length), len(target.length)
    if (size[0] + 1) * (size[1] + 1) <= _NODES or not all(size):
        return whole(*size), habits
    source, target = source.runs(_RUN), target.runs(_RUN)
    band, habits = _search(habits, source, target, classes)
    priors = np.where([all(kind) for kind in KINDS], habits.priors, _LEFT_OUT)
    for _ in range(2):
        path = best_path(
            band, KINDS, costs(replace(habits, priors=priors / priors.sum()), source, target, classes, band)
        )
        habits = replace(habits, ratio=learn(source, target, classes, path).ratio)
    return around(np.minimum(path * _RUN, size), _WIDTH), habits


def _beads(path: "Integers", probabilities: "NDArray[np.float64]") -> tuple[Bead, ...]:
    return tuple(
        Bead(tuple(range(row, last_row)), tuple(range(column, last_column)), round(probability, 2))
        for ((row, column), (last_row, last_column)), probability in zip(
            pairwise(path.tolist()), probabilities.tolist(), strict=True
        )
    )
