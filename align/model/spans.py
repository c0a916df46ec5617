"""A stretch of a text, where a person finds a character, and texts brought onto one line."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain, pairwise
from typing import NamedTuple

MASK = "\x1a"
"""U+001A SUBSTITUTE: is in `Document.prose` for each character that is code, a URL or markup."""


class Span(NamedTuple):
    """A stretch of a text: code points `start` up to, not including, `end`."""

    start: int
    end: int

    def holds(self, other: "Span") -> bool:
        """Return whether another span lies inside this one."""
        return self.start <= other.start and other.end <= self.end

    def move(self, offset: int) -> "Span":
        """Return the span so many characters further on."""
        return Span(self.start + offset, self.end + offset)


def merge_spans(spans: Iterable[Span]) -> list[Span]:
    """Return the spans in order; those that overlap or touch become one, empty ones go."""
    result: list[Span] = []
    for span in sorted(spans):
        if result and span.start <= result[-1].end:
            result[-1] = Span(result[-1].start, max(result[-1].end, span.end))
        elif span.end > span.start:
            result.append(span)
    return result


@dataclass(frozen=True, slots=True)
class Location:
    """Where a person finds a character.

    `segment` is the id of the unit it is in (a pair's id, "paragraph 3"), None in running text; `line`, None where the
    file has no lines, and `column` count from 1. Without a line the column counts in the unit. `byte_column` is the
    column in bytes of UTF-8, None where the column is not one of the file's own line.
    """

    segment: str | None
    line: int | None
    column: int
    byte_column: int | None = field(default=None, compare=False)

    def describe(self) -> str:
        """Return the place as people read it.

        >>> Location(None, 12, 5).describe(), Location("paragraph 3", None, 5).describe()
        ('12:5', 'paragraph 3:5')
        """
        return f"{self.segment or ''}:{self.column}" if self.line is None else f"{self.line}:{self.column}"

    def describe_in(self, path: str) -> str:
        """Return the place in a file as editors open it: path and line, and the column, or the id of the pair.

        Of a file without lines it is that of a report: path and unit.

        >>> Location(None, 12, 5).describe_in("a.txt"), Location("7", 12, 5).describe_in("a.tmx")
        ('a.txt:12:5', 'a.tmx:12 [7]')
        """
        if self.line is None or self.segment is None:
            return f"{path}:{self.describe()}"
        return f"{path}:{self.line} [{self.segment}]"


def shorten(name: str, length: int = 200) -> str:
    """Return a name, cut where it is longer than any real one: it is in each finding of a report.

    >>> shorten("a long id", 6)
    'a lon…'
    """
    return name if len(name) <= length else name[: length - 1] + "…"


def on_one_line(text: str) -> str:
    """Return a text without line breaks: a space replaces each, none where both neighbours are wide, as in Chinese.

    >>> on_one_line("a wrapped\\nline"), on_one_line("第一句。\\n第二句。")
    ('a wrapped line', '第一句。第二句。')
    """
    if "\n" not in text and "\r" not in text:
        return text
    pieces = [piece for line in re.split("[\n\r]", text) if (piece := line.strip())]
    spaces = ("" if is_wide(before[-1]) and is_wide(after[0]) else " " for before, after in pairwise(pieces))
    return "".join(chain(pieces[:1], chain.from_iterable(zip(spaces, pieces[1:], strict=True))))


def move_to_one_line(span: Span, text: str, line: str) -> Span | None:
    """Return where a span of a text is in that text on one line; None where more than white space was changed.

    >>> move_to_one_line(Span(1, 4), "第一\\n句。\\n第二句。", "第一句。第二句。")
    Span(start=1, end=3)
    """
    if text == line:
        return span
    first, marked, *parts = ("".join(part.split()) for part in (text[: span.start], text[slice(*span)], text, line))
    if not marked or parts[0] != parts[1]:
        return None
    places = [place for place, char in enumerate(line) if not char.isspace()]
    return Span(places[len(first)], places[len(first) + len(marked) - 1] + 1)


def is_wide(char: str) -> bool:
    """Return whether a character takes two columns of a screen."""
    return unicodedata.east_asian_width(char) in "WF"
