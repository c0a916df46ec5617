"""How terms are rendered in some texts, and the candidates of their glossaries, as a page shows them: plain data."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TermCandidate:
    """A term that no one has accepted or rejected yet; the id outlives changes of other concepts.

    `source` and `target` are the terms of its concept in either language; `notes` say what is known of it.
    """

    id: str
    source: str
    target: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CandidateList:
    """The candidates in a glossary, with the languages (BCP 47) of both sides."""

    path: str
    candidates: tuple[TermCandidate, ...]
    source_language: str = "zh"
    target_language: str = "en"


@dataclass(frozen=True, slots=True)
class RenderingRow:
    """A rendering of a term (empty: none found), how often, and where; `is_partial`: part of the term is missing."""

    text: str
    count: int
    is_partial: bool
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TermRow:
    """A term and its renderings, the commonest first; `score` is its LTCR, or `-`. `admitted` are the glossary's.

    `newer` says what the house may have changed to, where a memory shows it.
    """

    term: str
    occurrences: int
    score: str
    is_steady: bool
    admitted: tuple[str, ...]
    renderings: tuple[RenderingRow, ...]
    newer: str = ""


@dataclass(frozen=True, slots=True)
class TermTable:
    """The terms of some texts, the least steady first, and the candidates of their glossaries."""

    documents: int
    score: str
    rows: tuple[TermRow, ...]
    lists: tuple[CandidateList, ...] = ()
