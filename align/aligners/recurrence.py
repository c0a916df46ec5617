"""What the anchors say: a bead is cheaper for each that stands in both its halves, the more so the rarer it is."""

from collections.abc import Iterator
from itertools import product
from typing import TYPE_CHECKING

from align.aligners.band import Band
from align.aligners.habits import KINDS, Habits
from align.aligners.traits import Traits

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.int64]
    Costs = NDArray[np.int32]

_LEAST = 1000
_LONGEST = max(max(kind) for kind in KINDS)
_AT_ONCE = 1 << 18
_PAIRS_PER_NODE = 16


def discount(costs: "Costs", habits: Habits, source: Traits, target: Traits, classes: "Integers", band: Band) -> None:
    """Take from the costs of all beads in a band, in place, what their anchors are worth.

    An anchor in both halves is worth the log of how much likelier it stands in both than by chance, where it is at
    least 1; in a bead of several segments chance is greater. It counts once, however often it stands there.
    """
    import numpy as np

    worth = _worth(habits, source, target, classes)
    telling = np.flatnonzero(worth[KINDS.index((1, 1))] >= _LEAST)
    for anchor, row, column, row_gap, column_gap in _meetings(source, target, telling, band):
        for index, (a, b) in enumerate(KINDS):
            for above, left in product(range(a), range(b)):
                new = (row_gap > above) & (column_gap > left)
                rows, columns = row[new] - above + a, column[new] - left + b
                inside = band.holds(rows, columns)
                ends = band.index(rows[inside], columns[inside])
                np.subtract.at(costs[index], ends, worth[index, anchor[new][inside]])


def _worth(habits: Habits, source: Traits, target: Traits, classes: "Integers") -> "Costs":
    """What each anchor is worth in a bead of each kind, in thousandths of a nat; shape (kinds, anchors)."""
    import numpy as np

    first, second = (
        np.bincount(side.anchors, minlength=len(classes)) / max(len(side.length), 1) for side in (source, target)
    )
    chance = np.stack([np.maximum(a * first, b * second) for a, b in KINDS])
    worth: Costs = np.maximum(np.rint(1000 * np.log(habits.anchors[classes] / chance)), 0).astype(np.int32)
    return worth


def _meetings(source: Traits, target: Traits, telling: "Integers", band: Band) -> Iterator[tuple["Integers", ...]]:
    """All pairs of segments near the band that share a telling anchor, in portions.

    Arrays of equal length: the anchor, the two segments, and on either side how many segments back the anchor stood
    last (4 where that is farther or it is the first). Of a text that repeats itself without end, the commonest pairs
    are left out: there are at most 16 for each node of the band.
    """
    import numpy as np

    kept = np.flatnonzero(np.isin(source.anchors, telling))
    kept = kept[np.argsort(source.segments[kept], kind="stable")]
    anchors, rows = source.anchors[kept], source.segments[kept]
    gaps = _gaps(source)[kept], _gaps(target)
    stride = len(target.length) + 1
    keys = target.anchors * stride + target.segments
    lowest = band.low[np.maximum(rows - _LONGEST, 0)]
    highest = np.minimum(band.high[np.minimum(rows + _LONGEST, len(band.low) - 1)], stride - 1)
    first = np.searchsorted(keys, anchors * stride + lowest)
    number = np.searchsorted(keys, anchors * stride + highest) - first
    rarest = np.argsort(number, kind="stable")
    number[rarest[np.cumsum(number[rarest]) > _PAIRS_PER_NODE * band.size]] = 0
    before = np.cumsum(number) - number
    for here in np.split(np.arange(len(rows)), np.flatnonzero(np.diff(before // _AT_ONCE)) + 1):
        one = np.repeat(here, number[here])
        other = np.arange(len(one)) + before[here[:1]] - before[one] + first[one]
        yield anchors[one], rows[one], target.segments[other], gaps[0][one], gaps[1][other]


def _gaps(side: Traits) -> "Integers":
    import numpy as np

    gaps = np.full(len(side.anchors), _LONGEST)
    same = np.diff(side.anchors) == 0
    gaps[1:][same] = np.minimum(np.diff(side.segments)[same], _LONGEST)
    return gaps
