"""Lines put together to paragraphs, and what is between two lines of one."""

import math
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from align.lang.patterns import ZH_PAGES
from align.readers.pdf.lines import Line, estimate_width
from glossary.lang import fluency
from glossary.lang.scripts import HAN, WIDE_SIGNS

_ITEM = ZH_PAGES.late("list_item")
_BULLET = re.compile(r"(?:[-*–—](?=\s)|[•▪■●◦‣·])\s*")
_ENDED = re.compile(r"[.!?:;。！？：；…][”’\"'」』）)]*\Z")
_FIRST_WORD = re.compile(rf"[{HAN}{WIDE_SIGNS}]|[^\s{HAN}]+")
_HYPHEN = re.compile(r"[A-Za-z](-|\u2010|\u00ad)\Z")
_WIDE_END, _WIDE_START = re.compile(f"[{HAN}{WIDE_SIGNS}]\\Z"), re.compile(f"[{HAN}{WIDE_SIGNS}]")
_NUMBER = re.compile(r"[\d*†‡§]{1,3}")
_WIDE = re.compile(f"[{HAN}{WIDE_SIGNS}]")
_WORD = re.compile(r"[A-Za-z]+(?:[-\u2010][A-Za-z]+)*")
_UNSPACED_LANGUAGES = ("zh", "ja")
_SIZES = 0.08
"""The part by which the heights of letters in a paragraph may differ."""
_NOTE = 0.93
"""How high the letters of notes are at most, compared with those of the text."""
_LEADING = 1.3
"""How many times the usual distance of two lines is that of two paragraphs at least."""
_FURTHEST = 2.2
"""The distance of two lines of a paragraph at most, in heights of letters."""
_INDENT = 5
"""Heights of letters by which lines of one column may be indented."""
_FULL = 0.87
"""The part of the width that a line fills, with the first word of the next, if it was broken for want of room."""


def measure_body(lines: Iterable[Line]) -> float:
    """Return how high the letters of the text are: the height that most characters have."""
    sizes = Counter[float]()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], -size), default=0.0)


def split_notes(lines: Sequence[Line], size: float) -> tuple[list[Line], list[Line]]:
    """Return the lines of the text, whose letters have this size, and the smaller ones below it on each page: notes.

    Numbers of notes that are alone are left out.
    """
    body, notes = list[Line](), list[Line]()
    for _, group in groupby(lines, key=lambda line: line.page):
        page = list(group)
        end = next((index for index in range(len(page), 0, -1) if page[index - 1].size > _NOTE * size), len(page))
        body += page[:end]
        notes += (line for line in page[end:] if not _NUMBER.fullmatch(line.text))
    return body, notes


def find_mark(text: str) -> str:
    """Return the sign that an item of a list begins with, and the space after it; empty where there is none."""
    mark = _BULLET.match(text)
    return mark[0] if mark and mark.end() < len(text) else ""


def find_paragraphs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the paragraphs of a text."""
    layout = _Layout(lines)
    paragraph = list(lines[:1])
    for line in lines[1:]:
        if not layout.joins(paragraph, line):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield paragraph


class _Layout:
    """The usual distances of lines, and where they end on the right, by the height of letters and the column."""

    def __init__(self, lines: Sequence[Line]) -> None:
        distances, starts = defaultdict[int, Counter[float]](Counter), defaultdict[int, set[float]](set)
        for line, following in pairwise(lines):
            if line.page == following.page and 0 < line.y - following.y < _FURTHEST * line.size:
                distances[round(line.size)][round(line.y - following.y, 1)] += 1
        for line in lines:
            starts[round(line.size)].add(line.x)
        self._leading = {size: max(found, key=lambda one: (found[one], -one)) for size, found in distances.items()}
        self._columns = {size: list(_find_columns(sorted(found), size)) for size, found in starts.items()}
        ends = defaultdict[tuple[int, int, bool], list[float]](list)
        for line in lines:
            ends[self._find_column(line)].append(line.x + line.width)
        self._edge = {column: sorted(found)[-1 - len(found) // 20] for column, found in ends.items()}

    def _find_column(self, line: Line) -> tuple[int, int, bool]:
        """Return the height of letters, the column, and whether the script is wide: widths are estimates for one
        script.
        """
        size = round(line.size)
        return size, bisect_right(self._columns[size], line.x), 2 * len(_WIDE.findall(line.text)) > len(line.text)

    def joins(self, paragraph: Sequence[Line], line: Line) -> bool:
        """Return whether a line goes on with a paragraph."""
        last = paragraph[-1]
        if abs(line.size - last.size) > _SIZES * last.size or not self._is_full(last, line):
            return False
        if _ITEM.match(line.text) and last.text.count("(") <= last.text.count(")"):
            return False
        distance = last.y - line.y
        if last.page != line.page or distance < -_FURTHEST * last.size:  # the next page, or column
            return not _ENDED.search(last.text)
        leading = self._leading.get(round(last.size), last.size * 1.2)
        return 0 < distance <= _LEADING * leading and self._is_aligned(paragraph, line)

    def _is_aligned(self, paragraph: Sequence[Line], line: Line) -> bool:
        """Return whether a line starts where the others do; the first one may start elsewhere."""
        shift = line.x - paragraph[-1].x
        if len(paragraph) > 1:
            return abs(shift) < 0.6 * line.size
        if _ITEM.match(paragraph[0].text):
            return -0.6 * line.size < shift < 4 * line.size
        return -4.5 * line.size < shift < 0.6 * line.size

    def _is_full(self, line: Line, following: Line) -> bool:
        """Return whether the first word of the next line had no room on a line."""
        first = _FIRST_WORD.match(following.text)
        needed = line.width + estimate_width(f" {first[0] if first else ''}") * line.size
        return line.x + needed >= _FULL * self._edge[self._find_column(line)]


def _find_columns(starts: Sequence[float], size: int) -> Iterator[float]:
    """Yield the least of the offsets at which the lines of each column start."""
    for before, start in pairwise((-math.inf, *starts)):
        if start - before > _INDENT * size:
            yield start


class Joiner:
    """Joins the lines of paragraphs of a text in a language."""

    def __init__(self, lines: Iterable[Line], language: str) -> None:
        self._words = {word.lower() for line in lines for word in _WORD.findall(line.text)}
        self._is_unspaced = language.partition("-")[0] in _UNSPACED_LANGUAGES

    def drops_hyphen(self, line: Line, following: Line) -> bool:
        """Return whether the hyphen that a line ends with only parts a word there."""
        hyphen, rest = _HYPHEN.search(line.text), _WORD.match(following.text)
        if not hyphen or not rest or not rest[0][0].islower():
            return False
        before = re.search(r"[A-Za-z]+(?:[-\u2010][A-Za-z]+)*\Z", line.text[: hyphen.start(1)])
        start, end = before[0] if before else "", rest[0]
        if hyphen[1] == "\u00ad" or f"{start}-{end}".lower() in self._words:
            return hyphen[1] == "\u00ad"
        last, first = start.rpartition("-")[2].lower(), end.partition("-")[0].lower()
        return fluency.is_known(last + first) or not (fluency.is_known(last) and fluency.is_known(first))

    def find_space(self, line: Line, following: Line) -> str:
        """Return what is between two lines of a paragraph: a space, or nothing."""
        if _HYPHEN.search(line.text):
            return ""
        wide = _WIDE_END.search(line.text), _WIDE_START.match(following.text)
        return "" if all(wide) or (self._is_unspaced and any(wide)) else " "
