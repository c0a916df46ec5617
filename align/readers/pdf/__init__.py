"""PDF: the text that its pages show, as far as that can be known. Needs the extra `pdf`.

A page is characters at places. What are words, lines, paragraphs, and headers that are on one page after another is
worked out from these, so the text is approximate; it can be read only. A place is a page and a line on it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from align.errors import ReadError
from align.model import Document, Element, Role, Span, Stretch
from align.readers import ReadOptions
from align.readers.assembly import BETWEEN
from align.readers.building import build_document
from align.readers.pdf.lines import Line
from align.readers.pdf.pages import Pages, read_pages
from align.readers.pdf.paragraphs import Joiner, find_mark, find_paragraphs, measure_body, split_notes
from align.readers.pdf.running import split_running

_APPROXIMATE = "The text of PDF files is approximate"
_NO_TEXT = "holds no text, only pictures; recognise its text first (OCR)"
_UNREADABLE = (
    "its fonts do not name their characters; make the PDF again from the document, or recognise its text (OCR)"
)
_MOST_UNREADABLE = 0.1
_LISTED = 5
_HEADING = 1.15
"""How many times higher than those of the text the letters of a heading are."""
_LETTER = re.compile(r"\w")


def read(path: str, data: bytes, options: ReadOptions) -> Iterator[Document]:
    """Yield the one document of a file. Raises ReadError where it is encrypted, damaged, too large or holds no text."""
    pages = read_pages(data)
    _check(pages)
    rest, running = split_running(pages.lines, pages.number)
    builder = _Builder(Joiner(rest, options.target_language))
    size = measure_body(rest)
    body, notes = split_notes(rest, size)
    for paragraph in find_paragraphs(body):
        is_heading = paragraph[0].size > _HEADING * size
        builder.add(paragraph, Role.HEADING if is_heading else Role.PARAGRAPH)
    for paragraph in find_paragraphs(notes):
        builder.add(paragraph, Role.FOOTNOTE)
    for line in running:
        builder.add([line], Role.PARAGRAPH)
    yield builder.build(path, options.target_language, (_APPROXIMATE, *_describe_gaps(path, pages)))


def _check(pages: Pages) -> None:
    """See that there is a text that can be read. Raises ReadError."""
    if not any(_LETTER.search(line.text) for line in pages.lines):
        raise ReadError(_UNREADABLE if pages.unreadable else _NO_TEXT)
    if pages.unreadable > _MOST_UNREADABLE * sum(len(line.text) for line in pages.lines):
        raise ReadError(_UNREADABLE)


def _describe_gaps(path: str, pages: Pages) -> Iterator[str]:
    """Yield what of a file could not be read."""
    if pages.pictures:
        listed = ", ".join(map(str, pages.pictures[:_LISTED])) + ", …" * (len(pages.pictures) > _LISTED)
        yield f"{path}: pages that show pictures and no text: {listed}"
    if pages.unreadable:
        yield f"{path}: characters that their fonts do not name: {pages.unreadable:,}"


@dataclass
class _Builder:
    """Puts the document together, paragraph by paragraph."""

    joiner: Joiner
    size: int = 0
    texts: list[str] = field(default_factory=list)
    stretches: list[Stretch] = field(default_factory=list)
    masked: list[Span] = field(default_factory=list)
    elements: list[Element] = field(default_factory=list)

    def add(self, lines: Sequence[Line], role: Role) -> None:
        """Add a paragraph."""
        if self.texts:
            self._write(BETWEEN)
        start, mark = self.size, find_mark(lines[0].text)
        for line, following in pairwise((*lines, None)):
            assert line is not None
            self._add_line(line, following, len(mark) if line is lines[0] else 0)
        role = Role.ITEM if mark else role
        self.elements.append(Element(Span(start, self.size), role, int(role in (Role.HEADING, Role.ITEM))))

    def _add_line(self, line: Line, following: Line | None, cut: int) -> None:
        start, text = self.size, line.text[cut:]
        self.masked += (Span(start + first - cut, start + last - cut) for first, last in line.masked if first >= cut)
        if following is not None:
            text = text[:-1] if self.joiner.drops_hyphen(line, following) else text
            text += self.joiner.find_space(line, following)
        self._write(text)
        place = f"page {line.page}, line {line.number}"
        self.stretches.append(Stretch(Span(start, self.size), None, cut + 1, place))

    def _write(self, text: str) -> None:
        self.texts.append(text)
        self.size += len(text)

    def build(self, path: str, language: str, notes: tuple[str, ...]) -> Document:
        """Return the document."""
        text = "".join(self.texts)
        blocks = [element.span for element in self.elements]
        document = build_document(
            path, language, text, blocks, masked=self.masked, stretches=tuple(self.stretches), elements=self.elements
        )
        return replace(document, notes=notes)
