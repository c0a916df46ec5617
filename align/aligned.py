"""Two documents -> their alignment."""

from bisect import bisect_right
from dataclasses import dataclass, replace

from align.aligners import align
from align.aligners.side import Side
from align.layout import Beside
from align.model import Alignment, Document, on_one_line


@dataclass(frozen=True, slots=True)
class Method:
    """How to align: names as in `align.aligners.ALIGNERS` and `align.encoders.ENCODERS`."""

    aligner: str = "semantic"
    encoder: str = "embedded"


def align_documents(source: Document, target: Document, method: Method = Method()) -> Alignment:
    """The alignment of a translation with its source; its target knows the source text of each offset.

    Raises EncoderUnavailableError.
    """
    beads = align(_side(source), _side(target), method.aligner, method.encoder)
    layout = Beside(target.layout, Alignment(source, target, beads).source_at)
    return Alignment(source, replace(target, layout=layout), beads)


def _side(document: Document) -> Side:
    starts = [block.start for block in document.blocks]
    paragraphs = tuple(bisect_right(starts, segment.start) - 1 for segment in document.segments)
    texts = tuple(on_one_line(segment.text) for segment in document.segments)
    return Side(document.language, texts, paragraphs)
