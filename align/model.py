"""The types that everything else passes around. Standard library only.

Positions are code-point offsets into `Document.text`; an end is exclusive.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from itertools import chain, pairwise
from typing import NamedTuple, Protocol

from align.census import Census, skeleton, take

MASK = "\x1a"
"""U+001A SUBSTITUTE: stands in `Document.prose` for each character that is code, a URL or markup."""


class Span(NamedTuple):
    """A stretch of a text: code points `start` up to, not including, `end`."""

    start: int
    end: int

    def holds(self, other: "Span") -> bool:
        """Whether another span lies inside this one."""
        return self.start <= other.start and other.end <= self.end


class Severity(IntEnum):
    """How grave a finding is; comparable."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    def __str__(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence, or a line that is none (a headline): its text untouched, and where it starts in the document."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """The offset behind the last character."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Location:
    """Where a person finds a character.

    `segment` is the id of the unit it stands in (a pair's id), None in running text; `line` and `column` count from 1.
    """

    segment: str | None
    line: int
    column: int


class Layout(Protocol):
    """What a reader knows of how the text of one document is laid out in its file."""

    def blocks(self, text: str) -> Iterator[Span]:
        """The paragraphs, headings, list items, cells or units of the text, in order, without what separates them."""
        ...

    def locate(self, text: str, offset: int) -> Location:
        """Where a person finds the character at `offset`."""
        ...

    def frame(self, text: str, offset: int) -> Span:
        """The line or unit around `offset`: what a report shows beside a finding, and what edits are counted in."""
        ...

    def source(self, offset: int) -> str:
        """The source text of the unit at `offset`; empty where it is unknown."""
        ...


Splitter = Callable[[str], Iterable[int]]
"""A sentence splitter: text of one block -> the offsets at which sentences start."""


@dataclass(frozen=True, eq=False)
class Document:
    """A text to check. `masked` (ordered, disjoint) is what no rule may fire in: code, URLs, markup."""

    path: str
    language: str
    text: str
    layout: Layout
    split: Splitter
    masked: tuple[Span, ...] = ()

    @cached_property
    def prose(self) -> str:
        """The text with every masked character replaced by `MASK`: same length, same offsets."""
        if not self.masked:
            return self.text
        parts: list[str] = []
        position = 0
        for start, end in self.masked:
            parts += self.text[position:start], MASK * (end - start)
            position = end
        return "".join((*parts, self.text[position:]))

    @cached_property
    def skeleton(self) -> bytes:
        """The prose in one byte a code point (see `align.census.skeleton`)."""
        return skeleton(self.prose)

    @cached_property
    def census(self) -> Census:
        """How many words the text has, and where words recur in its prose."""
        return take(skeleton(self.text) if self.masked else self.skeleton, self.skeleton)

    @cached_property
    def blocks(self) -> tuple[Span, ...]:
        """The blocks of the text (see `Layout.blocks`)."""
        return tuple(self.layout.blocks(self.text))

    @cached_property
    def paired(self) -> bool:
        """Whether the text is the target side of pairs: of what stands round it nobody knows."""
        return self.layout.locate(self.text, 0).segment is not None

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """All segments in order. What lies between two of them is white space or markup."""
        return tuple(segment for block in self.blocks for segment in self._segments_of(block))

    def block(self, offset: int) -> Span:
        """The block that holds `offset`, else the last one before it."""
        index = bisect_right(self._block_starts, offset) - 1
        return self.blocks[max(index, 0)] if self.blocks else Span(0, 0)

    def segment(self, offset: int) -> Segment:
        """The segment that holds `offset`, else the last one before it in its block; splits that block only."""
        segments = self._segments_of(self.block(offset))
        index = bisect_right(segments, offset, key=lambda segment: segment.start) - 1
        return segments[max(index, 0)] if segments else Segment("", offset)

    def source(self, offset: int) -> str:
        """The source text that belongs to `offset`; empty where it is unknown."""
        return self.layout.source(offset)

    @cached_property
    def _block_starts(self) -> tuple[int, ...]:
        return tuple(block.start for block in self.blocks)

    @cached_property
    def _split_blocks(self) -> dict[Span, tuple[Segment, ...]]:
        return {}

    def _segments_of(self, block: Span) -> tuple[Segment, ...]:
        if block not in self._split_blocks:
            self._split_blocks[block] = tuple(_segments(self.text[block.start : block.end], block.start, self.split))
        return self._split_blocks[block]


def _segments(text: str, offset: int, split: Splitter) -> Iterator[Segment]:
    starts = sorted({0, *split(text)})
    for start, end in zip(starts, (*starts[1:], len(text)), strict=True):
        piece = text[start:end]
        stripped = piece.strip()
        if stripped:
            yield Segment(stripped, offset + start + piece.index(stripped))


@dataclass(frozen=True, slots=True)
class Bead:
    """Segments of the source and those of the target that render them, by index (ascending); one side may be empty.

    `confidence` is the aligner's probability, 0 to 1, that exactly these segments belong together; `alone` that of
    each segment, first of the source and then of the target, to have no counterpart (empty: unknown).
    """

    source: tuple[int, ...]
    target: tuple[int, ...]
    confidence: float = 1.0
    alone: tuple[float, ...] = ()


@dataclass(frozen=True, eq=False)
class Alignment:
    """Two documents and their beads in order: each segment of either stands in exactly one bead."""

    source: Document
    target: Document
    beads: tuple[Bead, ...]

    @property
    def related(self) -> bool:
        """Whether anything in one text has a counterpart in the other."""
        return any(bead.source and bead.target for bead in self.beads)

    def source_text(self, bead: Bead) -> str:
        """The source segments of a bead as one text."""
        return _joined(self.source, bead.source)

    def target_text(self, bead: Bead) -> str:
        """The target segments of a bead as one text."""
        return _joined(self.target, bead.target)

    def source_at(self, offset: int) -> str:
        """The source text of the bead that the target character at `offset` stands in."""
        index = bisect_right(self.target.segments, offset, key=lambda segment: segment.start) - 1
        bead = self._bead_of_target.get(max(index, 0))
        return self.source_text(bead) if bead else ""

    @cached_property
    def _bead_of_target(self) -> dict[int, Bead]:
        return {index: bead for bead in self.beads for index in bead.target}


def _joined(document: Document, indices: Iterable[int]) -> str:
    return on_one_line("\n".join(document.segments[index].text for index in indices))


def on_one_line(text: str) -> str:
    """A text without line breaks: a space stands for each, none where both neighbours are wide, as in Chinese.

    >>> on_one_line("a wrapped\\nline"), on_one_line("第一句。\\n第二句。")
    ('a wrapped line', '第一句。第二句。')
    """
    if "\n" not in text and "\r" not in text:
        return text
    pieces = [piece for line in re.split("[\n\r]", text) if (piece := line.strip())]
    spaces = ("" if _is_wide(before[-1]) and _is_wide(after[0]) else " " for before, after in pairwise(pieces))
    return "".join(chain(pieces[:1], chain.from_iterable(zip(spaces, pieces[1:], strict=True))))


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A text that could stand there instead, where it comes from, and how well it fits (0 to 1)."""

    text: str
    origin: str
    score: float


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the characters from `start` to `end` by `text`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that mend a finding; `safe` when they cannot change what the text says."""

    safe: bool
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says of one stretch of a document. `confidence` is 0 to 1, None where the rule has no measure."""

    rule: str
    severity: Severity
    mqm: str
    message: str
    span: Span
    suggestions: tuple[Suggestion, ...] = ()
    fix: Fix | None = None
    confidence: float | None = None
    source_text: str = ""
    source_span: Span | None = None


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A part of the line or unit a finding stands in; the marked characters are `text[start:end]`."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A finding where a person finds it: all that a report needs, without the document.

    `text` is what is marked (its first 1,000 characters); the edits of `fix` count from the start of the text, or of
    the pair's target. The fingerprint holds no line number, so it outlives edits elsewhere in the file.
    """

    finding: Finding
    path: str
    start: Location
    end: Location
    text: str
    excerpt: Excerpt
    fix: Fix | None
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that was not checked and why; `failed` when it should have been."""

    path: str
    reason: str
    failed: bool = False


@dataclass(frozen=True)
class Report:
    """The outcome of a run. `signature` names what reproduces it: version, rules, settings, data.

    `glossaries` are the files of the glossaries that texts were checked against.
    """

    signature: str
    documents: int
    words: int
    suppressed: int
    skipped: tuple[Skipped, ...]
    diagnostics: tuple[Diagnostic, ...]
    glossaries: tuple[str, ...] = ()

    def count(self, severity: Severity) -> int:
        """How many diagnostics have this severity."""
        return sum(diagnostic.finding.severity is severity for diagnostic in self.diagnostics)
