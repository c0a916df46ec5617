"""Two documents -> their alignment."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from align.aligners import align
from align.aligners.side import Side
from align.lang import language
from align.lang.addresses import urls
from align.model import Alignment, Bead, Document, Span, on_one_line
from align.model.layout import Beside, Unit, Units


@dataclass(frozen=True, slots=True)
class Method:
    """How to align: names as in `align.aligners.ALIGNERS` and `align.encoders.ENCODERS`; and whether to ask which
    segments stand alone.
    """

    aligner: str = "semantic"
    encoder: str = "embedded"
    alone: bool = True


def align_documents(source: Document, target: Document, method: Method = Method()) -> Alignment:
    """The alignment of a translation with its source; its target knows the source text of each offset.

    Raises EncoderUnavailableError.
    """
    beads = align(_side(source), _side(target), method.aligner, method.encoder, alone=method.alone)
    layout = Beside(target.layout, Alignment(source, target, beads).source_at)
    return Alignment(source, replace(target, layout=layout), beads)


def align_units(document: Document, source_language: str) -> Alignment | None:
    """The alignment that a document of pairs brings with it; None where no pair has both sides.

    A pair is one bead. What stands in a pair of one side has an unknown counterpart: a bead of confidence 0.
    """
    if not isinstance(document.layout, Units):
        return None
    units, ends = document.layout.units, accumulate(len(unit.source) + 1 for unit in document.layout.units)
    originals = [
        Unit(unit.id, unit.line, "", Span(end - len(unit.source) - 1, end - 1))
        for unit, end in zip(units, ends, strict=True)
    ]
    text = "\n".join(unit.source for unit in units)
    source = Document(
        document.path, source_language, text, Units(originals), language(source_language).split, tuple(urls(text))
    )
    sides = zip(_members(source, originals), _members(document, units), strict=True)
    beads = tuple(Bead(one, other, float(bool(one and other))) for one, other in sides if one or other)
    alignment = Alignment(source, document, beads)
    return alignment if alignment.related else None


def _members(document: Document, units: Sequence[Unit]) -> Iterator[tuple[int, ...]]:
    """The indices of the segments of each unit."""
    starts = [segment.start for segment in document.segments]
    for unit in units:
        yield tuple(range(bisect_left(starts, unit.span.start), bisect_left(starts, unit.span.end)))


def _side(document: Document) -> Side:
    starts = [block.start for block in document.blocks]
    paragraphs = tuple(bisect_right(starts, segment.start) - 1 for segment in document.segments)
    texts = tuple(on_one_line(segment.text) for segment in document.segments)
    return Side(document.language, texts, paragraphs)
