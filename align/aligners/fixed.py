"""Beads that a person has fixed: an aligner leaves them as they are, and finds the others round them.

The segments of a fixed bead are one segment to the aligner, so that a bead of any size is a pair of two. A segment that
has no counterpart stays one of its own.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from align.aligners.side import Part, Side
from align.model import Bead, on_one_line

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from align.aligners.band import Band
    from align.aligners.lattice import Kind

    Integers = NDArray[np.int64]
    Costs = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Fixed:
    """What is fixed: pairs of a source and a target segment, ascending on both sides, and segments that are alone."""

    pairs: tuple[tuple[int, int], ...] = ()
    rows: tuple[int, ...] = ()
    columns: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.pairs or self.rows or self.columns)

    def swap(self) -> Fixed:
        """Return the same with the sides swapped."""
        return Fixed(tuple((column, row) for row, column in self.pairs), self.columns, self.rows)

    def forbid_others(self, band: Band, kinds: Sequence[Kind], costs: Costs) -> None:
        """Forbid the beads that hold a fixed segment, but for the fixed ones; arguments as of `find_best_path`."""
        import numpy as np

        from align.aligners.lattice import FORBIDDEN

        if not self:
            return
        rows, columns = band.nodes
        sides = self._mark(int(rows[-1]), int(columns[-1]))
        behind = [np.concatenate([[0], np.cumsum(side != 0)]) for side in sides]
        for index, (m, n) in enumerate(kinds):
            top, left = np.maximum(rows - m, 0), np.maximum(columns - n, 0)
            others = (behind[0][rows] > behind[0][top]) | (behind[1][columns] > behind[1][left])
            if (m, n) in _FIXED_KINDS:
                others &= ~self._is_fixed((m, n), top, left, sides)
            costs[index, : band.size][others] = FORBIDDEN

    def _mark(self, rows: int, columns: int) -> tuple[Integers, Integers]:
        """For each segment of both sides: the number of its pair, from 1; -1 where it is alone, 0 if not fixed."""
        import numpy as np

        source, target = np.zeros(rows, np.int64), np.zeros(columns, np.int64)
        for number, (row, column) in enumerate(self.pairs, 1):
            source[row] = target[column] = number
        source[list(self.rows)] = target[list(self.columns)] = -1
        return source, target

    def _is_fixed(
        self, kind: Kind, top: Integers, left: Integers, sides: tuple[Integers, Integers]
    ) -> NDArray[np.bool_]:
        """Return which beads of a kind, by where they begin, are fixed themselves."""
        import numpy as np

        source, target = (
            side[np.minimum(places, len(side) - 1)] if len(side) else np.zeros(len(places), np.int64)
            for side, places in zip(sides, (top, left), strict=True)
        )
        alone = (source if kind == (1, 0) else target) == -1
        fixed: NDArray[np.bool_] = (source > 0) & (source == target) if kind == (1, 1) else alone
        return fixed


NOTHING = Fixed()
"""Nothing is fixed."""

_FIXED_KINDS = ((1, 1), (1, 0), (0, 1))


class Joined:
    """Two sides on which the segments of each fixed bead with text on both sides are one; no bead crosses another."""

    def __init__(self, source: Side, target: Side, beads: Iterable[Bead]) -> None:
        beads = sorted(beads, key=lambda bead: (bead.source, bead.target))
        whole = [bead for bead in beads if bead.source and bead.target]
        self._units = tuple(
            list(_list_units(len(side.segments), sorted(runs)))
            for side, runs in ((source, [one.source for one in whole]), (target, [one.target for one in whole]))
        )
        self.sides = tuple(_join(side, units) for side, units in zip((source, target), self._units, strict=True))
        self.fixed = Fixed(
            tuple((self._find(0, one.source[0]), self._find(1, one.target[0])) for one in whole),
            tuple(self._find(0, index) for one in beads if not one.target for index in one.source),
            tuple(sorted(self._find(1, index) for one in beads if not one.source for index in one.target)),
        )

        self._rows = {(row,) for row, _ in self.fixed.pairs} | {(row,) for row in self.fixed.rows}
        self._columns = {(column,) for column in self.fixed.columns}

    def _find(self, side: int, index: int) -> int:
        """Return the unit of a side that begins with a segment."""
        return bisect_left(self._units[side], index, key=lambda unit: unit.start)

    def split(self, beads: Iterable[Bead]) -> tuple[Bead, ...]:
        """Beads of the joined sides as beads of the sides as they were."""
        return tuple(map(self._split, beads))

    def _split(self, bead: Bead) -> Bead:
        source, target = (
            tuple(chain.from_iterable(self._units[side][index] for index in indices))
            for side, indices in enumerate((bead.source, bead.target))
        )
        count = len(source) + len(target)
        alone = bead.alone if len(bead.alone) in (0, count) else (0.0,) * count
        is_fixed = bead.source[:1] in self._rows or (not bead.source and bead.target[:1] in self._columns)
        return Bead(source, target, 1.0 if is_fixed else bead.confidence, alone)


def _list_units(count: int, runs: Sequence[tuple[int, ...]]) -> Iterator[range]:
    """Yield the segments of a side, each alone but for those of the runs, which ascend."""
    position = 0
    for run in (*runs, (count,)):
        yield from (range(index, index + 1) for index in range(position, run[0]))
        position = run[-1] + 1
        if run[0] < count:
            yield range(run[0], position)


def _join(side: Side, units: Sequence[range]) -> Side:
    starts = [unit.start for unit in units]
    texts = tuple(on_one_line("\n".join(side.segments[unit.start : unit.stop])) for unit in units)
    paragraphs = tuple(side.paragraphs[start] for start in starts) if side.paragraphs else ()
    parts = tuple(_move(part, starts) for part in side.parts)
    return Side(side.language, texts, paragraphs, parts)


def _move(part: Part, starts: Sequence[int]) -> Part:
    """Return a part with its bounds among joined segments: one inside a joined segment lies after it."""
    return part._replace(bounds=tuple(bisect_left(starts, bound) for bound in part.bounds))
