"""Documents put together from the pieces of text that a file holds between its markup."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from align.lang import find_language
from align.model import Document, Element, Notation, Origin, Role, Span, Stretch
from align.readers.addresses import find_addresses, merge_spans

_SPACE = re.compile(r"[ \t\n\r\f]+")
_EDGES = " \t\n\r\f"
BETWEEN = "\n"
"""What stands between two blocks of the text that is put together."""


class LinePlaces:
    """The lines and columns of the offsets of a decoded file; LF, CR LF and CR end a line."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in re.finditer(r"\r\n|\n|\r", text))]

    def locate(self, offset: int) -> tuple[int, int]:
        """Return line and column, counted from 1."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def collapse(text: str, start: int, notation: Notation, part: str = "") -> Iterator[tuple[str, Origin]]:
    """Split a text that stands at an offset of its part where white space is collapsed: each run becomes one space."""
    position = 0
    for match in _SPACE.finditer(text):
        if match.group() != " ":
            if match.start() > position:
                yield text[position : match.start()], Origin(start + position, start + match.start(), part, notation)
            yield " ", Origin(start + match.start(), start + match.end(), part, notation)
            position = match.end()
    if position < len(text):
        yield text[position:], Origin(start + position, start + len(text), part, notation)


class Assembly:
    """Puts a document together: pieces of text, one after another, and where a block ends.

    `places` gives lines and columns of the file; without it, as in an archive, places are units and columns in them.
    White space at the edges of a block is left out, and so is a block that holds nothing else.
    """

    def __init__(self, places: LinePlaces | None = None) -> None:
        self._places = places
        self._parts: list[str] = []
        self._size = 0
        self._stretches: list[Stretch] = []
        self._masked: list[Span] = []
        self._blocks: list[Span] = []
        self._elements: list[Element] = []
        self._open: list[tuple[str, Origin | None, bool]] = []

    def add(self, text: str, origin: Origin | None, *, masked: bool = False) -> None:
        """Add a piece to the open block; `masked`: no rule may fire in it."""
        if text:
            self._open.append((text, origin, masked))

    def add_collapsed(self, text: str, start: int, notation: Notation, part: str = "", *, masked: bool = False) -> None:
        """Add a text that stands at an offset of its part, with each run of white space as one space."""
        for piece, origin in collapse(text, start, notation, part):
            if piece != " " or not self._ends_in_space():
                self.add(piece, origin, masked=masked)

    def _ends_in_space(self) -> bool:
        return not self._open or self._open[-1][0].endswith(" ")

    def close_block(
        self, role: Role = Role.PARAGRAPH, *, level: int = 0, row: int = 0, column: int = 0, unit: str | None = None
    ) -> Span | None:
        """End the open block; return where it stands in the text, None where it held nothing."""
        pieces, self._open = list(_trim(self._open)), []
        if not pieces:
            return None
        if self._parts:
            self._parts.append(BETWEEN)
            self._size += len(BETWEEN)
        start = self._size
        for text, origin, masked in pieces:
            self._append(text, origin, masked, start, unit)
        span = Span(start, self._size)
        self._blocks.append(span)
        self._elements.append(Element(span, role, level, row, column))
        return span

    def add_element(self, role: Role) -> None:
        """Say that something without prose (code, a rule) stands between two blocks."""
        self._elements.append(Element(Span(self._size, self._size), role))

    def _append(self, text: str, origin: Origin | None, masked: bool, block: int, unit: str | None) -> None:
        for piece, place in _split_lines(text, origin):
            span = Span(self._size, self._size + len(piece))
            line, column = (None, span.start - block + 1)
            if self._places and place:
                line, column = self._places.locate(place.start)
            elif self._places and self._stretches:
                line, column = self._stretches[-1].line, self._stretches[-1].column
            self._stretches.append(Stretch(span, line, column, unit, place))
            if masked:
                self._masked.append(span)
            self._parts.append(piece)
            self._size = span.end

    def build(self, path: str, language: str) -> Document:
        """Return the document; no block may be open."""
        text = "".join(self._parts)
        stretches = tuple(self._stretches) or (Stretch(Span(0, 0), 1 if self._places else None),)
        return Document(
            path,
            language,
            text,
            partial(_return_blocks, tuple(self._blocks)),
            find_language(language).split,
            tuple(merge_spans([*self._masked, *find_addresses(text)])),
            stretches,
            tuple(self._elements),
        )


def _return_blocks(blocks: Sequence[Span], _text: str) -> Iterable[Span]:
    return blocks


def _trim(pieces: Sequence[tuple[str, Origin | None, bool]]) -> Iterator[tuple[str, Origin | None, bool]]:
    """The pieces without the white space at both edges."""
    first, last = 0, len(pieces)
    while first < last and not pieces[first][0].strip(_EDGES):
        first += 1
    while last > first and not pieces[last - 1][0].strip(_EDGES):
        last -= 1
    for index in range(first, last):
        text, origin, masked = pieces[index]
        left = len(text) - len(text.lstrip(_EDGES)) if index == first else 0
        right = len(text.rstrip(_EDGES)) if index == last - 1 else len(text)
        yield text[left:right], _cut(origin, text, left, right), masked


def _cut(origin: Origin | None, text: str, left: int, right: int) -> Origin | None:
    """The origin of a part of a text; the whole of it where its characters are not those of the text."""
    if origin is None or origin.end - origin.start != len(text):
        return origin
    return origin._replace(start=origin.start + left, end=origin.start + right)


def _split_lines(text: str, origin: Origin | None) -> Iterator[tuple[str, Origin | None]]:
    """A text in lines, their ends with them, so that each stretch stands on one line of the file."""
    if "\n" not in text or origin is None or origin.end - origin.start != len(text):
        yield text, origin
        return
    position = 0
    for piece in text.splitlines(keepends=True) if "\r" not in text else re.split(r"(?<=\n)|(?<=\r)(?!\n)", text):
        yield piece, _cut(origin, text, position, position + len(piece))
        position += len(piece)
