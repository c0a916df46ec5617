"""The linewise aligner: segment i with segment i, for texts that are aligned already, one line a segment."""

from collections.abc import Iterator, Set

from align.aligners.fixed import NOTHING, Fixed
from align.aligners.side import Side
from align.model import Bead


def align(source: Side, target: Side, *, fixed: Fixed = NOTHING) -> tuple[Bead, ...]:
    """Pair the segments by their index, from the start and from each fixed pair on.

    Those that one side has more up to the next fixed pair are alone before it, or at the end.
    """
    alone, beads, row, column = (set(fixed.rows), set(fixed.columns)), list[Bead](), 0, 0
    for next_row, next_column in (*fixed.pairs, (len(source.segments), len(target.segments))):
        beads.extend(_pair(range(row, next_row), range(column, next_column), *alone))
        beads.append(Bead((next_row,), (next_column,)))
        row, column = next_row + 1, next_column + 1
    return tuple(beads[:-1])


def _pair(rows: range, columns: range, alone: Set[int], alone_too: Set[int]) -> Iterator[Bead]:
    """Yield the segments of two stretches one by one, but for those that are alone."""
    row, column = rows.start, columns.start
    while row < rows.stop or column < columns.stop:
        if row < rows.stop and (row in alone or column >= columns.stop):
            yield Bead((row,), ())
            row += 1
        elif column < columns.stop and (column in alone_too or row >= rows.stop):
            yield Bead((), (column,))
            column += 1
        else:
            yield Bead((row,), (column,))
            row, column = row + 1, column + 1
