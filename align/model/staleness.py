"""What is stale in translations: how their sources have changed since, and where that concerns them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256
from itertools import chain
from typing import NamedTuple

from align.model.alignments import Alignment
from align.model.skipped import Skipped
from align.model.spans import Location, Span


class Change(StrEnum):
    """What happened to sentences of a source."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


class Position(StrEnum):
    """Where a place in a translation is, as seen from the sentence that is named with it."""

    AT = "at"
    BEHIND = "behind"
    BEFORE = "before"


class Piece(NamedTuple):
    """A part of a word diff: `sign` is "-" for what is gone, "+" for what is new, " " for what has stayed."""

    sign: str
    text: str


@dataclass(frozen=True, slots=True)
class SourceChange:
    """Sentences of a source that were changed, and what of the translation that concerns.

    `segments` are those of the source now, `rendered` those of the translation, by index; `span` is where these are
    there, None where there are none. For what was added the span is an empty place, and what is `rendered` is after or
    before it, as `position` says. `is_shared`: these sentences of the translation also render others.
    """

    kind: Change
    old: str
    new: str
    difference: tuple[Piece, ...]
    segments: tuple[int, ...] = ()
    rendered: tuple[int, ...] = ()
    span: Span | None = None
    position: Position = Position.AT
    is_shared: bool = False

    def identify(self) -> str:
        """Return a short name for what the source says: another change at the same place has another."""
        return sha256((self.new or self.old).encode(errors="replace")).hexdigest()[:8]


@dataclass(frozen=True, slots=True)
class SourceChanges:
    """What became of a source `since` a time, where its translation has not followed, in the order of the translation.

    `unchanged` counts the paragraphs of the source that say what they said, `moved` sentences that are elsewhere,
    `updated` changes that the translation has followed. `is_known`: the source was compared with what it was. Where
    sentences have moved, `renderings` has what rendered each sentence of the source that is the same: the index now,
    and the indices in the translation.
    """

    since: str = ""
    found: tuple[SourceChange, ...] = ()
    unchanged: int = 0
    moved: int = 0
    updated: int = 0
    is_known: bool = False
    renderings: tuple[tuple[int, tuple[int, ...]], ...] = ()

    def choose(self, kinds: Iterable[Change]) -> "SourceChanges":
        """These changes, without those of other kinds."""
        chosen = frozenset(kinds)
        return replace(self, found=tuple(one for one in self.found if one.kind in chosen))

    def list_rendered(self, *kinds: Change) -> tuple[SourceChange, ...]:
        """Return the changes of some kinds to sentences that the translation renders, in order."""
        return tuple([one for one in self.found if one.kind in kinds and one.span])

    def list_sources(self, alignment: Alignment) -> frozenset[int]:
        """Return the segments of the source now of which it is known that they were added, or what renders them."""
        if not (self.found or self.renderings):
            return frozenset()
        told = (*self.list_added(), *self.list_rendered(Change.CHANGED))
        moved = (index for index, _ in self.find_displaced(alignment))
        return frozenset(chain(moved, *(one.segments for one in told)))

    def list_targets(self, alignment: Alignment) -> frozenset[int]:
        """Return the segments of the translation of which it is known what they render, or that this is gone."""
        if not (self.found or self.renderings):
            return frozenset()
        told = (one for one in self.list_rendered(Change.CHANGED, Change.REMOVED) if not one.is_shared)
        moved = (rendered for _, rendered in self.find_displaced(alignment))
        return frozenset(chain(*moved, *(one.rendered for one in told)))

    def find_displaced(self, alignment: Alignment) -> list[tuple[int, tuple[int, ...]]]:
        """Return the sentences of the source that are rendered elsewhere than an alignment has it, and by what.

        Aligners go through texts in order, and miss what has moved.
        """
        beads = ((alignment.beads[alignment.find_bead_of_source(one[0])], one) for one in self.renderings)
        return [one for bead, one in beads if not set(bead.target).intersection(one[1])]

    def list_added(self) -> tuple[SourceChange, ...]:
        """Return what was added, in order."""
        return tuple(one for one in self.found if one.kind is Change.ADDED)


@dataclass(frozen=True, slots=True)
class Stale:
    """Sentences of a source that were changed, and the place in the translation that this concerns.

    `start` to `end` is `text`, the sentences of the translation that render them; None where there are none. For what
    was added it is an empty place, and `text` the sentence it would be after or before, as `position` says.
    `source_start` is where the new sentences are in the source; None where there are none. `is_shared`: these sentences
    of the translation also render others.
    """

    change: Change
    start: Location | None
    end: Location | None
    text: str
    old: str
    new: str
    difference: tuple[Piece, ...]
    source_start: Location | None
    position: Position = Position.AT
    is_shared: bool = False


@dataclass(frozen=True, slots=True)
class StaleText:
    """A translation and what is stale in it, since when its source is compared.

    `unchanged` counts the paragraphs of the source that say what they said, `moved` sentences that are elsewhere,
    `updated` changes that the translation has followed.
    """

    path: str
    source: str
    since: str
    found: tuple[Stale, ...] = ()
    unchanged: int = 0
    moved: int = 0
    updated: int = 0


@dataclass(frozen=True, slots=True)
class StaleReport:
    """What is stale in all translations of a run, and what could not be compared."""

    texts: tuple[StaleText, ...]
    skipped: tuple[Skipped, ...] = ()

    def count(self, change: Change) -> int:
        """Return how many changes there are of a kind."""
        return sum(found.change is change for text in self.texts for found in text.found)


def tell_since(since: str) -> str:
    """Return since when a source is compared, in words: a commit or a revision, `recorded`, or empty where it has no
    name.

    >>> tell_since("v1.2"), tell_since("recorded")
    ('since v1.2', 'since it was recorded')
    """
    if since in ("", "recorded"):
        return f"since it was {since or 'translated'}"
    return f"since {since}"
