"""What is stale in translations: how their sources have changed since, and where that concerns them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from align.model.reports import Skipped
from align.model.spans import Location


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
class Stale:
    """Sentences of a source that were changed, and the place in the translation that this concerns.

    `start` to `end` is `text`, the sentences of the translation that render them; None where there are none. For
    what was added it is an empty place, and `text` the sentence it would stand behind or before, as `position` says.
    `source_start` is where the new sentences stand in the source; None where there are none.
    `is_shared`: these sentences of the translation also render others.
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

    `unchanged` counts the paragraphs of the source that say what they said, `moved` sentences that stand elsewhere,
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
        """How many changes there are of a kind."""
        return sum(found.change is change for text in self.texts for found in text.found)
