"""A translation next to its source: two documents and the beads between them."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from align.model.documents import Document, Segment
from align.model.lazy import LazyProperty
from align.model.sequences import AS_SPAN
from align.model.spans import Span, move_to_one_line, on_one_line

_Value = TypeVar("_Value")


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

    def swap(self) -> "Bead":
        """Return the same bead seen from its target."""
        middle = len(self.source)
        return Bead(self.target, self.source, self.confidence, (*self.alone[middle:], *self.alone[:middle]))


@dataclass(frozen=True, eq=False)
class Alignment:
    """Two documents and their beads in order: each segment of either is in exactly one bead."""

    source: Document
    target: Document
    beads: tuple[Bead, ...]

    @LazyProperty
    def related(self) -> bool:
        """Return whether anything in one text has a counterpart in the other."""
        return any(bead.source and bead.target for bead in self.beads)

    def swap(self) -> "Alignment":
        """Return the same alignment with its sides swapped."""
        return Alignment(self.target, self.source, tuple(bead.swap() for bead in self.beads))

    def find_bead_of_source(self, segment: int) -> int:
        """Return the index of the bead that a source segment is in."""
        return self._places[segment]

    def source_text(self, bead: Bead) -> str:
        """Return the source segments of a bead as one text."""
        return self._source_texts[bead.source]

    def quote_source(self, bead: Bead, span: Span) -> tuple[str, Span | None]:
        """Return the source text of a bead, and where in it a span is that counts from where the bead starts."""
        line = self.source_text(bead)
        return line, move_to_one_line(span, self.source.text[slice(*self.source_span(bead))], line)

    def target_text(self, bead: Bead) -> str:
        """Return the target segments of a bead as one text."""
        return self._target_texts[bead.target]

    def source_prose(self, bead: Bead) -> str:
        """Return the source segments of a bead as they are in their document; what is no prose is masked."""
        return self.source.prose[slice(*self.source_span(bead))]

    def target_prose(self, bead: Bead) -> str:
        """Return the target segments of a bead as they are in their document; what is no prose is masked."""
        return self.target.prose[slice(*self.target_span(bead))]

    def find_matches(self, confidence: float = 0.0) -> Iterator[Bead]:
        """Return the beads with text on both sides that are at least so likely, in order."""
        return (bead for bead in self.beads if bead.source and bead.target and bead.confidence >= confidence)

    def source_span(self, bead: Bead) -> Span:
        """Return where the source segments of a bead are in the source: from the first to the last."""
        return self._source_spans[bead.source]

    def target_span(self, bead: Bead) -> Span:
        """Return where the target segments of a bead are in the target: from the first to the last."""
        return self._target_spans[bead.target]

    def source_at(self, offset: int) -> str:
        """Return the source text of the bead that the target character at `offset` is in."""
        bead = self.bead_at(offset)
        return self.source_text(bead) if bead else ""

    def bead_at(self, offset: int) -> Bead | None:
        """Return the bead that the target character at `offset` is in; None where the target has no text."""
        index = bisect_right(self.target.segments, offset, key=lambda segment: segment.start) - 1
        return self._bead_of_target.get(max(index, 0))

    @LazyProperty
    def _source_texts(self) -> "_OfSegments[str]":
        return _OfSegments(self.source.segments, _join_texts)

    @LazyProperty
    def _target_texts(self) -> "_OfSegments[str]":
        return _OfSegments(self.target.segments, _join_texts)

    @LazyProperty
    def _source_spans(self) -> "_OfSegments[Span]":
        return _OfSegments(self.source.segments, _join_spans)

    @LazyProperty
    def _target_spans(self) -> "_OfSegments[Span]":
        return _OfSegments(self.target.segments, _join_spans)

    @LazyProperty
    def _places(self) -> dict[int, int]:
        return {index: place for place, bead in enumerate(self.beads) for index in bead.source}

    @LazyProperty
    def _bead_of_target(self) -> dict[int, Bead]:
        return {index: bead for bead in self.beads for index in bead.target}


class UnitRecord(NamedTuple):
    """What a file says of where a unit comes from: a document, its domain, and a date (2017-04-26); empty: nothing."""

    document: str = ""
    domain: str = ""
    date: str = ""


NO_RECORD = UnitRecord()


class Unit(NamedTuple):
    """A pair of a bitext: where its source is in the source document, its target in the target document.

    `is_pending`: the file says that it is not translated yet. `confidence` is an aligner's, where the file has it.
    `is_draft`: the file says that a person has still to look at the translation. `record`: where the unit comes from.
    `is_unconfirmed`: no one has confirmed the translation, or it was rejected; it is checked as any other.
    """

    source: Span
    target: Span
    is_pending: bool = False
    confidence: float = 1.0
    is_draft: bool = False
    record: UnitRecord = NO_RECORD
    is_unconfirmed: bool = False


class LeftOut(NamedTuple):
    """Units of a file that are not in its bitexts: why, and how many."""

    reason: str
    number: int


@dataclass(frozen=True, eq=False)
class Bitext:
    """Both sides of a text in one file, paired already: two documents and the units that join them, in order.

    What is round a unit in its real text no one knows. `left_out` are those that are not to be checked, such as locked
    ones. `name` is what the file calls the document that the units are of; empty where it calls it nothing.
    """

    source: Document
    target: Document
    units: tuple[Unit, ...]
    left_out: tuple[LeftOut, ...] = ()
    name: str = ""

    def source_at(self, offset: int) -> str:
        """Return the source text of the unit that the target character at `offset` is in."""
        index = bisect_right(self.units, offset, key=lambda unit: unit.target.start) - 1
        return self.source.text[slice(*self.units[max(index, 0)].source)]

    def is_draft_at(self, offset: int) -> bool:
        """Return whether the target character at `offset` is in a unit that is a draft."""
        index = bisect_right(self.units, offset, key=lambda unit: unit.target.start) - 1
        return self.units[max(index, 0)].is_draft

    @LazyProperty
    def alignment(self) -> Alignment | None:
        """Return the units as beads; None where no unit has both sides.

        What is in a unit of one side has an unknown counterpart: a bead of confidence 0; other beads have that of their
        unit.
        """
        sources = _list_members(self.source, [unit.source for unit in self.units])
        targets = _list_members(self.target, [unit.target for unit in self.units])
        sides = zip(sources, targets, self.units, strict=True)
        beads = tuple(
            [Bead(one, other, unit.confidence if one and other else 0.0) for one, other, unit in sides if one or other]
        )
        alignment = Alignment(self.source, self.target, beads)
        return alignment if alignment.related else None


def _list_members(document: Document, spans: Iterable[Span]) -> list[tuple[int, ...]]:
    """Return the indices of the segments in each span."""
    starts = [segment.start for segment in document.segments]
    return [tuple(range(bisect_left(starts, start), bisect_left(starts, end))) for start, end in spans]


class _OfSegments(dict[tuple[int, ...], _Value]):
    """What a function makes of the segments of a bead. It is kept, since many rules ask for each."""

    def __init__(
        self, segments: Sequence[Segment], make: Callable[[Sequence[Segment], tuple[int, ...]], _Value]
    ) -> None:
        super().__init__()
        self._segments, self._make = segments, make

    def __missing__(self, indices: tuple[int, ...]) -> _Value:
        return self.setdefault(indices, self._make(self._segments, indices))


def _join_spans(segments: Sequence[Segment], indices: tuple[int, ...]) -> Span:
    """Return where some segments are, from the first to the last; an empty span where there are none."""
    if not indices:
        return Span(0, 0)
    first, last = segments[indices[0]], segments[indices[-1]]
    return AS_SPAN((first.start, last.start + len(last.text)))


def _join_texts(segments: Sequence[Segment], indices: tuple[int, ...]) -> str:
    """Return some segments as one text."""
    return on_one_line("\n".join([segments[index].text for index in indices]))
