"""Blocks: what one to four segments of one side in a row have together, for all that can be one side of a bead."""

import math
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING

from align.aligners.length.measurements import MARKS, Measurements
from align.aligners.length.parameters import KINDS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.int64]
    Floats = NDArray[np.float64]

LEVELS = 4
"""How many counts of a mark are distinguished: none, one, two, and more."""

GROUPS = (0, 1, 2), (3, 4, 5), (6, 7)
"""The marks whose levels are looked up together."""

_LONGEST = max(max(kind) for kind in KINDS)
_SHAPES = 0.5, 5.0
"""The least and the greatest shape of the gamma distribution of lengths."""
_TINY = 1e-6


@dataclass(frozen=True, eq=False)
class Blocks:
    """All blocks of up to four segments: [k, i] is that of k segments that ends where i segments are passed.

    Entries of k = 0, and of blocks that would begin before the first segment, have no meaning.

    `lengths` are scaled; `log_densities` say how likely such a length is among blocks of as many segments; `marks` has
    a third axis, the groups: the levels of their marks as one number. `opens` and `closes` show where paragraphs begin
    and end, None where that is unknown. `mean_length` is that of a segment, `mark_frequencies` are the mean counts of
    each mark in a segment.
    """

    lengths: "Floats"
    log_densities: "Floats"
    marks: "Integers"
    opens: "NDArray[np.bool_] | None"
    closes: "NDArray[np.bool_] | None"
    mean_length: float
    mark_frequencies: "Floats"


def build_blocks(side: Measurements, scale: float) -> Blocks:
    """Return all blocks of a side, its lengths multiplied by `scale`."""
    import numpy as np

    count = len(side.lengths)
    ends = np.arange(count + 1)
    before = np.maximum(ends - np.arange(_LONGEST + 1)[:, None], 0)
    sums = np.concatenate([[0.0], np.cumsum(side.lengths * scale)])
    marks = np.concatenate([np.zeros((1, len(MARKS)), np.int64), np.cumsum(side.marks, axis=0)])
    lengths = np.maximum(sums - sums[before], _TINY)
    opens = None if side.breaks is None else side.breaks[before]
    mean, frequencies = (side.lengths.mean() * scale, side.marks.mean(axis=0)) if count else (1.0, np.zeros(len(MARKS)))
    levels = _combine_levels(marks - marks[before])
    return Blocks(lengths, _compute_log_densities(lengths), levels, opens, side.breaks, float(mean), frequencies)


def _compute_log_densities(lengths: "Floats") -> "Floats":
    """Return the log density of each length among blocks of as many segments: that of a sum of gamma variates."""
    import numpy as np

    single = lengths[1, 1:] if lengths.shape[1] > 1 else np.ones(1)
    mean, variance = single.mean(), single.var()
    shape = float(np.clip(mean**2 / variance, *_SHAPES)) if variance else _SHAPES[1]
    scale = mean / shape
    logs, result = np.log(lengths), np.zeros_like(lengths)
    for k in range(1, len(lengths)):
        constant = math.lgamma(k * shape) + k * shape * math.log(scale)
        result[k] = (k * shape - 1) * logs[k] - lengths[k] / scale - constant
    return result


def _combine_levels(counts: "Integers") -> "Integers":
    """Return the levels of the marks of each group as the digits of one number."""
    import numpy as np

    levels = np.minimum(counts, LEVELS - 1)
    return np.stack(
        [reduce(lambda number, mark: number * LEVELS + levels[..., mark], group, 0) for group in GROUPS], axis=-1
    )
