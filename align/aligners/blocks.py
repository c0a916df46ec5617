"""Stretches of one to four segments of one side: what can stand in a bead."""

import math
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING

from align.aligners.habits import KINDS
from align.aligners.traits import MARKS, Traits

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.int64]
    Floats = NDArray[np.float64]

LEVELS = 4
"""How many numbers of a mark are told apart: none, one, two, and more."""

GROUPS = (0, 1, 2), (3, 4, 5), (6, 7)
"""The marks that are looked up together."""

_LONGEST = max(max(kind) for kind in KINDS)
_SHAPES = 0.5, 5.0
_TINY = 1e-6


@dataclass(frozen=True, eq=False)
class Blocks:
    """All stretches of up to four segments: [k, i] is that of k segments which ends where i segments are behind.

    What lies before the first segment, and k = 0, is not to be asked for. `length` is scaled; `surprise` is the log of
    how likely such a length is by itself (a gamma distribution); `marks` has a third axis, the groups: the levels of
    their marks as one number. `opens` and `closes` tell where paragraphs begin and end, None where that is unknown.
    `mean` is that of the segments' lengths, `rates` how often each mark stands in a segment.
    """

    length: "Floats"
    surprise: "Floats"
    marks: "Integers"
    opens: "NDArray[np.bool_] | None"
    closes: "NDArray[np.bool_] | None"
    mean: float
    rates: "Floats"


def blocks(side: Traits, scale: float) -> Blocks:
    """All stretches of a side, its lengths multiplied by `scale`."""
    import numpy as np

    count = len(side.length)
    ends = np.arange(count + 1)
    before = np.maximum(ends - np.arange(_LONGEST + 1)[:, None], 0)
    sums = np.concatenate([[0.0], np.cumsum(side.length * scale)])
    marks = np.concatenate([np.zeros((1, len(MARKS)), np.int64), np.cumsum(side.marks, axis=0)])
    length = np.maximum(sums - sums[before], _TINY)
    opens = None if side.breaks is None else side.breaks[before]
    mean, rates = (side.length.mean() * scale, side.marks.mean(axis=0)) if count else (1.0, np.zeros(len(MARKS)))
    return Blocks(length, _surprise(length), _levels(marks - marks[before]), opens, side.breaks, float(mean), rates)


def _surprise(length: "Floats") -> "Floats":
    """The log density of each length among stretches of as many segments, the segments being alike."""
    import numpy as np

    single = length[1, 1:] if length.shape[1] > 1 else np.ones(1)
    mean, spread = single.mean(), single.var()
    shape = float(np.clip(mean**2 / spread, *_SHAPES)) if spread else _SHAPES[1]
    scale = mean / shape
    logs, result = np.log(length), np.zeros_like(length)
    for k in range(1, len(length)):
        constant = math.lgamma(k * shape) + k * shape * math.log(scale)
        result[k] = (k * shape - 1) * logs[k] - length[k] / scale - constant
    return result


def _levels(counts: "Integers") -> "Integers":
    import numpy as np

    levels = np.minimum(counts, LEVELS - 1)
    return np.stack(
        [reduce(lambda number, mark: number * LEVELS + levels[..., mark], group, 0) for group in GROUPS], axis=-1
    )
