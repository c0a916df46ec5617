"""A translation beside its source: two documents and the beads between them."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from align.model.documents import Document
from align.model.spans import on_one_line


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
