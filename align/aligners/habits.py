"""How one text renders the other: what the length aligner guesses, and then learns from the two texts themselves."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.aligners.lattice import Kind
from align.aligners.traits import MARKS, Traits

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    Integers = NDArray[np.int64]
    Floats = NDArray[np.float64]

PRIORS: dict[Kind, float] = {
    **{
        (0, 1): 0.01,
        (1, 0): 0.01,
        (1, 1): 0.80,
        (1, 2): 0.06,
        (2, 1): 0.06,
        (2, 2): 0.02,
        (1, 3): 0.012,
        (3, 1): 0.012,
    },
    **{(1, 4): 0.008, (4, 1): 0.008, (2, 3): 0.004, (3, 2): 0.004, (3, 3): 0.002},
}
"""How common each kind of bead is, before the texts are known."""

KINDS = tuple(PRIORS)
_SHARES = list(PRIORS.values())

_VARIANCE = 6.0
_ANCHORS, _MARKS, _ENDS, _EQUAL_ENDS = (0.7, 0.4, 0.2), 0.7, 0.7, 0.98
_BEADS, _SIGNS = 50, 20
_SURE = 0.9
_NORMAL_MEDIAN = 0.6745


@dataclass(frozen=True, eq=False)
class Habits:
    """`ratio` is the log of target over source length, `variance` that of their difference for each character.

    `priors` are the shares of `KINDS` among the beads. The others say how much of what could stand on both sides of a
    bead does: of each class of anchors, of each mark, of the ends of paragraphs.
    """

    ratio: float
    variance: float
    priors: "Floats"
    anchors: "Floats"
    marks: "Floats"
    ends: float


def guess(source: Traits, target: Traits) -> Habits:
    """The habits before anything is aligned: the ratio is that of the whole texts."""
    import numpy as np

    ratio = math.log(max(target.length.sum(), 1.0) / max(source.length.sum(), 1.0))
    marks = np.full(len(MARKS), _MARKS)
    return Habits(ratio, _VARIANCE, np.array(_SHARES), np.array(_ANCHORS), marks, _ends(source, target))


def learn(source: Traits, target: Traits, classes: "Integers", path: "Integers") -> Habits:
    """The habits that a path (nodes, 2) shows; the first guess counts as 50 beads, or 20 signs, seen before."""
    import numpy as np

    beads = np.diff(path, axis=0)
    kinds = [(beads == kind).all(axis=1).sum() for kind in KINDS]
    return Habits(
        *_lengths(source, target, path),
        _blend(kinds, len(beads), _SHARES, _BEADS),
        _recurring_anchors(source, target, classes, beads),
        _recurring_marks(source, target, path),
        _recurring_ends(source, target, path),
    )


def _blend(seen: "ArrayLike", possible: "ArrayLike", prior: "ArrayLike", weight: int) -> "Floats":
    """The share of what was seen in what was possible, drawn towards a prior share."""
    import numpy as np

    share: Floats = (np.asarray(seen) + weight * np.asarray(prior, np.float64)) / (np.asarray(possible) + weight)
    return share


def _sums(values: "Floats | Integers", places: "Integers") -> "Floats":
    """The sums of the values of the segments between each two places."""
    import numpy as np

    total = np.zeros((len(values) + 1, *values.shape[1:]))
    np.cumsum(values, axis=0, out=total[1:])
    return np.diff(total[places], axis=0)


def _lengths(source: Traits, target: Traits, path: "Integers") -> tuple[float, float]:
    """The ratio and the variance in beads that have both sides; by the median, which a few bad beads do not move."""
    import numpy as np

    first, second = _sums(source.length, path[:, 0]), _sums(target.length, path[:, 1])
    both = (first > 0) & (second > 0)
    if not both.any():
        return guess(source, target).ratio, _VARIANCE
    ratio = math.log(second[both].sum() / first[both].sum())
    first, second = first[both] * math.exp(ratio / 2), second[both] * math.exp(-ratio / 2)
    typical = np.median(np.abs(second - first) / np.sqrt((first + second) / 2)) / _NORMAL_MEDIAN
    return ratio, float(_blend(typical**2 * len(first), len(first), _VARIANCE, _BEADS))


def _recurring_anchors(source: Traits, target: Traits, classes: "Integers", beads: "Integers") -> "Floats":
    import numpy as np

    bead = np.arange(len(beads))
    ascending = (
        side.anchors * len(beads) + np.repeat(bead, beads[:, column])[side.segments]
        for column, side in enumerate((source, target))
    )
    first, second = (keys[np.diff(keys, prepend=-1) > 0] for keys in ascending)
    met = np.intersect1d(first, second, assume_unique=True) // max(len(beads), 1)
    could = np.minimum(*(np.bincount(side.anchors, minlength=len(classes)) for side in (source, target)))
    seen, possible = np.bincount(classes[met], minlength=len(_ANCHORS)), np.bincount(classes, could, len(_ANCHORS))
    return np.minimum(_blend(seen, possible, _ANCHORS, _SIGNS), _SURE)


def _recurring_marks(source: Traits, target: Traits, path: "Integers") -> "Floats":
    import numpy as np

    first, second = _sums(source.marks, path[:, 0]), _sums(target.marks, path[:, 1])
    seen, possible = np.minimum(first, second).sum(axis=0), (first + second).sum(axis=0) / 2
    return np.minimum(_blend(seen, possible, _MARKS, _SIGNS), _SURE)


def _recurring_ends(source: Traits, target: Traits, path: "Integers") -> float:
    prior = _ends(source, target)
    if source.breaks is None or target.breaks is None:
        return prior
    met = (source.breaks[path[1:-1, 0]] & target.breaks[path[1:-1, 1]]).sum()
    could = min(source.breaks[1:-1].sum(), target.breaks[1:-1].sum())
    return min(float(_blend(met, could, prior, _SIGNS)), _EQUAL_ENDS)


def _ends(source: Traits, target: Traits) -> float:
    """How many ends of paragraphs recur: nearly all where both sides have the same number of them."""
    if source.breaks is None or target.breaks is None:
        return _ENDS
    return _EQUAL_ENDS if source.breaks.sum() == target.breaks.sum() else _ENDS
