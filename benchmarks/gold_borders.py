"""Which beads agree with what is known of an alignment: some beads, or only where stretches of text end.

A library of `fit_aligner.py` and `fit_omissions.py`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from gold_samples import Sample, partition
from numpy.typing import NDArray

from align.aligners.band import Band
from align.aligners.semantic.beads import KINDS, Beads

Integers = NDArray[np.intp]
Mask = NDArray[np.bool_]

_LONGEST = max(n for _, n in KINDS)
"""The most segments that a bead with one segment on the other side holds."""


@dataclass(frozen=True, eq=False)
class Borders:
    """The nodes at which stretches of text end on both sides, shape (stretches + 1, 2), ascending.

    A stretch is `closed` where it is one bead; it is `rendered` where none of its segments is alone.
    """

    nodes: Integers
    closed: Mask
    rendered: Mask

    def agree(self, beads: Beads, *, alone: bool) -> Mask:
        """Which beads cross no border; with `alone` also those that leave a segment of a stretch alone."""
        stretch = np.minimum(
            self.nodes[1:-1, 0].searchsorted(beads.top, "right"), self.nodes[1:-1, 1].searchsorted(beads.left, "right")
        )
        begin, end = self.nodes[stretch], self.nodes[stretch + 1]
        starts, ends = np.stack([beads.top, beads.left], 1), np.stack([beads.rows, beads.columns], 1)
        inside: Mask = (starts >= begin).all(axis=1) & (ends <= end).all(axis=1)
        whole = (starts == begin).all(axis=1) & (ends == end).all(axis=1)
        paired = (beads.m > 0) & (beads.n > 0)
        inside &= (whole | ~self.closed[stretch]) & (paired | whole | ~self.rendered[stretch] | alone)
        return inside

    def select(self, beads: Beads, *, alone: bool) -> Beads:
        """The beads that agree."""
        return beads.select(np.flatnonzero(self.agree(beads, alone=alone)))


def find_borders(sample: Sample, band: Band) -> Borders:
    """What is known of a sample: the borders of its gold beads, those left out that the band does not hold.

    Gold beads that are larger than any of `KINDS` are stretches, as those between borders that are left out.
    """
    beads = partition(sample.gold, len(sample.source.segments), len(sample.target.segments))
    sizes = np.array([(len(source), len(target)) for source, target in beads])
    nodes = np.concatenate([[[0, 0]], np.cumsum(sizes, axis=0)])
    kept = np.flatnonzero(band.contains(*nodes.T))
    one = np.diff(kept) == 1
    sizes = np.diff(nodes[kept], axis=0)
    known = np.array([tuple(size) in KINDS for size in sizes.tolist()], np.bool_)
    least, most = sizes.min(axis=1), sizes.max(axis=1)
    return Borders(nodes[kept], one & known & sample.exact, one & (least > 0) & (most <= _LONGEST * least))
