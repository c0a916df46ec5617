"""Documents put together from the pieces of text that a file holds between its markup."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from align.errors import ReadError
from align.model import Document, Element, Notation, Origin, Role, Span, Stretch
from align.readers.building import build_document
from align.readers.pieces import Piece, cut_piece, split_into_lines, trim_pieces
from align.readers.xml.events import Text

_SPACE = re.compile(r"[ \t\n\r\f]+")
_NOWHERE = Span(0, 0)
_MARKUP = frozenset({Notation.XML, Notation.CDATA, Notation.XML_ATTRIBUTE})
MOST_STRETCHES = 400_000
"""Pieces of text above which a document is not read: each takes some hundred bytes."""
BETWEEN = "\n"
"""What is between two blocks of the text that is put together."""


class LinePlaces:
    """The lines and columns of the offsets of a decoded file; LF, CR LF and CR end a line."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in re.finditer(r"\r\n|\n|\r", text))]

    def locate(self, offset: int) -> tuple[int, int]:
        """Return line and column, counted from 1."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def collapse(text: str, start: int, notation: Notation, part: str = "") -> Iterator[tuple[str, Origin]]:
    """Split a text that is at an offset of its part where white space is collapsed: each run becomes one space."""
    position = 0
    for match in _SPACE.finditer(text):
        if match.group() != " ":
            if match.start() > position:
                yield text[position : match.start()], Origin(start + position, start + match.start(), part, notation)
            yield " ", Origin(start + match.start(), start + match.end(), part, notation)
            position = match.end()
    if position < len(text):
        yield text[position:], Origin(start + position, start + len(text), part, notation)


class _Block(NamedTuple):
    """A block that is complete: what it is made of, what it is, the unit that it is in, and whether it is between two
    blocks of prose.
    """

    pieces: tuple[Piece, ...]
    element: Element
    unit: str | None
    is_between: bool = False


class Assembly:
    """Puts a document together: pieces of text, one after another, and where a block ends.

    `places` gives lines and columns of the file; without it, as in an archive, places are units and columns in them.
    White space at the edges of a block is left out, and so is a block that holds nothing else; `is_blank` says whether
    the open one does not yet.
    """

    def __init__(self, places: LinePlaces | None = None) -> None:
        self.is_blank = True
        self._places = places
        self._parts: list[str] = []
        self._size = 0
        self._stretches: list[Stretch] = []
        self._masked: list[Span] = []
        self._blocks: list[Span] = []
        self._elements: list[Element] = []
        self._open: list[Piece] = []
        self._around: list[tuple[list[Piece], bool]] = []
        self._held: list[_Block] = []
        self._unit, self._unit_start = "", 0

    def add(self, text: str, origin: Origin | None, *, masked: bool = False) -> None:
        """Add a piece to the open block; `masked`: no rule may fire in it."""
        if text:
            self._open.append(Piece(text, origin, masked))
            self.is_blank = self.is_blank and not text.strip()

    def add_collapsed(self, text: str, start: int, notation: Notation, part: str = "", *, masked: bool = False) -> None:
        """Add a text that is at an offset of its part, with each run of white space as one space.

        White space after other white space is not shown; an empty piece says where it is.
        """
        for shown, origin in collapse(text, start, notation, part):
            piece = Piece(shown, origin, masked)
            if shown.startswith(" ") and self._ends_in_space():
                self._hide(cut_piece(piece, 0, 1))
                piece = cut_piece(piece, 1, len(shown))
            self.add(piece.text, piece.origin, masked=masked)

    def add_characters(self, text: Text, part: str = "", *, masked: bool = False) -> None:
        """Add characters of markup, as `add_collapsed` does; what an entity means stays as it is."""
        if len(text.text) == text.span.end - text.span.start:
            self.add_collapsed(text.text, text.span.start, text.notation, part, masked=masked)
        else:
            self.add(text.text, Origin(*text.span, part, text.notation), masked=masked)

    def _hide(self, space: Piece) -> None:
        """Note white space that is not shown, between markup; elsewhere it may end a command."""
        if self._open and space.origin and space.origin.notation in _MARKUP:
            self._open.append(Piece("", space.origin))

    def _ends_in_space(self) -> bool:
        last = self._open[-1].text if self._open else ""
        return not last or last.endswith((" ", "\n"))

    def open_aside(self) -> None:
        """Begin what is inside the open block and is none of its text, as a box of text: blocks that follow it."""
        self._around.append((self._open, self.is_blank))
        self._open, self.is_blank = [], True

    def close_aside(self) -> None:
        """Go on with the block around; no block inside may be open."""
        self._open, self.is_blank = self._around.pop()

    def close_block(
        self, role: Role = Role.PARAGRAPH, *, level: int = 0, row: int = 0, column: int = 0, unit: str | None = None
    ) -> None:
        """End the open block. Blocks one after another in one unit share its columns."""
        self._close(Element(_NOWHERE, role, level, row, column), unit)

    def close_between(self, role: Role, key: str = "") -> None:
        """End what is open, which is none of the prose: code, or the line of a directive, by its `key`."""
        self._close(Element(_NOWHERE, role, key=key), None, is_between=True)

    def _close(self, element: Element, unit: str | None, *, is_between: bool = False) -> None:
        pieces = () if self.is_blank else tuple(trim_pieces(self._open))
        self._open, self.is_blank = [], True
        self._held.append(_Block(pieces, element, unit, is_between))
        if not self._around:
            held, self._held = self._held, []
            for block in (held[-1], *held[:-1]):
                self._write(block)

    def _write(self, block: "_Block") -> None:
        if not block.pieces:
            return
        if self._parts:
            self._parts.append(BETWEEN)
            self._size += len(BETWEEN)
        start = self._size
        if block.unit is None or block.unit != self._unit:
            self._unit, self._unit_start = block.unit or "", start
        for piece in block.pieces:
            self._append(piece, block.unit)
        span = Span(start, self._size)
        if not block.is_between:
            self._blocks.append(span)
        self._elements.append(block.element._replace(span=span))

    def add_element(self, role: Role) -> None:
        """Say that something without prose (code, a rule) is between two blocks."""
        self._elements.append(Element(Span(self._size, self._size), role))

    def _append(self, piece: Piece, unit: str | None) -> None:
        for text, place, masked in split_into_lines(piece):
            span = Span(self._size, self._size + len(text))
            line, column = (None, span.start - self._unit_start + 1)
            if self._places and place:
                line, column = self._places.locate(place.start)
            elif self._places and self._stretches:
                line, column = self._stretches[-1].line, self._stretches[-1].column
            if len(self._stretches) == MOST_STRETCHES:
                raise ReadError(f"holds more than {MOST_STRETCHES:,} pieces of text; split the file")
            self._stretches.append(Stretch(span, line, column, unit, place))
            if masked:
                self._masked.append(span)
            self._parts.append(text)
            self._size = span.end

    def build(self, path: str, language: str) -> Document:
        """Return the document; no block may be open."""
        text = "".join(self._parts)
        stretches = tuple(self._stretches) or (Stretch(Span(0, 0), 1 if self._places else None),)
        masked, elements = self._masked, self._elements
        return build_document(path, language, text, self._blocks, masked=masked, stretches=stretches, elements=elements)
