"""From a text that was checked to what a page shows of it: its rows, and a name for each sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import pairwise
from typing import NamedTuple

from align.model import Alignment, Diagnostic, Document, Page, Row, Segment, Sentence, Span, on_one_line


@dataclass
class Paginator:
    """Makes the pages of one file, in order; `name` is the file's name in fingerprints."""

    name: str
    _seen: Counter[str] = field(default_factory=Counter)
    _seen_sources: Counter[str] = field(default_factory=Counter)

    def make(
        self, document: Document, alignment: Alignment | None, found: Iterable[Diagnostic], *, is_aligned: bool = False
    ) -> Page:
        """Return the page of a document, next to its source where it has one, with what was found in it.

        `is_aligned`: an aligner has put them next to each other, so that a person may do it better.
        """
        count = max(len(document.segments), 1)
        cuts = [_Cut("", (index, index + 1)) for index in range(count)]  # a row for each segment, one where none is
        if alignment and alignment.related:
            cuts = list(_cut_beads(alignment))
        starts = [0, *_find_starts(cuts, document.segments, document.text)[1:], len(document.text)]
        sentences = name_sentences(document, self.name, self._seen)
        sources = list[Sentence]()
        if alignment and is_aligned:
            sources = name_sentences(alignment.source, name_source(self.name), self._seen_sources)
        blocks = {block.start for block in document.blocks}
        rows = (
            Row(
                cut.source,
                Span(*ends),
                tuple(sentences[slice(*cut.target)]),
                cut.confidence,
                any(one.span.start in blocks for one in sentences[slice(*cut.target)][:1]),
                tuple(_place(cut.source, alignment, sources, cut.segments)) if alignment and is_aligned else (),
            )
            for cut, ends in zip(cuts, pairwise(starts), strict=True)
        )
        language = alignment.source.language if alignment and alignment.related else ""
        marks = tuple(one.fingerprint for one in found)
        return Page(document.path, document.language, document.text, tuple(rows), language, marks)


def name_source(name: str) -> str:
    """Return what the names of source sentences begin with, where this is the name of the translation."""
    return f"{name}\0source"


def name_sentences(document: Document, name: str, seen: Counter[str] | None = None) -> list[Sentence]:
    """Return the sentences of a text by the file's name, their words and the order among equals, `seen` before them or
    not.
    """
    seen, named = Counter() if seen is None else seen, list[Sentence]()
    for segment in document.segments:
        words = " ".join(segment.text.split())
        mark = sha256(f"{name}\0{words}\0{seen[words]}".encode(errors="replace")).hexdigest()[:20]
        seen[words] += 1
        named.append(Sentence(mark, Span(segment.start, segment.end)))
    return named


def _place(
    text: str, alignment: Alignment, sentences: Sequence[Sentence], segments: tuple[int, ...]
) -> Iterator[Sentence]:
    """Yield some source sentences with their places in a row that holds them as one text."""
    position = 0
    for index in segments:
        words = on_one_line(alignment.source.segments[index].text).strip()
        start = max(text.find(words, position), position)
        position = start + len(words)
        yield Sentence(sentences[index].id, Span(start, position))


class _Cut(NamedTuple):
    """What is in a row: the source, the first target segment and the one after the last, the confidence.

    `segments` are those of the source.
    """

    source: str
    target: tuple[int, int]
    confidence: float | None = None
    segments: tuple[int, ...] = ()


def _cut_beads(alignment: Alignment) -> Iterator[_Cut]:
    behind = 0
    for bead in alignment.beads:
        first = bead.target[0] if bead.target else behind
        behind = first + len(bead.target)
        yield _Cut(alignment.source_text(bead), (first, behind), round(bead.confidence, 2), bead.source)


def _find_starts(cuts: Sequence[_Cut], segments: Sequence[Segment], text: str) -> list[int]:
    """Return where the target of each row starts: with the line of its first segment, where that is the line's first as
    well.

    An empty target starts with the next row.
    """
    ends = [0, *(segment.end for segment in segments)]
    starts = [text.rfind("\n", ends[index], one.start) + 1 or one.start for index, one in enumerate(segments)]
    return [starts[cut.target[0]] if cut.target[0] < len(segments) else len(text) for cut in cuts]
