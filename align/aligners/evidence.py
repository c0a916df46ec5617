"""What a bead costs: how well the lengths, the punctuation, the paragraphs and the anchors of its two halves agree.

Each part is the log of how much likelier the two halves are together than each by itself (Moore 2002, "Fast and
accurate sentence alignment of bilingual corpora"). The difference of the lengths has a variance that grows with the
length (Gale and Church 1993, "A program for aligning sentences in bilingual corpora"); it is a t variate here, since
translations are now and then free.
"""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.aligners.agreement import counts, ends, together
from align.aligners.band import Band
from align.aligners.blocks import GROUPS, LEVELS, Blocks, blocks
from align.aligners.habits import KINDS, Habits
from align.aligners.lattice import FAR, Kind
from align.aligners.recurrence import discount
from align.aligners.traits import Traits

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.int64]
    Floats = NDArray[np.float64]

_FREEDOM = 10
_T = math.lgamma((_FREEDOM + 1) / 2) - math.lgamma(_FREEDOM / 2) - math.log(_FREEDOM * math.pi) / 2
_AT_ONCE = 1 << 16


def costs(habits: Habits, source: Traits, target: Traits, classes: "Integers", band: Band) -> "NDArray[np.int32]":
    """The costs of all beads of `KINDS` in a band, as `lattice.best_path` takes them."""
    import numpy as np

    table = np.full((len(KINDS), band.size + 1), FAR, np.int32)
    pieces = _evidence(habits, source, target)
    firsts = np.unique(np.searchsorted(band.start, np.arange(0, band.size, _AT_ONCE), "right") - 1).tolist()
    for first, last in zip(firsts, [*firsts[1:], len(band.low)], strict=True):
        rows, columns = band.nodes(first, last)
        for index, (kind, prior) in enumerate(zip(KINDS, habits.priors.tolist(), strict=True)):
            cost = -1000 * (math.log(prior) + pieces.of(kind, rows, columns))
            inside = band.holds(rows - kind[0], columns - kind[1])
            table[index, band.start[first] : band.start[last]] = np.where(inside, np.rint(cost), FAR)
    discount(table, habits, source, target, classes, band)
    return table


@dataclass(frozen=True, eq=False)
class _Evidence:
    """Both sides, and what was made ready of the habits. `noise` is the variance of lengths where runs do not meet."""

    source: Blocks
    target: Blocks
    variance: float
    noise: float
    tables: dict[Kind, list["Floats"]]
    reward: float

    def of(self, kind: Kind, rows: "Integers", columns: "Integers") -> "Floats | float":
        """The log likelihood ratio of the beads of a kind that end at these nodes; 0 where a side is empty."""
        if not all(kind):
            return 0.0
        return self._lengths(kind, rows, columns) + self._marks(kind, rows, columns) + self._ends(kind, rows, columns)

    def _lengths(self, kind: Kind, rows: "Integers", columns: "Integers") -> "Floats":
        import numpy as np

        first, second = self.source.length[kind[0]][rows], self.target.length[kind[1]][columns]
        variance = self.variance / 2 * (first + second) + self.noise
        apart = self.source.surprise[kind[0]][rows] + self.target.surprise[kind[1]][columns]
        joint = np.log1p((second - first) ** 2 / (_FREEDOM * variance)) * (_FREEDOM + 1) + np.log(variance)
        ratio: Floats = _T - (joint + apart) / 2
        return ratio

    def _marks(self, kind: Kind, rows: "Integers", columns: "Integers") -> "Floats | float":
        first, second = self.source.marks[kind[0]], self.target.marks[kind[1]]
        total: Floats | float = 0.0
        for group, table in enumerate(self.tables[kind]):
            if table.any():
                lines = first[:, group] * table.shape[1]
                total = total + table.ravel().take(lines[rows] + second[:, group][columns])
        return total

    def _ends(self, kind: Kind, rows: "Integers", columns: "Integers") -> "Floats | float":
        """Half the reward for each end of the bead at which a paragraph ends on both sides."""
        import numpy as np

        first, second = self.source, self.target
        if first.opens is None or second.opens is None or first.closes is None or second.closes is None:
            return 0.0
        opening = first.opens[kind[0]][rows] & second.opens[kind[1]][columns]
        closing = first.closes[rows] & second.closes[columns]
        worth: Floats = self.reward / 2 * (opening.astype(np.float64) + closing)
        return worth


def _evidence(habits: Habits, source: Traits, target: Traits) -> _Evidence:
    first = blocks(source, math.exp(habits.ratio / 2))
    second = blocks(target, math.exp(-habits.ratio / 2))
    noise = (first.mean**2 + second.mean**2) / 12 if source.run > 1 else 0.0
    tables = {kind: _tables(kind, first, second, habits) for kind in KINDS if all(kind)}
    return _Evidence(first, second, habits.variance, noise, tables, _reward(source, target, habits))


def _tables(kind: Kind, source: Blocks, target: Blocks, habits: Habits) -> list["Floats"]:
    """What the marks of each group say of a bead of a kind."""
    first, second, shared = (source.rates * kind[0]).tolist(), (target.rates * kind[1]).tolist(), habits.marks.tolist()
    return [together(counts(first[mark], second[mark], shared[mark], LEVELS) for mark in group) for group in GROUPS]


def _reward(source: Traits, target: Traits, habits: Habits) -> float:
    if source.breaks is None or target.breaks is None:
        return 0.0
    first, second = (float(breaks[1:-1].sum()) / max(len(breaks) - 2, 1) for breaks in (source.breaks, target.breaks))
    return ends(first, second, habits.ends)
