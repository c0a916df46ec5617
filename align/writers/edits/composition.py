"""Edits made one after another, each time of the text that the last ones left, as edits of the first text."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence

from align.model import Edit, Span

_Piece = Span | str
"""Characters of the first text that are still there, or others that were put in."""


def compose_edits(passes: Iterable[Sequence[Edit]], size: int) -> Iterator[Edit]:
    """Yield edits of a text of so many characters that make of it what the passes do; those of a pass are in order."""
    pieces: list[_Piece] = [Span(0, size)]
    for edits in passes:
        pieces = list(_apply(_Reel(pieces), edits))
    position, text = 0, ""
    for piece in (*pieces, Span(size, size)):
        if isinstance(piece, str):
            text += piece
            continue
        if text or piece.start > position:
            yield Edit(position, piece.start, text)
        position, text = piece.end, ""


def _apply(reel: "_Reel", edits: Iterable[Edit]) -> Iterator[_Piece]:
    position = 0
    for edit in edits:
        yield from reel.take(edit.start - position)
        list(reel.take(edit.end - edit.start))
        yield edit.text
        position = edit.end
    yield from reel.pieces


class _Reel:
    """Pieces that are taken from the front, so many characters at a time."""

    def __init__(self, pieces: Iterable[_Piece]) -> None:
        self.pieces = deque(pieces)

    def take(self, count: int) -> Iterator[_Piece]:
        """Take so many characters."""
        while count > 0:
            piece = self.pieces.popleft()
            size = len(piece) if isinstance(piece, str) else piece.end - piece.start
            if size > count:
                first, rest = _cut(piece, count)
                self.pieces.appendleft(rest)
                piece, size = first, count
            count -= size
            yield piece


def _cut(piece: _Piece, count: int) -> tuple[_Piece, _Piece]:
    """Return a piece in two, the first of so many characters."""
    if isinstance(piece, str):
        return piece[:count], piece[count:]
    return Span(piece.start, piece.start + count), Span(piece.start + count, piece.end)
