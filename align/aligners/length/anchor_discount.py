"""The discount for anchors: a bead is cheaper for each anchor on both its sides, the more so the rarer the anchor."""

from collections.abc import Iterator
from itertools import product
from typing import TYPE_CHECKING

from align.aligners.band import Band
from align.aligners.length.measurements import Measurements
from align.aligners.length.parameters import KINDS, Parameters

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.int64]
    Costs = NDArray[np.int32]

_LEAST_DISCOUNT = 1000
_LONGEST = max(max(kind) for kind in KINDS)
_BATCH = 1 << 18
"""Pairs of segments that are handled at once."""
_PAIRS_PER_NODE = 16


def discount_anchors(
    costs: "Costs", parameters: Parameters, source: Measurements, target: Measurements, classes: "Integers", band: Band
) -> None:
    """Subtract from the costs of all beads in a band, in place, what the anchors on both sides are worth.

    An anchor is worth the log of how much more likely it occurs on both sides than by chance; anchors worth less than
    one nat in a 1-1 bead are ignored. In a bead of several segments chance is greater. An anchor counts once, however
    often it occurs there.
    """
    import numpy as np

    discounts = _compute_discounts(parameters, source, target, classes)
    relevant = np.flatnonzero(discounts[KINDS.index((1, 1))] >= _LEAST_DISCOUNT)
    for anchor, row, column, row_gap, column_gap in _find_matches(source, target, relevant, band):
        for index, (a, b) in enumerate(KINDS):
            for above, left in product(range(a), range(b)):
                new = (row_gap > above) & (column_gap > left)
                rows, columns = row[new] - above + a, column[new] - left + b
                inside = band.contains(rows, columns)
                ends = band.index(rows[inside], columns[inside])
                np.subtract.at(costs[index], ends, discounts[index, anchor[new][inside]])


def _compute_discounts(
    parameters: Parameters, source: Measurements, target: Measurements, classes: "Integers"
) -> "Costs":
    """Return what each anchor is worth in a bead of each kind, in thousandths of a nat; shape (kinds, anchors)."""
    import numpy as np

    first, second = (
        np.bincount(side.anchors, minlength=len(classes)) / max(len(side.lengths), 1) for side in (source, target)
    )
    chance = np.stack([np.maximum(a * first, b * second) for a, b in KINDS])
    ratios = np.rint(1000 * np.log(parameters.anchors[classes] / chance))
    discounts: Costs = np.maximum(ratios, 0).astype(np.int32)
    return discounts


def _find_matches(
    source: Measurements, target: Measurements, relevant: "Integers", band: Band
) -> Iterator[tuple["Integers", ...]]:
    """Yield all pairs of segments near the band that share a relevant anchor, in batches.

    Arrays of equal length: the anchor, the two segments, and on either side the distance to the segment where the
    anchor occurred last (4 where that is farther or there is none). There are at most 16 pairs for each node of the
    band: in a text that repeats itself over and over, the commonest pairs are left out.
    """
    import numpy as np

    kept = np.flatnonzero(np.isin(source.anchors, relevant))
    kept = kept[np.argsort(source.segments[kept], kind="stable")]
    anchors, rows = source.anchors[kept], source.segments[kept]
    gaps = _measure_gaps(source)[kept], _measure_gaps(target)
    stride = len(target.lengths) + 1
    keys = target.anchors * stride + target.segments
    lowest = band.low[np.maximum(rows - _LONGEST, 0)]
    highest = np.minimum(band.high[np.minimum(rows + _LONGEST, len(band.low) - 1)], stride - 1)
    first = np.searchsorted(keys, anchors * stride + lowest)
    number = np.searchsorted(keys, anchors * stride + highest) - first
    rarest = np.argsort(number, kind="stable")
    number[rarest[np.cumsum(number[rarest]) > _PAIRS_PER_NODE * band.size]] = 0
    before = np.cumsum(number) - number
    for here in np.split(np.arange(len(rows)), np.flatnonzero(np.diff(before // _BATCH)) + 1):
        one = np.repeat(here, number[here])
        other = np.arange(len(one)) + before[here[:1]] - before[one] + first[one]
        yield anchors[one], rows[one], target.segments[other], gaps[0][one], gaps[1][other]


def _measure_gaps(side: Measurements) -> "Integers":
    """Return the distance in segments of each occurrence of an anchor from the one before, 4 at most."""
    import numpy as np

    gaps = np.full(len(side.anchors), _LONGEST)
    same = np.diff(side.anchors) == 0
    gaps[1:][same] = np.minimum(np.diff(side.segments)[same], _LONGEST)
    return gaps
