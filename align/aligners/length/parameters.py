"""The parameters of the length aligner: a first guess, and estimates from an alignment of the two texts themselves."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.aligners.lattice import Kind
from align.aligners.length.measurements import MARKS, Measurements

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
"""The prior probability of each kind of bead."""

KINDS = tuple(PRIORS)
_PRIOR_VALUES = list(PRIORS.values())

_VARIANCE = 6.0
_ANCHORS, _MARKS, _BREAKS = (0.7, 0.4, 0.2), 0.7, 0.7
_EQUAL_BREAKS = 0.98
"""The first guess for breaks, and the upper limit, where both sides have as many paragraphs."""
_BEADS, _OCCURRENCES = 50, 20
"""How many beads, or occurrences of a sign, the first guess counts for besides those that are observed."""
_UPPER_LIMIT = 0.9
_NORMAL_MEDIAN = 0.6745
"""The median of the absolute value of a standard normal variate."""


@dataclass(frozen=True, eq=False)
class Parameters:
    """How one text renders the other.

    `ratio` is the log of target length over source length, `variance` that of their difference per character.
    `priors` are the shares of `KINDS` among the beads. The others are shares of what could be on both sides of a bead
    that is: of each class of `anchors`, of each of the `marks`, of the paragraph `breaks`.
    """

    ratio: float
    variance: float
    priors: "Floats"
    anchors: "Floats"
    marks: "Floats"
    breaks: float


def guess_parameters(source: Measurements, target: Measurements) -> Parameters:
    """Return the parameters before anything is aligned: the ratio is that of the whole texts."""
    import numpy as np

    ratio = math.log(max(target.lengths.sum(), 1.0) / max(source.lengths.sum(), 1.0))
    marks = np.full(len(MARKS), _MARKS)
    return Parameters(
        ratio, _VARIANCE, np.array(_PRIOR_VALUES), np.array(_ANCHORS), marks, _guess_breaks(source, target)
    )


def estimate_parameters(
    source: Measurements, target: Measurements, classes: "Integers", path: "Integers"
) -> Parameters:
    """Return the parameters by a path, shape (nodes, 2), smoothed by the first guess, which counts as 50 beads or 20
    signs.
    """
    import numpy as np

    beads = np.diff(path, axis=0)
    kinds = [(beads == kind).all(axis=1).sum() for kind in KINDS]
    return Parameters(
        *_estimate_lengths(source, target, path),
        _smooth(kinds, len(beads), _PRIOR_VALUES, _BEADS),
        _estimate_anchors(source, target, classes, beads),
        _estimate_marks(source, target, path),
        _estimate_breaks(source, target, path),
    )


def _smooth(observed: "ArrayLike", possible: "ArrayLike", prior: "ArrayLike", weight: int) -> "Floats":
    """Return the share of what was observed in what was possible, smoothed by a prior share of so many observations."""
    import numpy as np

    share: Floats = (np.asarray(observed) + weight * np.asarray(prior, np.float64)) / (np.asarray(possible) + weight)
    return share


def _sum_between(values: "Floats | Integers", places: "Integers") -> "Floats":
    """Return the sums of the values of the segments between each two places."""
    import numpy as np

    total = np.zeros((len(values) + 1, *values.shape[1:]))
    np.cumsum(values, axis=0, out=total[1:])
    return np.diff(total[places], axis=0)


def _estimate_lengths(source: Measurements, target: Measurements, path: "Integers") -> tuple[float, float]:
    """Return the ratio and the variance in beads that have both sides; by the median, which a few bad beads do not
    move.
    """
    import numpy as np

    first, second = _sum_between(source.lengths, path[:, 0]), _sum_between(target.lengths, path[:, 1])
    both = (first > 0) & (second > 0)
    if not both.any():
        return guess_parameters(source, target).ratio, _VARIANCE
    ratio = math.log(second[both].sum() / first[both].sum())
    first, second = first[both] * math.exp(ratio / 2), second[both] * math.exp(-ratio / 2)
    deviation = np.median(np.abs(second - first) / np.sqrt((first + second) / 2)) / _NORMAL_MEDIAN
    return ratio, float(_smooth(deviation**2 * len(first), len(first), _VARIANCE, _BEADS))


def _estimate_anchors(source: Measurements, target: Measurements, classes: "Integers", beads: "Integers") -> "Floats":
    import numpy as np

    bead = np.arange(len(beads))
    ascending = (
        side.anchors * len(beads) + np.repeat(bead, beads[:, column])[side.segments]
        for column, side in enumerate((source, target))
    )
    first, second = (keys[np.diff(keys, prepend=-1) > 0] for keys in ascending)
    matched = np.intersect1d(first, second, assume_unique=True) // max(len(beads), 1)
    could = np.minimum(*(np.bincount(side.anchors, minlength=len(classes)) for side in (source, target)))
    observed = np.bincount(classes[matched], minlength=len(_ANCHORS))
    possible = np.bincount(classes, could, len(_ANCHORS))
    return np.minimum(_smooth(observed, possible, _ANCHORS, _OCCURRENCES), _UPPER_LIMIT)


def _estimate_marks(source: Measurements, target: Measurements, path: "Integers") -> "Floats":
    import numpy as np

    first, second = _sum_between(source.marks, path[:, 0]), _sum_between(target.marks, path[:, 1])
    observed, possible = np.minimum(first, second).sum(axis=0), (first + second).sum(axis=0) / 2
    return np.minimum(_smooth(observed, possible, _MARKS, _OCCURRENCES), _UPPER_LIMIT)


def _estimate_breaks(source: Measurements, target: Measurements, path: "Integers") -> float:
    prior = _guess_breaks(source, target)
    if source.breaks is None or target.breaks is None:
        return prior
    observed = (source.breaks[path[1:-1, 0]] & target.breaks[path[1:-1, 1]]).sum()
    possible = min(source.breaks[1:-1].sum(), target.breaks[1:-1].sum())
    return min(float(_smooth(observed, possible, prior, _OCCURRENCES)), _EQUAL_BREAKS)


def _guess_breaks(source: Measurements, target: Measurements) -> float:
    """Return the share of paragraph breaks on both sides: nearly all where both have the same number of them."""
    if source.breaks is None or target.breaks is None:
        return _BREAKS
    return _EQUAL_BREAKS if source.breaks.sum() == target.breaks.sum() else _BREAKS
