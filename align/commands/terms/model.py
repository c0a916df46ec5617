"""What a report on terms holds."""

from collections.abc import Mapping
from typing import NamedTuple

from align.model import Location, Skipped
from glossary.renderings.consistency import Reference, Score


class Place(NamedTuple):
    """The place of a rendering."""

    path: str
    location: Location


class TermRendering(NamedTuple):
    """A rendering of a term: as it is written first, how often, how often in earlier texts, and where.

    `partial`: a word of the term has no counterpart in it, so it does not count. `text` is empty for none found.
    """

    text: str
    key: str
    number: int
    earlier: int
    partial: bool
    places: tuple[Place, ...]


class TermScores(NamedTuple):
    """How steady one term is: LTCR, and the share of its renderings that equal each pseudo-reference it has."""

    ltcr: Score
    consistency: Mapping[Reference, Score]


class TermLine(NamedTuple):
    """A source term and its renderings, the commonest first; `admitted` are those of the glossary."""

    term: str
    occurrences: int
    scores: TermScores
    renderings: tuple[TermRendering, ...]
    admitted: tuple[str, ...]


class TextScores(NamedTuple):
    """The scores of a document, or of all: `micro` and `macro` by reference, `success` against the glossary."""

    path: str
    terms: int
    occurrences: int
    ltcr: Score
    micro: Mapping[Reference, Score]
    macro: Mapping[Reference, Score]
    success: Score


class TermReport(NamedTuple):
    """The report: terms, the least steady first; documents in order; what holds for all; what was left out.

    `dictionary` says which one was used: its date and the start of its digest.
    """

    terms: tuple[TermLine, ...]
    documents: tuple[TextScores, ...]
    total: TextScores
    glossaries: tuple[str, ...]
    dictionary: str
    skipped: tuple[Skipped, ...]
