"""Headings, captions and the like, told by how they stand: a block of its own that ends without a stop."""

from collections.abc import Sequence

from align.model import Alignment, Document

_STOPS = ".!?。！？…:：;；,，"
_LONGEST = 50
_CLOSERS = "\"'”’」』)）]】 "


def is_heading(document: Document, segment: int) -> bool:
    """Whether a segment is a block of its own that ends without a stop: a heading, a caption, a name."""
    text = document.segments[segment].text.rstrip(_CLOSERS)
    return fills_block(document, segment) and bool(text) and text[-1] not in _STOPS


def fills_block(document: Document, segment: int) -> bool:
    block = document.block(document.segments[segment].start)
    around = (document.segments[index] for index in (segment - 1, segment + 1) if 0 <= index < len(document.segments))
    return not any(block.start <= other.start < block.end for other in around)


def is_rendered_heading(alignment: Alignment, segment: int) -> bool:
    """Whether a source segment is half of a headline whose other half is rendered: headlines are recast as one."""
    document = alignment.source
    start, end = document.block(document.segments[segment].start)
    text = document.text[start:end].rstrip(_CLOSERS + "\n*_")
    if end - start > _LONGEST or "\n" in text or text[-1:] in _STOPS:
        return False
    halves = (one for one in (segment - 1, segment + 1) if 0 <= one < len(document.segments))
    beads = (
        alignment.beads[alignment.find_bead_of_source(one)] for one in halves if _stands_in(document, one, start, end)
    )
    return any(bead.target for bead in beads)


def _stands_in(document: Document, segment: int, start: int, end: int) -> bool:
    return start <= document.segments[segment].start < end


def count_blocks(document: Document, segments: Sequence[int]) -> int:
    return len({document.block(document.segments[index].start) for index in segments})
