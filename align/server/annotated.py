"""A text as a client of LanguageTool sends it: with or without markup, and its offsets counted in UTF-16."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from align.model import Span


class Piece(NamedTuple):
    """A stretch of what was sent: `sent`, and the `text` that is checked in its place (of markup often none)."""

    sent: str
    text: str
    is_text: bool


def count_units(text: str) -> int:
    """Return the length of a text in code units of UTF-16.

    >>> count_units("a😀")
    3
    """
    return len(text) + sum(char > "\uffff" for char in text)


class AnnotatedText:
    """A text put together from pieces, and the way back to offsets in what was sent."""

    def __init__(self, pieces: Iterable[Piece]) -> None:
        self._pieces = [piece for piece in pieces if piece.sent]
        self.text = "".join(piece.text for piece in self._pieces)
        self._starts = list(accumulate((len(piece.text) for piece in self._pieces), initial=0))
        self._sent = list(accumulate((count_units(piece.sent) for piece in self._pieces), initial=0))

    @cached_property
    def _wide(self) -> Sequence[int]:
        """The offsets in the text of the characters that take two units."""
        return [offset for offset, char in enumerate(self.text) if char > "\uffff"]

    def _find_piece(self, offset: int) -> int:
        """Return the number of the piece that holds the character at an offset of the text."""
        return max(bisect_right(self._starts, offset) - 1, 0)

    def _count(self, start: int, end: int) -> int:
        """Return how many units the characters of the text from `start` to `end` take."""
        return end - start + bisect_right(self._wide, end - 1) - bisect_right(self._wide, start - 1)

    def measure(self, span: Span) -> Span:
        """Return where a stretch of the text is in what was sent, in units of UTF-16; it may hold markup."""
        return Span(self._locate(span.start), self._locate(max(span.end - 1, span.start), is_end=span.end > span.start))

    def _locate(self, offset: int, *, is_end: bool = False) -> int:
        """Return the offset in what was sent of a character of the text, or of its end."""
        if not self._pieces:
            return 0
        number = min(self._find_piece(offset), len(self._pieces) - 1)
        start = self._sent[number]
        if self._pieces[number].is_text:
            return start + self._count(self._starts[number], offset + is_end)
        return self._sent[number + 1] if is_end else start

    def is_in_one_piece(self, span: Span) -> bool:
        """Return whether a stretch of the text was sent as it is, with no markup in it or for it."""
        if not self._pieces:
            return False
        number = min(self._find_piece(span.start), len(self._pieces) - 1)
        return self._pieces[number].is_text and span.end <= self._starts[number + 1]
