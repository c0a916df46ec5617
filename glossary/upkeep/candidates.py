"""Accepts and rejects candidates, by name or all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from hashlib import sha256
from typing import NamedTuple

from glossary.model import Concept, Glossary, State, Term
from glossary.upkeep.edit import EditResult


class NamedTerm(NamedTuple):
    """A term with its concept, and a name that outlives changes of other concepts: by the words of both."""

    name: str
    concept: Concept
    term: Term


def name_terms(glossary: Glossary) -> Iterator[NamedTerm]:
    """Yield all terms by name: that of a term is made of its words, its language and the words of the other
    languages.
    """
    seen = Counter[tuple[str, ...]]()
    for concept in glossary.concepts:
        for term in concept.terms:
            others = sorted(other.text for other in concept.terms if other.language != term.language)
            key = (term.language, term.text, *others)
            mark = "\0".join((*key, str(seen[key])))
            seen[key] += 1
            yield NamedTerm(sha256(mark.encode(errors="replace")).hexdigest()[:20], concept, term)


def decide_named(
    glossary: Glossary, accepted: Collection[str], rejected: Collection[str], today: str = ""
) -> EditResult:
    """Accept and reject the candidates with these names, see `name_terms`; companions are accepted too."""
    named = [(one.name, (one.concept.id, one.term)) for one in name_terms(glossary)]
    no, yes = ({place for name, place in named if name in names} for names in (rejected, accepted))

    def wanted(concept: Concept, term: Term) -> bool:
        return (concept.id, term) in yes or is_companion(concept, term, yes)

    first = _decide(glossary, lambda concept, term: (concept.id, term) in no, State.REJECTED, today)
    second = _decide(first.glossary, wanted, State.ACCEPTED, today)
    return EditResult(second.glossary, (*first.terms, *second.terms))


def decide_all(glossary: Glossary, state: State, min_score: float | None = None, today: str = "") -> EditResult:
    """Give every candidate this state; with `min_score`, only those whose extra `score` is a number not below it."""
    return _decide(glossary, lambda _, term: min_score is None or _get_score(term) >= min_score, state, today)


def has_dates(glossary: Glossary) -> bool:
    """Return whether any term of a glossary has a date."""
    return any(term.created or term.modified for concept in glossary.concepts for term in concept.terms)


def _get_score(term: Term) -> float:
    for name, value in term.extra:
        if name == "score":
            try:
                return float(value)
            except ValueError:
                break
    return float("-inf")


def is_companion(concept: Concept, term: Term, chosen: set[tuple[str, Term]]) -> bool:
    """Return whether a term is the only one in its language next to a chosen term in another language."""
    living = [other for other in concept.terms if other.state is not State.REJECTED]
    alone = sum(other.language == term.language for other in living) == 1
    return alone and any((concept.id, other) in chosen and other.language != term.language for other in living)


def _decide(glossary: Glossary, wanted: Callable[[Concept, Term], bool], state: State, today: str) -> EditResult:
    date = today if has_dates(glossary) else ""
    touched: list[tuple[str, Term]] = []
    concepts = []
    for concept in glossary.concepts:
        terms = list(concept.terms)
        for place, term in enumerate(concept.terms):
            if term.state is State.CANDIDATE and wanted(concept, term):
                terms[place] = term._replace(state=state, modified=date or term.modified)
                touched.append((concept.id, terms[place]))
        concepts.append(concept._replace(terms=tuple(terms)))
    return EditResult(glossary._replace(concepts=tuple(concepts)), tuple(touched))
