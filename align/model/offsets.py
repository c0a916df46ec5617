"""The way from a text back to its file: lines, and stretches that each came from a place of their own."""

import re
from abc import ABC, abstractmethod
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from functools import cached_property
from itertools import accumulate, compress, repeat
from operator import add
from typing import NamedTuple, overload

from align.model.sequences import AS_SPAN
from align.model.spans import Location, Span, shorten

_NEWLINE = re.compile(r"\r\n|\n|\r")
_STEP = 4096
_NEAR = 1 << 16
"""How far after the line that was asked for last another one is counted from there, and an end of it is looked for."""


def split_lines(text: str) -> Iterator[Span]:
    """Yield the lines of a text without their ends; only LF, CR LF and CR end a line, as in an editor."""
    start = 0
    if "\r" not in text:  # splitting is several times faster than the expression
        for line in text.split("\n"):
            yield AS_SPAN((start, start + len(line)))
            start += len(line) + 1
        return
    for match in _NEWLINE.finditer(text, start):
        yield Span(start, match.start())
        start = match.end()
    yield Span(start, len(text))


def split_written_lines(text: str) -> list[Span]:
    """Return the lines that hold more than white space."""
    if "\r" in text:
        return [line for line in split_lines(text) if text[line.start : line.end].strip()]
    pieces = text.split("\n")
    starts = _find_starts(pieces)
    spans = zip(starts, map(add, starts, map(len, pieces)), strict=False)
    return list(map(AS_SPAN, compress(spans, map(str.strip, pieces))))


def _find_starts(lines: Iterable[str]) -> list[int]:
    """Return the offsets at which lines start that a character ends, and one more."""
    return list(accumulate(map(add, map(len, lines), repeat(1)), initial=0))


class ByteOffsets:
    """How many bytes of UTF-8 a part of a text takes: of long parts, counted once for every 4,096 characters."""

    def __init__(self, text: str) -> None:
        self._text = text

    def count_between(self, start: int, end: int) -> int:
        """Return the number of bytes between two offsets."""
        if end - start <= _STEP:
            return _count_bytes(self._text[start:end])
        text, first, last = self._text, start // _STEP, end // _STEP
        edges = _count_bytes(text[last * _STEP : end]) - _count_bytes(text[first * _STEP : start])
        return self._before[last] - self._before[first] + edges

    @cached_property
    def _before(self) -> list[int]:
        pieces = (self._text[start : start + _STEP] for start in range(0, len(self._text), _STEP))
        return [0, *accumulate(map(_count_bytes, pieces))]


def _count_bytes(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode(errors="surrogatepass"))


class Notation(StrEnum):
    """How a file writes a text: what has to be escaped where a text is put in."""

    PLAIN = "plain"
    XML = "xml"
    CDATA = "cdata"
    XML_ATTRIBUTE = "xml-attribute"
    JSON = "json"
    CSV = "csv"
    CSV_QUOTED = "csv-quoted"
    TSV = "tsv"
    TEX = "tex"
    BLOCK_COMMENT = "block-comment"
    C_STRING = "c-string"
    PROPERTIES = "properties"
    ANDROID = "android"
    YAML = "yaml"
    YAML_QUOTED = "yaml-quoted"
    STRING = "string"
    """A string of a program, whose code may depend on what it says: it is not edited."""
    FIXED_WIDTH = "fixed-width"
    """A cell of a table that is drawn: what is put in has to be as wide as what it replaces."""


class Origin(NamedTuple):
    """Where a file holds a stretch of text: code points `start` up to, not including, `end` of a decoded part.

    `part` is the name of a member of an archive; empty where the file is no archive. Where the origin is as long as the
    stretch, each character of the stretch is one of the origin; else (an entity, an escape, white space that was
    collapsed) the stretch can only be replaced as a whole.
    """

    start: int
    end: int
    part: str = ""
    notation: Notation = Notation.PLAIN


class Stretch(NamedTuple):
    """A stretch of a document's text, and the place in the file that it came from.

    `line`, None where the file has no lines, and `column`, counted from 1, are those of its first character; `unit` is
    the id of what it is in (a pair, a cue, a cell, a paragraph), None in running text. Without a line the column counts
    in the unit. `origin` is None where the text is nowhere in the file, or cannot be replaced there. A stretch without
    characters is white space that a page does not show, for there is some before it.
    """

    span: Span
    line: int | None
    column: int = 1
    unit: str | None = None
    origin: Origin | None = None


class StretchTable(Sequence[Stretch]):
    """Many stretches in little room: eight numbers each, in columns. They are appended in order."""

    def __init__(self) -> None:
        self._numbers = array("q")
        self._units = _Names()
        self._parts = _Names()

    def append(self, stretch: Stretch) -> None:
        """Add a stretch."""
        span, line, column, unit, origin = stretch
        start, end, part, notation = origin or (-1, -1, "", Notation.PLAIN)
        names = -1 if unit is None else self._units.find(unit), self._parts.find(part) * 64 + _NOTATIONS.index(notation)
        self._numbers.extend((*span, -1 if line is None else line, column, start, end, *names))

    def __len__(self) -> int:
        return len(self._numbers) // 8

    @overload
    def __getitem__(self, index: int) -> Stretch: ...
    @overload
    def __getitem__(self, index: slice) -> list[Stretch]: ...
    def __getitem__(self, index: int | slice) -> Stretch | list[Stretch]:
        if isinstance(index, slice):
            return [self._get(place) for place in range(len(self))[index]]
        return self._get(range(len(self))[index])

    def _get(self, index: int) -> Stretch:
        start, end, line, column, first, last, unit, kind = self._numbers[index * 8 : index * 8 + 8]
        origin = None if first < 0 else Origin(first, last, self._parts.names[kind // 64], _NOTATIONS[kind % 64])
        name = None if unit < 0 else self._units.names[unit]
        return Stretch(Span(start, end), None if line < 0 else line, column, name, origin)

    @property
    def starts(self) -> Sequence[int]:
        """Return the offsets at which the stretches start."""
        return self._numbers[::8]


class _Names:
    """Names by number; one that is found twice in a row is kept once."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def find(self, name: str) -> int:
        """Return the number of a name."""
        if not self.names or self.names[-1] != name:
            self.names.append(name)
        return len(self.names) - 1


_NOTATIONS = tuple(Notation)


class OffsetMap(ABC):
    """Where each stretch of a text came from."""

    @property
    @abstractmethod
    def starts(self) -> Sequence[int]:
        """Return the offsets of the stretches, ascending, the first that of the text."""

    @abstractmethod
    def get_around(self, offset: int) -> Stretch:
        """Return the stretch that holds `offset`, else the last one before it."""

    def locate(self, offset: int) -> Location:
        """Return where a person finds the character at `offset`."""
        span, line, column, unit, _ = self.get_around(offset)
        return Location(unit and shorten(unit), line, offset - span.start + column)

    def frame(self, offset: int) -> Span:
        """Return the line or stretch around `offset`."""
        return self.get_around(offset).span


class StretchMap(OffsetMap):
    """The map of a text that is put together from stretches."""

    def __init__(self, stretches: Sequence[Stretch]) -> None:
        self._stretches = stretches

    @cached_property
    def starts(self) -> Sequence[int]:
        """See `OffsetMap`."""
        found = self._stretches
        return found.starts if isinstance(found, StretchTable) else [stretch.span.start for stretch in found]

    def get_around(self, offset: int) -> Stretch:
        """See `OffsetMap`."""
        return self._stretches[max(bisect_right(self.starts, offset) - 1, 0)]


class LineMap(OffsetMap):
    """The map of a text that is its file's own, without CR: a stretch is a line.

    The last line that was asked for is kept, for a place is asked for several times, and most often the next one is not
    far after it. Only where one does not, or a line is very long, all are counted, for each 4,096 characters.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._last = Stretch(Span(0, -1), 1)

    @cached_property
    def starts(self) -> list[int]:
        """See `OffsetMap`."""
        return [line.start for line in split_lines(self._text)]

    def get_around(self, offset: int) -> Stretch:
        """See `OffsetMap`."""
        start, end = self._last.span
        if not start <= offset <= end:
            is_near = end < offset <= min(end + _NEAR, len(self._text))
            self._last = self._find_behind(self._last, offset) if is_near else self._find(offset)
        return self._last

    def _find_behind(self, last: Stretch, offset: int) -> Stretch:
        """Return the line that holds an offset, which is after a line."""
        text, before = self._text, max(last.span.end, 0)
        start = text.rfind("\n", before, offset) + 1
        line = (last.line or 0) + text.count("\n", before, start)
        return Stretch(AS_SPAN((start, self._find_end(offset))), line)

    def _find(self, offset: int) -> Stretch:
        text, (before, starts, _) = self._text, self._steps
        step = min(offset, len(text)) // _STEP
        start = text.rfind("\n", step * _STEP, offset) + 1 or starts[step]
        line = before[step] + text.count("\n", step * _STEP, offset) + 1
        return Stretch(AS_SPAN((start, self._find_end(offset))), line)

    def _find_end(self, offset: int) -> int:
        """Return where the line that holds an offset ends."""
        step = min(offset + _NEAR, len(self._text)) // _STEP + 1
        end = self._text.find("\n", offset, step * _STEP)
        return self._steps[2][step] if end < 0 else end

    @cached_property
    def _steps(self) -> tuple[list[int], list[int], list[int]]:
        """Return how many lines end before each 4,096 characters, where the line starts that they begin in, where it
        ends.
        """
        text, bounds = self._text, [(start, start + _STEP) for start in range(0, len(self._text) + 1, _STEP)]
        before = accumulate((text.count("\n", *one) for one in bounds), initial=0)
        starts = accumulate((text.rfind("\n", *one) + 1 for one in bounds), max, initial=0)
        firsts = (text.find("\n", *one) for one in reversed(bounds))
        ends = accumulate(firsts, lambda later, first: later if first < 0 else first, initial=len(text))
        return list(before), list(starts), [*ends][::-1]


def map_lines(text: str) -> OffsetMap:
    """Return the map of a text that is its file's own: a stretch is a line."""
    if "\r" not in text:
        return LineMap(text)
    return StretchMap([Stretch(line, number) for number, line in enumerate(split_lines(text), 1)])
