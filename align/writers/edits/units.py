"""What formats share whose text consists of units, each on a line of the file."""

from collections.abc import Iterable, Sequence
from itertools import accumulate

from align.model import Edit, Span
from align.writers.edits import EditError


def find_lines(text: str) -> list[Span]:
    """Return the lines of a file of units without their ends, LF or CR LF."""
    lines = text.split("\n")
    starts = accumulate((len(line) + 1 for line in lines), initial=0)
    return [Span(start, start + len(line.removesuffix("\r"))) for start, line in zip(starts, lines, strict=False)]


def shift_edits(edits: Iterable[Edit], offsets: Sequence[int]) -> tuple[Edit, ...]:
    """Return edits of a unit as edits of the file; `offsets` say where each character starts there, and where the last
    ends.

    Raises EditError where an edit reaches beyond the unit.
    """
    edits = tuple(edits)
    if any(edit.start < 0 or edit.end >= len(offsets) for edit in edits):
        raise EditError("the fix reaches into another pair: mend it by hand")
    return tuple(Edit(offsets[edit.start], offsets[edit.end], edit.text) for edit in edits)
