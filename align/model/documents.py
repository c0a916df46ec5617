"""A text to check: its segments, its blocks, and the way back to its file."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from operator import attrgetter, itemgetter
from typing import NamedTuple

from align.model.lazy import LazyProperty
from align.model.offsets import ByteOffsets, OffsetMap, Stretch, StretchMap, map_lines
from align.model.sequences import SpanTable
from align.model.skeletons import skeleton
from align.model.spans import MASK, Location, Span
from align.model.structure import Element, Role


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence, or a line that is none (a headline): its text untouched, and where it starts in the document."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """Return the offset after the last character."""
        return self.start + len(self.text)


Splitter = Callable[[str], Iterable[int]]
"""A sentence splitter: text of one block -> the offsets at which sentences start."""

BlockFinder = Callable[[str], Iterable[Span]]
"""What finds the blocks of a text: its paragraphs, headings, list items, cells or units, in order."""


def keep_blocks(blocks: Iterable[Span]) -> BlockFinder:
    """Return what finds blocks that are known already."""
    return partial(_get_blocks, blocks if isinstance(blocks, SpanTable) else tuple(blocks))


def _get_blocks(blocks: Sequence[Span], _text: str) -> Sequence[Span]:
    return blocks


class Code(NamedTuple):
    """An inline code of the format (a tag, a placeholder), which a translation has to hold as well.

    `offset` is its place in the text. `key` is equal for the same code in source and translation, with a slash before
    it for the end of a pair; `shown` is how people know it. `is_paired`: it begins or ends a stretch of the text, and
    has no place in the text of its own.
    """

    offset: int
    key: str
    shown: str
    is_paired: bool = False


@dataclass(frozen=True, eq=False)
class Document:
    """A text to check.

    `find_blocks` and `split` find its blocks and, in each, its sentences. `masked` (ordered, disjoint) is what no rule
    may fire in: code, URLs, markup. `stretches` say where the text came from (see `OffsetMap`); None where it is the
    text of the file itself, line by line. `elements` are its blocks and what is between them, in order, as the format
    describes them; empty where it says nothing of them, as plain text. `codes` are the inline codes of a format of
    pairs, in order: those of a pair of tags take no room in the text, a placeholder one masked character. `notes` are
    what a person has to know of how the text was read.
    """

    path: str
    language: str
    text: str
    find_blocks: BlockFinder
    split: Splitter
    masked: tuple[Span, ...] = ()
    stretches: Sequence[Stretch] | None = None
    elements: tuple[Element, ...] = ()
    codes: tuple[Code, ...] = ()
    notes: tuple[str, ...] = ()

    @LazyProperty
    def prose(self) -> str:
        """Return the text with every masked character replaced by `MASK`: same length, same offsets."""
        if not self.masked:
            return self.text
        parts: list[str] = []
        position = 0
        for start, end in self.masked:
            parts += self.text[position:start], MASK * (end - start)
            position = end
        return "".join((*parts, self.text[position:]))

    @LazyProperty
    def skeleton(self) -> bytes:
        """Return the prose in one byte a code point (see `align.model.skeletons`)."""
        return skeleton(self.prose)

    @LazyProperty
    def offsets(self) -> OffsetMap:
        """Return the way from the text back to its file."""
        return map_lines(self.text) if self.stretches is None else StretchMap(self.stretches)

    @property
    def is_page(self) -> bool:
        """Return whether the format describes blocks of prose, as pages and documents do: not strings or subtitles."""
        return any(one.role is not Role.CUE for one in self.elements[:1])

    @property
    def has_origins(self) -> bool:
        """Return whether the stretches of the text know the characters of the file that they come from."""
        return any(stretch.origin for stretch in self.stretches or ())

    def frame(self, offset: int) -> Span:
        """Return the line or unit around `offset`: what a report shows next to a finding."""
        if self.stretches is not None:
            block = self.block(offset)
            if block.start <= offset <= block.end and block.end > block.start:
                start = self.text.rfind("\n", block.start, offset) + 1
                end = self.text.find("\n", offset, block.end)
                return Span(start or block.start, block.end if end < 0 else end)
        return self.offsets.frame(offset)

    def locate(self, offset: int) -> Location:
        """Return where a person, or a program that counts bytes, finds the character at `offset`."""
        if self.stretches is not None:
            return self.offsets.locate(offset)
        (start, _), line, column, *_ = self.offsets.get_around(offset)
        before = self._byte_offsets.count_between(start, offset)
        return Location(None, line, offset - start + column, before + 1)

    def locate_end(self, span: Span) -> Location:
        """Return where the last character of a span ends: the place after it in its own line or unit."""
        if self.stretches is None or span.end <= span.start:
            return self.locate(span.end)
        last = self.locate(span.end - 1)
        return replace(last, column=last.column + 1)

    @LazyProperty
    def _byte_offsets(self) -> ByteOffsets:
        return ByteOffsets(self.text)

    @LazyProperty
    def blocks(self) -> Sequence[Span]:
        """Return the paragraphs, headings, list items, cells or units of the text, in order, without what separates
        them.
        """
        found = self.find_blocks(self.text)
        return found if isinstance(found, (tuple, SpanTable)) else tuple(found)

    @LazyProperty
    def segments(self) -> tuple[Segment, ...]:
        """Return all segments in order. What lies between two of them is white space or markup."""
        return tuple(chain.from_iterable(map(self._segments_of, self.blocks)))

    def block(self, offset: int) -> Span:
        """Return the block that holds `offset`, else the last one before it."""
        starts = self.block_starts
        return self.blocks[(bisect_right(starts, offset) or 1) - 1] if starts else Span(0, 0)

    def segment(self, offset: int) -> Segment:
        """Return the segment that holds `offset`, else the last one before it in its block; splits that block only."""
        segments = self._segments_of(self.block(offset))
        index = bisect_right(segments, offset, key=_GET_START) - 1 if len(segments) > 1 else 0
        return segments[max(index, 0)] if segments else Segment("", offset)

    def find_copies(self, index: int) -> Sequence[int]:
        """Return the indices of the segments that have the text of one, that one among them."""
        return self._places_of_texts[self.segments[index].text]

    @LazyProperty
    def _places_of_texts(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        for index, segment in enumerate(self.segments):
            places.setdefault(segment.text, []).append(index)
        return places

    @LazyProperty
    def block_starts(self) -> Sequence[int]:
        """Return the offsets at which the blocks start."""
        return self.blocks.starts if isinstance(self.blocks, SpanTable) else tuple(map(itemgetter(0), self.blocks))

    @LazyProperty
    def _split_blocks(self) -> dict[Span, tuple[Segment, ...]]:
        return {}

    def _segments_of(self, block: Span) -> tuple[Segment, ...]:
        found = self._split_blocks.get(block)
        if found is None:
            start, end = block
            found = self._split_blocks[block] = _split(self.text[start:end], start, self.split)
        return found


_GET_START = attrgetter("start")


def _split(text: str, offset: int, split: Splitter) -> tuple[Segment, ...]:
    """Return the segments of a block, whose text starts at an offset of the document."""
    starts, segments = sorted({0, *split(text)}), list[Segment]()
    for start, end in zip(starts, (*starts[1:], len(text)), strict=True):
        piece = text[start:end]
        stripped = piece.strip()
        if stripped:
            segments.append(Segment(stripped, offset + start + piece.index(stripped)))
    return tuple(segments)
