"""Decides on candidates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import get_close_matches

from glossary.model import Concept, Glossary, State, Term
from glossary.upkeep.book import key
from glossary.upkeep.edit import Edited, EditError


def accept(glossary: Glossary, names: Sequence[str], today: str = "") -> Edited:
    """Accept the candidates of these texts or concept ids.

    With a term, the only term that its concept has in another language is accepted too: a term alone is of no use.
    `today` is the date that a glossary with dates gets as that of the change. Raises EditError for a name that is no
    candidate's.
    """
    chosen = _chosen(glossary, names)

    def wanted(concept: Concept, term: Term) -> bool:
        return (concept.id, term) in chosen or _comes_along(concept, term, chosen)

    return _decide(glossary, wanted, State.ACCEPTED, today)


def reject(glossary: Glossary, names: Sequence[str], today: str = "") -> Edited:
    """Reject the candidates of these texts or concept ids; see `accept`. No other term is touched."""
    chosen = _chosen(glossary, names)
    return _decide(glossary, lambda concept, term: (concept.id, term) in chosen, State.REJECTED, today)


def decide_all(glossary: Glossary, state: State, min_score: float | None = None, today: str = "") -> Edited:
    """Give every candidate this state; with `min_score`, those only whose field `score` is a number not below it."""
    return _decide(glossary, lambda _, term: min_score is None or _score(term) >= min_score, state, today)


def keeps_dates(glossary: Glossary) -> bool:
    """Whether any term of a glossary has a date: one without dates is given none."""
    return any(term.created or term.modified for concept in glossary.concepts for term in concept.terms)


def _score(term: Term) -> float:
    for name, value in term.extra:
        if name == "score":
            try:
                return float(value)
            except ValueError:
                break
    return float("-inf")


def _chosen(glossary: Glossary, names: Sequence[str]) -> set[tuple[str, Term]]:
    """The candidates that the names mean."""
    chosen: set[tuple[str, Term]] = set()
    for name in names:
        named = [(c.id, term) for c in glossary.concepts for term in c.terms if key(name) in (c.id, key(term.text))]
        found = [entry for entry in named if entry[1].state is State.CANDIDATE]
        if not found:
            raise EditError(_no_candidate(glossary, name, named))
        chosen.update(found)
    return chosen


def _no_candidate(glossary: Glossary, name: str, named: list[tuple[str, Term]]) -> str:
    if named:
        states = ", ".join(dict.fromkeys(str(term.state) for _, term in named))
        return f"“{name}” is no candidate, it is {states}: change it in the file"
    texts = [term.text for c in glossary.concepts for term in c.terms if term.state is State.CANDIDATE]
    near = get_close_matches(name, texts, n=1, cutoff=0.6)
    return f"there is no candidate “{name}”" + (f": did you mean “{near[0]}”?" if near else "")


def _comes_along(concept: Concept, term: Term, chosen: set[tuple[str, Term]]) -> bool:
    """Whether a term is the only one of its language beside a chosen one of another language."""
    living = [other for other in concept.terms if other.state is not State.REJECTED]
    alone = sum(other.language == term.language for other in living) == 1
    return alone and any((concept.id, other) in chosen and other.language != term.language for other in living)


def _decide(glossary: Glossary, wanted: Callable[[Concept, Term], bool], state: State, today: str) -> Edited:
    date = today if keeps_dates(glossary) else ""
    touched: list[tuple[str, Term]] = []
    concepts = []
    for concept in glossary.concepts:
        terms = list(concept.terms)
        for place, term in enumerate(concept.terms):
            if term.state is State.CANDIDATE and wanted(concept, term):
                terms[place] = term._replace(state=state, modified=date or term.modified)
                touched.append((concept.id, terms[place]))
        concepts.append(concept._replace(terms=tuple(terms)))
    return Edited(glossary._replace(concepts=tuple(concepts)), tuple(touched))
