"""The linewise aligner: segment i with segment i, for texts that are aligned already, one line a segment."""

from align.aligners.side import Side
from align.model import Bead


def align(source: Side, target: Side) -> tuple[Bead, ...]:
    """Pair the segments by their index; those that one side has more stand alone at the end."""
    first, second = len(source.segments), len(target.segments)
    pairs = tuple(Bead((index,), (index,)) for index in range(min(first, second)))
    omitted = tuple(Bead((index,), ()) for index in range(second, first))
    return pairs + omitted + tuple(Bead((), (index,)) for index in range(first, second))
