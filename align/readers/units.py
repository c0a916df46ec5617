"""Bitexts put together unit by unit, from what a file of pairs holds for each side."""

from collections import Counter
from dataclasses import dataclass, field
from sys import intern

from align.analysis.placeholders import find_message_syntax
from align.model import (
    NO_RECORD,
    Bitext,
    Code,
    Document,
    LeftOut,
    Notation,
    Origin,
    Span,
    Stretch,
    StretchTable,
    Unit,
    UnitRecord,
)
from align.readers import ReadOptions
from align.readers.assembly import BETWEEN, LinePlaces
from align.readers.building import build_document
from align.readers.pieces import EDGES, Piece, cut_piece, split_into_lines

PLACEHOLDER = "\ufffc"
"""What is in a text, masked, for an inline code that people see something in place of."""


@dataclass(eq=False, slots=True)
class Content:
    """One side of a unit: its pieces, and its codes, whose offsets count from the first piece.

    `start` is where the file has it, or would have it, and `unit` its id. `flows` are texts in its codes, such as the
    title of a link, by the code that each is in. `filling` is how a text is written at `start` where there is none;
    None where it cannot be put in. `is_draft`: the file says that a person has still to look at it.
    """

    unit: str
    start: int = 0
    pieces: list[Piece] = field(default_factory=list)
    codes: list[Code] = field(default_factory=list)
    flows: dict[str, "Content"] = field(default_factory=dict)
    filling: Notation | None = None
    is_draft: bool = False
    _size: int = 0

    @property
    def text(self) -> str:
        """Return the characters of all pieces."""
        return "".join(piece.text for piece in self.pieces)

    def add(self, text: str, origin: Origin | None, *, masked: bool = False) -> None:
        """Add some characters."""
        if text:
            self.pieces.append(Piece(text, origin, masked))
            self._size += len(text)

    def end_at(self, place: int, notation: Notation) -> None:
        """Say where the file ends it; what begins there and has no text can be filled in, in this notation."""
        if place == self.start and not self.pieces:
            self.filling = notation

    def cut_blanks(self, end: int) -> int:
        """Take off the blanks after the last piece, where it ends at `end` in the file; return where they begin."""
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
        """Say that a code of a pair is here, which has no place in the text."""
        self.codes.append(Code(self._size, intern(key), intern(shown), is_paired=True))

    def add_placeholder(self, key: str, shown: str, origin: Origin) -> None:
        """Say that a code is here in place of which people see something; without a key it may be lost."""
        if key:
            self.codes.append(Code(self._size, intern(key), intern(shown)))
        self.add(PLACEHOLDER, origin, masked=True)


class SideAssembly:
    """One side of a bitext; each unit has a place in it, also where it is empty."""

    def __init__(self, places: LinePlaces | None) -> None:
        self._places = places
        self._parts: list[str] = []
        self._size = 0
        self._stretches = StretchTable()
        self._masked: list[Span] = []
        self._codes: list[Code] = []
        self._blocks: list[Span] = []

    def add_unit(self, content: Content) -> Span:
        """Add one side of a unit, without the white space at its edges; return where it is in the text."""
        if self._parts:
            self._parts.append(BETWEEN)
            self._size += len(BETWEEN)
        start, text = self._size, content.text
        left = len(text) - len(text.lstrip(EDGES))
        text = text.strip(EDGES)
        for code in content.codes:
            self._codes.append(code._replace(offset=start + min(max(code.offset - left, 0), len(text))))
        if text:
            self._append_pieces(content, left, left + len(text))
            self._blocks.append(Span(start, self._size))
            for first, last in find_message_syntax(text):
                self._masked.append(Span(start + first, start + last))
        else:
            empty = Origin(content.start, content.start, "", content.filling) if content.filling is not None else None
            self._append("", content.start, empty, content.unit, start)
        return Span(start, self._size)

    def _append_pieces(self, content: Content, left: int, right: int) -> None:
        """Add what is between two offsets of a unit; what the file does not have as it is comes where the last ends."""
        start, position, place = self._size, 0, content.start
        for piece in content.pieces:
            end = position + len(piece.text)
            if position < right and end > left:
                cut = cut_piece(piece, max(left - position, 0), min(right, end) - position)
                for text, origin, masked in split_into_lines(cut):
                    if masked:
                        self._masked.append(Span(self._size, self._size + len(text)))
                    place = origin.start if origin else place
                    is_fixed = masked and text == PLACEHOLDER
                    self._append(text, place, None if is_fixed else origin, content.unit, start)
                    place = origin.end if origin else place
            position = end

    def _append(self, text: str, place: int, origin: Origin | None, unit: str, start: int) -> None:
        """Add a stretch that is at a place of the file, in a unit that starts at an offset of the text."""
        line, column = self._places.locate(place) if self._places else (None, self._size - start + 1)
        span = Span(self._size, self._size + len(text))
        self._stretches.append(Stretch(span, line, column, unit, origin))
        self._parts.append(text)
        self._size = span.end

    def build(self, path: str, language: str) -> Document:
        """Return the document."""
        text = "".join(self._parts)
        if not self._parts:
            self._append("", 0, None, "", 0)
        stretches, masked = self._stretches, self._masked
        return build_document(path, language, text, self._blocks, masked=masked, stretches=stretches, codes=self._codes)


class BitextAssembly:
    """Puts a bitext together. `places` gives lines and columns of the file, None where it has none; `name` is what the
    file calls the document.
    """

    def __init__(self, path: str, options: ReadOptions, places: LinePlaces | None, name: str = "") -> None:
        self._path, self._options, self._name = path, options, name
        self._source, self._target = SideAssembly(places), SideAssembly(places)
        self._units: list[Unit] = []
        self._left_out = Counter[str]()

    def add(
        self,
        source: Content,
        target: Content,
        *,
        is_pending: bool = False,
        confidence: float = 1.0,
        is_draft: bool = False,
        record: UnitRecord = NO_RECORD,
        is_unconfirmed: bool = False,
    ) -> None:
        """Add a unit; one that has text on neither side is no unit. What is in codes of both sides follows."""
        if source.pieces or target.pieces:
            spans = self._source.add_unit(source), self._target.add_unit(target)
            self._units.append(Unit(*spans, is_pending, confidence, is_draft, record, is_unconfirmed))
        if source.pieces and target.pieces:
            for key in dict.fromkeys((*source.flows, *target.flows)):
                one, other = (side.flows.get(key, Content(side.unit, side.start)) for side in (source, target))
                self.add(
                    one,
                    other,
                    is_pending=is_pending,
                    confidence=confidence,
                    is_draft=is_draft,
                    is_unconfirmed=is_unconfirmed,
                )

    def leave_out(self, reason: str, number: int = 1) -> None:
        """Count units that are not to be checked."""
        self._left_out[reason] += number

    @property
    def is_empty(self) -> bool:
        """Return whether nothing was added."""
        return not self._units

    def build(self) -> Bitext:
        """Return the bitext."""
        source = self._source.build(self._path, self._options.source_language)
        target = self._target.build(self._path, self._options.target_language)
        left_out = tuple(LeftOut(reason, count) for reason, count in sorted(self._left_out.items()))
        return Bitext(source, target, tuple(self._units), left_out, self._name)
