"""Statistics of a glossary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from glossary.formats.base import DEFAULT_LANGUAGES, Languages
from glossary.model import Glossary, Term


class Stats(NamedTuple):
    """The counts of a glossary. Tables have the greatest count first, equal ones in the order of their names.

    `covered` counts the concepts with a term that may be used in the source language and one in the target language;
    `first` and `last` are the earliest and the latest date of a term, "" where there is none.
    """

    concepts: int
    terms: int
    covered: int
    defined: int
    noted: int
    languages: Mapping[str, int]
    statuses: Mapping[str, int]
    states: Mapping[str, int]
    subjects: Mapping[str, int]
    dated: int
    first: str
    last: str


def collect_stats(glossary: Glossary, languages: Languages = DEFAULT_LANGUAGES) -> Stats:
    """Count what is in a glossary; `none` is for terms without status and concepts without subject."""
    concepts = glossary.concepts
    terms = [term for concept in concepts for term in concept.terms]
    dates = sorted(date for term in terms for date in (term.created, term.modified) if date)
    return Stats(
        concepts=len(concepts),
        terms=len(terms),
        covered=sum(all(concept.renderings(language) for language in languages) for concept in concepts),
        defined=sum(bool(concept.definition) for concept in concepts),
        noted=sum(bool(concept.note) or any(term.note for term in concept.terms) for concept in concepts),
        languages=_count(term.language for term in terms),
        statuses=_count(str(term.status or "none") for term in terms),
        states=_count(str(term.state) for term in terms),
        subjects=_count(concept.subject or "none" for concept in concepts),
        dated=sum(_has_date(term) for term in terms),
        first=dates[0] if dates else "",
        last=dates[-1] if dates else "",
    )


def _has_date(term: Term) -> bool:
    return bool(term.created or term.modified)


def _count(names: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(names).items(), key=lambda entry: (-entry[1], entry[0])))
