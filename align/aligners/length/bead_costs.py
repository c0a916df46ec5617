"""The cost of a bead: how badly the lengths, the punctuation, the paragraphs and the anchors of its two sides agree.

Each part is the log of how much more likely the two sides are together than each by itself (Moore 2002, "Fast and
accurate sentence alignment of bilingual corpora"). The difference of the lengths has a variance that grows with the
length (Gale and Church 1993, "A program for aligning sentences in bilingual corpora"); it is a t variate here, since
translations are now and then free.
"""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.aligners.band import Band
from align.aligners.lattice import FORBIDDEN, Kind
from align.aligners.length.anchor_discount import discount_anchors
from align.aligners.length.blocks import GROUPS, LEVELS, Blocks, build_blocks
from align.aligners.length.likelihood_ratios import add_tables, compare_counts, compare_events
from align.aligners.length.measurements import Measurements
from align.aligners.length.parameters import KINDS, Parameters

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.int64]
    Floats = NDArray[np.float64]

_FREEDOM = 10
"""The degrees of freedom of the t distribution of differences of length."""
_T_CONSTANT = math.lgamma((_FREEDOM + 1) / 2) - math.lgamma(_FREEDOM / 2) - math.log(_FREEDOM * math.pi) / 2
_BATCH = 1 << 16
"""Nodes whose costs are computed at once."""


def compute_costs(
    parameters: Parameters, source: Measurements, target: Measurements, classes: "Integers", band: Band
) -> "NDArray[np.int32]":
    """Return the costs of all beads of `KINDS` in a band, as `lattice.find_best_path` takes them."""
    import numpy as np

    costs = np.full((len(KINDS), band.size + 1), FORBIDDEN, np.int32)
    scorer = _make_scorer(parameters, source, target)
    firsts = np.unique(np.searchsorted(band.start, np.arange(0, band.size, _BATCH), "right") - 1).tolist()
    for first, last in zip(firsts, [*firsts[1:], len(band.low)], strict=True):
        rows, columns = band.list_nodes(first, last)
        for index, (kind, prior) in enumerate(zip(KINDS, parameters.priors.tolist(), strict=True)):
            cost = -1000 * (math.log(prior) + scorer.score(kind, rows, columns))
            inside = band.contains(rows - kind[0], columns - kind[1])
            costs[index, band.start[first] : band.start[last]] = np.where(inside, np.rint(cost), FORBIDDEN)
    discount_anchors(costs, parameters, source, target, classes, band)
    return costs


@dataclass(frozen=True, eq=False)
class _Scorer:
    """The log likelihood ratios of beads.

    `noise` is variance of the lengths that comes from runs of segments whose borders do not match. `tables` holds for
    each kind of bead the ratios of the marks, by group; `break_ratio` is that of a paragraph break on both sides.
    """

    source: Blocks
    target: Blocks
    variance: float
    noise: float
    tables: dict[Kind, list["Floats"]]
    break_ratio: float

    def score(self, kind: Kind, rows: "Integers", columns: "Integers") -> "Floats | float":
        """Return the log likelihood ratio of the beads of a kind that end at these nodes; 0 where a side is empty."""
        if not all(kind):
            return 0.0
        lengths, marks = self._score_lengths(kind, rows, columns), self._score_marks(kind, rows, columns)
        return lengths + marks + self._score_breaks(kind, rows, columns)

    def _score_lengths(self, kind: Kind, rows: "Integers", columns: "Integers") -> "Floats":
        import numpy as np

        first, second = self.source.lengths[kind[0]][rows], self.target.lengths[kind[1]][columns]
        variance = self.variance / 2 * (first + second) + self.noise
        apart = self.source.log_densities[kind[0]][rows] + self.target.log_densities[kind[1]][columns]
        joint = np.log1p((second - first) ** 2 / (_FREEDOM * variance)) * (_FREEDOM + 1) + np.log(variance)
        ratio: Floats = _T_CONSTANT - (joint + apart) / 2
        return ratio

    def _score_marks(self, kind: Kind, rows: "Integers", columns: "Integers") -> "Floats | float":
        first, second = self.source.marks[kind[0]], self.target.marks[kind[1]]
        total: Floats | float = 0.0
        for group, table in enumerate(self.tables[kind]):
            if table.any():
                lines = first[:, group] * table.shape[1]
                total = total + table.ravel().take(lines[rows] + second[:, group][columns])
        return total

    def _score_breaks(self, kind: Kind, rows: "Integers", columns: "Integers") -> "Floats | float":
        """Half the ratio for each end of the bead at which there is a paragraph break on both sides."""
        import numpy as np

        first, second = self.source, self.target
        if first.opens is None or second.opens is None or first.closes is None or second.closes is None:
            return 0.0
        opening = first.opens[kind[0]][rows] & second.opens[kind[1]][columns]
        closing = first.closes[rows] & second.closes[columns]
        score: Floats = self.break_ratio / 2 * (opening.astype(np.float64) + closing)
        return score


def _make_scorer(parameters: Parameters, source: Measurements, target: Measurements) -> _Scorer:
    first = build_blocks(source, math.exp(parameters.ratio / 2))
    second = build_blocks(target, math.exp(-parameters.ratio / 2))
    noise = (first.mean_length**2 + second.mean_length**2) / 12 if source.run > 1 else 0.0
    tables = {kind: _make_tables(kind, first, second, parameters) for kind in KINDS if all(kind)}
    break_ratio = _compute_break_ratio(source, target, parameters)
    return _Scorer(first, second, parameters.variance, noise, tables, break_ratio)


def _make_tables(kind: Kind, source: Blocks, target: Blocks, parameters: Parameters) -> list["Floats"]:
    """Return the log likelihood ratios of the marks in a bead of a kind: a table for each group."""
    first = (source.mark_frequencies * kind[0]).tolist()
    second = (target.mark_frequencies * kind[1]).tolist()
    shared = parameters.marks.tolist()
    return [
        add_tables(compare_counts(first[mark], second[mark], shared[mark], LEVELS) for mark in group)
        for group in GROUPS
    ]


def _compute_break_ratio(source: Measurements, target: Measurements, parameters: Parameters) -> float:
    if source.breaks is None or target.breaks is None:
        return 0.0
    first, second = (float(breaks[1:-1].sum()) / max(len(breaks) - 2, 1) for breaks in (source.breaks, target.breaks))
    return compare_events(first, second, parameters.breaks)
