"""Lines of a page: pieces of text and where they are, put together; all lengths are points, from the lower left."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from glossary.lang.scripts import HAN, WIDE_SIGNS

UNREADABLE = "\ufffc"
"""What is written for a character that its font does not name."""

_CELL_GAP = 2.0
"""How many letters' heights wide a gap is that parts two cells of a table, or two columns."""
_SAME_LINE = 0.5
"""How many letters' heights a piece may be above or below the others of its line."""
_LONGEST = 300
"""Characters of a piece in which a gap is sought."""
_NOTE_SIZE = 0.85
_NARROW = frozenset("iljtfrI.,;:'!|()[]-’‘")
_BROAD = frozenset("mwMW@%&—ABCDEFGHKNOPQRSTUVXYZ")
_WIDE = re.compile(f"[{HAN}{WIDE_SIGNS}]")
_WIDE_SIGN = re.compile(f"[{WIDE_SIGNS}]")
_NUMBER = re.compile(r"[\d*†‡§]{1,3}")
_SPACES = re.compile(r"\s+")
_WIDE_SPACES = re.compile(f"(?<=[{WIDE_SIGNS}]) | (?=[{WIDE_SIGNS}])")
"""White space next to a sign as wide as a Han character, which has its own."""
_GAP = re.compile(r"(?<=\S) (?=\S)")


class Piece(NamedTuple):
    """A piece of text, where it starts, how high its letters are, and whether it is shown upright."""

    text: str
    x: float
    y: float
    size: float
    is_upright: bool = True


class Line(NamedTuple):
    """A line: its page and its number there, both from 1, and where it starts. `masked`: no rule may fire there.

    `width` is an estimate. `height` is that of the page.
    """

    page: int
    number: int
    x: float
    y: float
    size: float
    width: float
    text: str
    masked: tuple[tuple[int, int], ...] = ()
    height: float = 0.0


def estimate_width(text: str) -> float:
    """Return how wide a text is in most fonts, in heights of their letters.

    >>> estimate_width("摆脱"), round(estimate_width("mine"), 2)
    (2.0, 2.05)
    """
    wide = len(_WIDE.findall(text))
    narrow, broad, spaces = (sum(map(text.count, group)) for group in (_NARROW, _BROAD, " "))
    return wide + 0.3 * narrow + 0.75 * broad + 0.28 * spaces + 0.5 * (len(text) - wide - narrow - broad - spaces)


@dataclass
class LineBuilder:
    """Takes the pieces of a page in the order in which they are shown, and gives its lines."""

    page: int
    height: float
    _lines: list[Line] = field(default_factory=list)
    _open: list[Piece] = field(default_factory=list)
    _largest: Piece = field(default_factory=lambda: Piece("", 0, 0, 0))

    def add(self, piece: Piece) -> None:
        """Take the next piece; white space alone parts two words of a line."""
        if not piece.text.strip():
            if self._open and piece.text and not self._open[-1].text.endswith(" "):
                self._open[-1] = self._open[-1]._replace(text=self._open[-1].text + " ")
            return
        if self._open and not self._is_beside(piece):
            self._end_row()
        if not self._open or piece.size > self._largest.size:
            self._largest = piece
        self._open.append(piece)

    def _is_beside(self, piece: Piece) -> bool:
        """Return whether a piece is in the open row."""
        largest = self._largest
        return abs(piece.y - largest.y) <= _SAME_LINE * largest.size and piece.is_upright == largest.is_upright

    def _end_row(self) -> None:
        """End what is side by side: a line, or the cells of a row."""
        row = list[Piece]()
        for piece in sorted(self._open, key=lambda one: one.x):
            if row and _is_apart(row[-1], piece):
                self._add_line(row)
                row = []
            row += _put_behind(row, piece)
        self._add_line(row)
        self._open = []

    def _add_line(self, pieces: Sequence[Piece]) -> None:
        size = max(one.size for one in pieces)
        base = next(one.y for one in pieces if one.size == size)
        text, masked = "", list[tuple[int, int]]()
        for piece in pieces:
            added = _WIDE_SPACES.sub("", _SPACES.sub(" ", piece.text))
            added = added[1:] if added.startswith(" ") and _takes_no_space(text) else added
            text = text[:-1] if text.endswith(" ") and _WIDE_SIGN.match(added) else text
            if _is_note(piece, size, base):
                masked.append((len(text), len(text) + len(added)))
            masked += ((len(text) + one.start(), len(text) + one.end()) for one in re.finditer(UNREADABLE, added))
            text += added
        end = len(text.rstrip())
        width = pieces[-1].x - pieces[0].x + estimate_width(pieces[-1].text) * pieces[-1].size
        spans = tuple((start, min(stop, end)) for start, stop in masked if start < end)
        where = self.page, len(self._lines) + 1, pieces[0].x, base, size
        self._lines.append(Line(*where, width, text[:end], spans, self.height))

    def finish(self) -> Iterator[Line]:
        """Yield the lines of the page."""
        if self._open:
            self._end_row()
        yield from self._lines


def _takes_no_space(text: str) -> bool:
    return not text or text.endswith(" ") or _WIDE_SIGN.match(text[-1]) is not None


def _is_apart(last: Piece, piece: Piece) -> bool:
    """Return whether two pieces of a row are no one line."""
    width = estimate_width(last.text) * last.size
    return piece.x - last.x - width >= max(_CELL_GAP * max(last.size, piece.size), 0.3 * width)


def _put_behind(row: list[Piece], piece: Piece) -> list[Piece]:
    """Return what to add to a row for a piece: not what is drawn twice to look bold, and what is in a gap in two
    halves.

    A sign that the font lacks is drawn by itself, and the text around it leaves a gap there: the last piece of the row
    then ends at it.
    """
    if not row:
        return [piece]
    last = row[-1]
    if last.text.strip() == piece.text.strip() and abs(piece.x - last.x) < 0.3 * piece.size:
        return []
    found = [match.start() for match in _GAP.finditer(last.text, 0, _LONGEST)]
    gaps = {at: last.x + estimate_width(last.text[:at]) * last.size for at in found}
    near = min(gaps, key=lambda at: abs(gaps[at] - piece.x), default=-1)
    if near < 0 or abs(gaps[near] - piece.x) > last.size or len(piece.text) > 3:
        return [piece]
    row[-1] = last._replace(text=last.text[:near])
    rest = last._replace(text=last.text[near + 1 :], x=gaps[near] + estimate_width(piece.text) * piece.size)
    return [piece, rest]


def _is_note(piece: Piece, size: float, base: float) -> bool:
    """Return whether a piece is the number of a note: small and raised."""
    is_small = piece.size < _NOTE_SIZE * size and piece.y > base + 0.15 * size
    return is_small and _NUMBER.fullmatch(piece.text.strip()) is not None
