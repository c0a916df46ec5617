"""JSON Lines: one bead a line, as an object with its indices, texts and confidence."""

from collections.abc import Iterator

from align.model import Alignment
from align.report.json_document import dump


def write(alignment: Alignment) -> Iterator[str]:
    """Yield a line a bead: the indices of its segments, counted from 0, their texts, and the confidence in hundredths.

    A segment of several lines is written on one (see `align.model.on_one_line`).
    """
    for bead in alignment.beads:
        value = {
            "source": bead.source,
            "target": bead.target,
            "source_text": alignment.source_text(bead),
            "target_text": alignment.target_text(bead),
            "confidence": round(bead.confidence, 2),
        }
        yield dump(value) + "\n"
