"""Documents out of what a reader has found: addresses in the text are masked too."""

from collections.abc import Iterable, Sequence

from align.lang import find_language
from align.model import Code, Document, Element, Span, Stretch, keep_blocks, merge_spans
from align.readers.addresses import find_addresses


def build_document(
    path: str,
    language: str,
    text: str,
    blocks: Iterable[Span],
    *,
    masked: Iterable[Span] = (),
    stretches: Sequence[Stretch] | None = None,
    elements: Iterable[Element] = (),
    codes: Iterable[Code] = (),
) -> Document:
    """Return a document of these blocks (see `Document`); `masked` may overlap and be in any order."""
    return Document(
        path,
        language,
        text,
        keep_blocks(blocks),
        find_language(language).split,
        tuple(merge_spans([*masked, *find_addresses(text)])),
        stretches,
        tuple(elements),
        tuple(codes),
    )
