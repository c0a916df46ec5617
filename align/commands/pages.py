"""From a text that was checked to what a page shows of it: its rows, and a name for each sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from itertools import pairwise
from typing import NamedTuple

from align.commands.results import Result
from align.model import Alignment, Diagnostic, Document, Page, Row, Segment, Sentence, Span
from align.model.scores import FindingScores
from align.scores.translation.penalties import WEIGHTS, score_findings, weigh


def score_result(result: Result) -> FindingScores:
    """How what was found in a file scores, with the weights of its settings."""
    weights = WEIGHTS | dict(result.settings.weights if result.settings else ())
    weighed = ((one.finding, weigh(one.finding, weights)) for one in result.diagnostics)
    return replace(score_findings(result.path, weighed, result.words), unlisted=result.unlisted)


@dataclass
class Paginator:
    """Makes the pages of one file, in order; `name` is the file's name in fingerprints."""

    name: str
    _seen: Counter[str] = field(default_factory=Counter)

    def make(self, document: Document, alignment: Alignment | None, found: Iterable[Diagnostic]) -> Page:
        """The page of a document, beside its source where it has one, with what was found in it."""
        cuts = list(_cut_beads(alignment) if alignment and alignment.related else _cut_segments(document))
        starts = [0, *_find_starts(cuts, document.segments, len(document.text))[1:], len(document.text)]
        sentences = [self._name(document, one) for one in document.segments]
        blocks = {block.start for block in document.blocks}
        rows = (
            Row(
                cut.source,
                Span(*ends),
                tuple(sentences[slice(*cut.target)]),
                cut.confidence,
                any(one.span.start in blocks for one in sentences[slice(*cut.target)][:1]),
            )
            for cut, ends in zip(cuts, pairwise(starts), strict=True)
        )
        language = alignment.source.language if alignment and alignment.related else ""
        marks = tuple(one.fingerprint for one in found)
        return Page(document.path, document.language, document.text, tuple(rows), language, marks)

    def _name(self, document: Document, segment: Segment) -> Sentence:
        """A sentence by the file, its words and the order among equals."""
        words = " ".join(segment.text.split())
        order = self._seen[words]
        self._seen[words] += 1
        mark = sha256(f"{self.name}\0{words}\0{order}".encode(errors="replace")).hexdigest()[:20]
        return Sentence(mark, Span(segment.start, segment.end))


class _Cut(NamedTuple):
    """What stands in a row: the source, the first target segment and the one behind the last, the confidence."""

    source: str
    target: tuple[int, int]
    confidence: float | None = None


def _cut_beads(alignment: Alignment) -> Iterator[_Cut]:
    behind = 0
    for bead in alignment.beads:
        first = bead.target[0] if bead.target else behind
        behind = first + len(bead.target)
        yield _Cut(alignment.source_text(bead), (first, behind), round(bead.confidence, 2))


def _cut_segments(document: Document) -> Iterator[_Cut]:
    """A row for each segment of a text; one row where it has none."""
    for index in range(max(len(document.segments), 1)):
        yield _Cut("", (index, index + 1))


def _find_starts(cuts: Sequence[_Cut], segments: Sequence[Segment], end: int) -> list[int]:
    """Where the target of each row starts: with its first segment, an empty one with the next row."""
    return [segments[cut.target[0]].start if cut.target[0] < len(segments) else end for cut in cuts]
