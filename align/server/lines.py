"""A text in an editor: its lines, positions in them in the units that the editor counts in, and edits."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from align.model.offsets import split_lines
from align.server.annotated import count_units

UTF_8, UTF_16, UTF_32 = "utf-8", "utf-16", "utf-32"
"""The units of columns: bytes of UTF-8, code units of UTF-16, code points."""


class Place(NamedTuple):
    """A line and a column, both counted from 0."""

    line: int
    column: int


class Stretch(NamedTuple):
    """What is between two places."""

    start: Place
    end: Place


class Change(NamedTuple):
    """A stretch of a text, and what replaces it."""

    stretch: Stretch
    text: str


class Lines:
    """A text by lines; only LF, CR LF and CR end one, as the language server protocol has it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._columns: dict[tuple[int, str], array[int]] = {}

    @cached_property
    def _lines(self) -> list[tuple[int, int]]:
        return list(split_lines(self.text))

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self._lines]

    @property
    def count(self) -> int:
        """Return how many lines there are, an empty one after the last end of a line among them."""
        return len(self._lines)

    def get(self, number: int) -> str:
        """Return a line without its end; empty where there is none of that number."""
        return self.text[slice(*self._lines[number])] if 0 <= number < len(self._lines) else ""

    def locate(self, offset: int) -> Place:
        """Return the place of the character at an offset, in code points; what is beyond a line is its end."""
        number = bisect_right(self._starts, max(offset, 0)) - 1
        start, end = self._lines[number]
        return Place(number, min(offset, end) - start)

    def find(self, place: Place) -> int:
        """Return the offset of a place in code points; what is beyond a line is at its end."""
        if place.line >= len(self._lines):
            return len(self.text)
        start, end = self._lines[max(place.line, 0)]
        return min(start + max(place.column, 0), end)

    def measure(self, place: Place, units: str) -> Place:
        """Return a place in code points as a place in these units."""
        line = self.get(place.line)
        if units == UTF_32 or line.isascii():
            return place
        return place._replace(column=self._find_columns(place.line, units)[min(place.column, len(line))])

    def decode(self, place: Place, units: str) -> Place:
        """Return a place in these units as one in code points; one within a character is before that."""
        line = self.get(place.line)
        if units == UTF_32 or line.isascii():
            return place
        column = bisect_right(self._find_columns(place.line, units), place.column) - 1
        return place._replace(column=max(column, 0))

    def _find_columns(self, number: int, units: str) -> array[int]:
        """Return where in a line each of its characters begins, in these units, and its end; worked out once."""
        key = number, units
        if key not in self._columns:
            widths = map(_WIDTHS[units], self.get(number))
            self._columns[key] = array("I", accumulate(widths, initial=0))
        return self._columns[key]

    def change(self, change: Change, units: str) -> Lines:
        """Return the text with a stretch replaced whose places are in these units."""
        start, end = (self.find(self.decode(place, units)) for place in change.stretch)
        return Lines(self.text[:start] + change.text + self.text[max(start, end) :])

    def compare(self, new: str) -> Iterator[Change]:
        """Yield the changes, in code points and in order, that make another text of this one: of few lines, of each the
        part that differs.
        """
        old_lines, new_lines = (text.splitlines(keepends=True) for text in (self.text, new))
        old_at, new_at = (list(accumulate(map(len, lines), initial=0)) for lines in (old_lines, new_lines))
        for kind, first, last, new_first, new_last in SequenceMatcher(None, old_lines, new_lines).get_opcodes():
            blocks = [(first, last, new_first, new_last)]
            if last - first == new_last - new_first:  # line by line
                blocks = [
                    (first + at, first + at + 1, new_first + at, new_first + at + 1) for at in range(last - first)
                ]
            for block in blocks if kind != "equal" else ():
                start, end = old_at[block[0]], old_at[block[1]]
                yield from self._compare_part(start, end, new[new_at[block[2]] : new_at[block[3]]])

    def _compare_part(self, start: int, end: int, new: str) -> Iterator[Change]:
        """Yield the change that makes another text of a part of this one; a CR LF is not split."""
        before, after = count_common(self.text[start:end], new)
        while self.text[start + before - 1 : start + before + 1] == "\r\n":
            before -= 1
        while self.text[end - after - 1 : end - after + 1] == "\r\n":
            after -= 1
        places = Stretch(self.locate(start + before), self.locate(end - after))
        text = new[before : len(new) - after]
        if text or places.start != places.end:
            yield Change(places, text)


def count_common(old: str, new: str) -> tuple[int, int]:
    """Return how many characters two texts share at their beginning, and how many of the rest at their end.

    >>> count_common("a cat sat", "a rat sat")
    (2, 6)
    """
    most = min(len(old), len(new))
    before = next((at for at in range(most) if old[at] != new[at]), most)
    most -= before
    after = next((at for at in range(most) if old[-1 - at] != new[-1 - at]), most)
    return before, after


def _count_bytes(char: str) -> int:
    return len(char.encode(errors="surrogatepass"))


_WIDTHS = {UTF_8: _count_bytes, UTF_16: count_units}
"""How many units a character takes."""
