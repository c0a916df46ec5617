"""Bitexts put together unit by unit, from what a file of pairs holds for each side."""

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from align.analysis.placeholders import find_message_syntax
from align.model import Bitext, Code, Document, LeftOut, Origin, Span, Stretch, Unit
from align.readers import ReadOptions
from align.readers.assembly import BETWEEN, Assembly, LinePlaces

PLACEHOLDER = "\ufffc"
"""What stands in a text, masked, for an inline code that people see something in place of."""
_EDGES = " \t\n\r\f"


class Piece(NamedTuple):
    """Some characters of a segment and where the file has them; `masked`: no rule may fire in them."""

    text: str
    origin: Origin | None
    masked: bool = False


@dataclass(eq=False)
class Content:
    """One side of a unit: its pieces, and its codes, whose offsets count from the first piece.

    `start` is where the file has it, or would have it, and `unit` its id.
    """

    unit: str
    start: int = 0
    pieces: list[Piece] = field(default_factory=list)
    codes: list[Code] = field(default_factory=list)
    _size: int = 0

    @property
    def text(self) -> str:
        """The characters of all pieces."""
        return "".join(piece.text for piece in self.pieces)

    def add(self, text: str, origin: Origin | None, *, masked: bool = False) -> None:
        """Add some characters."""
        if text:
            self.pieces.append(Piece(text, origin, masked))
            self._size += len(text)

    def cut_blanks(self, end: int) -> int:
        """Take off the blanks behind the last piece, where it ends at `end` in the file; return where they begin."""
        while self.pieces and (piece := self.pieces[-1]).origin and piece.origin.end == end:
            kept = piece.text.rstrip(" \t")
            if kept == piece.text or (kept and piece.origin.end - piece.origin.start != len(piece.text)):
                break
            self._size -= len(piece.text) - len(kept)
            end = piece.origin.start + len(kept)
            self.pieces.pop()
            if kept:
                self.pieces.append(piece._replace(text=kept, origin=piece.origin._replace(end=end)))
        return end

    def add_code(self, key: str, shown: str) -> None:
        """Say that a code of a pair stands here, which has no place in the text."""
        self.codes.append(Code(self._size, key, shown, is_paired=True))

    def add_placeholder(self, key: str, shown: str, origin: Origin) -> None:
        """Say that a code stands here in place of which people see something; without a key it may be lost."""
        if key:
            self.codes.append(Code(self._size, key, shown))
        self.add(PLACEHOLDER, origin, masked=True)


class _Side(Assembly):
    """One side of a bitext; each unit has a place in it, also where it is empty."""

    def __init__(self, places: LinePlaces | None) -> None:
        super().__init__(places)
        self._codes: list[Code] = []
        self._is_empty = True

    def add_unit(self, content: Content) -> Span:
        """Add one side of a unit; return where it stands in the text."""
        if not self._is_empty:
            self._parts.append(BETWEEN)
            self._size += len(BETWEEN)
        self._is_empty = False
        start, text = self._size, content.text
        left, length = len(text) - len(text.lstrip(_EDGES)), len(text.strip(_EDGES))
        for code in content.codes:
            self._codes.append(code._replace(offset=start + min(max(code.offset - left, 0), length)))
        if not length:
            self._add_nothing(content)
            return Span(start, start)
        self._append_trimmed(content, start)
        self._blocks.append(Span(start, self._size))
        return self._blocks[-1]

    def _append_trimmed(self, content: Content, start: int) -> None:
        before = len(self._parts)
        for piece in content.pieces:
            self.add(*piece[:2], masked=piece.masked)
        for text, origin, masked in self.take_pieces():
            self._append(text, origin, masked, start, content.unit)
            if masked and text == PLACEHOLDER:  # known by its place, and not to be replaced
                self._stretches[-1] = self._stretches[-1]._replace(origin=None)
        for first, last in find_message_syntax("".join(self._parts[before:])):
            self._masked.append(Span(start + first, start + last))

    def _add_nothing(self, content: Content) -> None:
        """Keep the place of an empty side, for findings that say so."""
        line, column = self._places.locate(content.start) if self._places else (None, 1)
        self._stretches.append(Stretch(Span(self._size, self._size), line, column, content.unit))

    def build(self, path: str, language: str) -> Document:
        """Return the document."""
        return replace(super().build(path, language), codes=tuple(self._codes))


class BitextAssembly:
    """Puts a bitext together. `places` gives lines and columns of the file, None where it has none."""

    def __init__(self, path: str, options: ReadOptions, places: LinePlaces | None) -> None:
        self._path, self._options = path, options
        self._source, self._target = _Side(places), _Side(places)
        self._units: list[Unit] = []
        self._left_out = Counter[str]()

    def add(self, source: Content, target: Content, *, is_pending: bool = False, confidence: float = 1.0) -> None:
        """Add a unit; one that has text on neither side is no unit."""
        if source.pieces or target.pieces:
            spans = self._source.add_unit(source), self._target.add_unit(target)
            self._units.append(Unit(*spans, is_pending, confidence))

    def leave_out(self, reason: str, number: int = 1) -> None:
        """Count units that are not to be checked."""
        self._left_out[reason] += number

    @property
    def is_empty(self) -> bool:
        """Whether nothing was added."""
        return not self._units

    def build(self) -> Bitext:
        """Return the bitext."""
        source = self._source.build(self._path, self._options.source_language)
        target = self._target.build(self._path, self._options.target_language)
        left_out = tuple(LeftOut(reason, count) for reason, count in sorted(self._left_out.items()))
        return Bitext(source, target, tuple(self._units), left_out)
