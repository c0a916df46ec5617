"""Two documents -> their alignment."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from align.aligners import align
from align.aligners.side import Part, Side
from align.model import Alignment, Bead, Document, Element, Role, Span, on_one_line

_TABLE = (Role.HEADER, Role.CELL)
_BETWEEN = (Role.CODE, Role.RULE)
_LABELS = (Role.HEADING, *_TABLE, Role.CAPTION, Role.CUE)
_ATOMS = (*_LABELS, Role.ITEM, Role.FOOTNOTE)
"""What a translator hardly ever splits or joins."""


@dataclass(frozen=True, slots=True)
class Method:
    """How to align: names as in `align.aligners.ALIGNERS` and `align.encoders.ENCODERS`; and whether to ask which
    segments are alone.
    """

    aligner: str = "semantic"
    encoder: str = "embedded"
    alone: bool = True


def align_documents(
    source: Document, target: Document, method: Method = Method(), fixed: Sequence[Bead] = ()
) -> Alignment:
    """Align a translation with its source; `fixed` beads stay as they are. Raises EncoderUnavailableError."""
    beads = align(_side(source), _side(target), method.aligner, method.encoder, alone=method.alone, fixed=fixed)
    return Alignment(source, target, beads)


def _side(document: Document) -> Side:
    starts = document.block_starts
    paragraphs = tuple(bisect_right(starts, segment.start) - 1 for segment in document.segments)
    texts = tuple(on_one_line(segment.text) for segment in document.segments)
    return Side(document.language, texts, paragraphs, tuple(_list_parts(document)))


def _list_parts(document: Document) -> Iterator[Part]:
    """Yield the parts of a text whose format names them; the cells of a row are one part."""
    starts = [segment.start for segment in document.segments] if document.elements else []
    for (role, level, _), group in groupby(document.elements, _tell_part):
        for members in [list(group)] if role in _TABLE else [[element] for element in group]:
            bounds = [bisect_left(starts, element.span.start) for element in members]
            end = bounds[0] if role in _BETWEEN else bisect_left(starts, members[-1].span.end)
            keys = tuple(key for element in members for key in _list_keys(document, element))
            columns = [element.column for element in members]
            kind = f"{role} {members[0].key}{columns if role in _TABLE else level}"
            yield Part(kind, keys, (*bounds, end), level if role is Role.HEADING else 0, role in _LABELS)


def _tell_part(element: Element) -> tuple[Role, int, int]:
    return element.role, element.level, element.row


def _list_keys(document: Document, element: Element) -> Iterator[str]:
    """Yield the text of an element, and what is masked in it, where a translator cannot have split that off."""
    if element.role is Role.CUE:
        yield element.key
        return
    text = " ".join(document.text[element.span.start : element.span.end].split())
    yield f"{element.column}={text}"
    if element.role in _ATOMS and (masked := _find_masked(document, element.span)):
        yield f"{element.column}~{masked}"


def _find_masked(document: Document, span: Span) -> str:
    """Return what is masked in a span: code, addresses, placeholders."""
    first = bisect_left(document.masked, span.start, key=lambda masked: masked.end)
    last = bisect_left(document.masked, span.end, key=lambda masked: masked.start)
    pieces = (document.text[max(start, span.start) : min(end, span.end)] for start, end in document.masked[first:last])
    return " ".join(" ".join(pieces).split())
