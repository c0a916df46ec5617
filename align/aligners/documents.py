"""Two documents -> their alignment."""

from bisect import bisect_right
from dataclasses import dataclass

from align.aligners import align
from align.aligners.side import Side
from align.model import Alignment, Document, on_one_line


@dataclass(frozen=True, slots=True)
class Method:
    """How to align: names as in `align.aligners.ALIGNERS` and `align.encoders.ENCODERS`; and whether to ask which
    segments stand alone.
    """

    aligner: str = "semantic"
    encoder: str = "embedded"
    alone: bool = True


def align_documents(source: Document, target: Document, method: Method = Method()) -> Alignment:
    """Align a translation with its source. Raises EncoderUnavailableError."""
    beads = align(_side(source), _side(target), method.aligner, method.encoder, alone=method.alone)
    return Alignment(source, target, beads)


def _side(document: Document) -> Side:
    starts = [block.start for block in document.blocks]
    paragraphs = tuple(bisect_right(starts, segment.start) - 1 for segment in document.segments)
    texts = tuple(on_one_line(segment.text) for segment in document.segments)
    return Side(document.language, texts, paragraphs)
