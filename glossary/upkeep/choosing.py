"""Chooses a part of a glossary: the concepts of a domain, the terms with a status."""

from __future__ import annotations

from difflib import get_close_matches

from glossary.formats.base import DEFAULT_LANGUAGES, Languages
from glossary.model import Concept, Glossary, State, Status, Term, matches_language
from glossary.upkeep.edit import EditError

_ALWAYS_MEASURED = frozenset({"count", "documents", "score"})
_MEASURED = _ALWAYS_MEASURED | {"glossary", "last", "variants"}
"""The extras in which `glossary extract` says how sure a candidate is; examples are no such thing."""
_MOST = 10
"""How many domains a message names."""


def choose_domain(glossary: Glossary, domain: str) -> Glossary:
    """Return the concepts of a domain; a concept may have several, with semicolons between, in any case.

    Raises EditError where no concept has it.
    """
    wanted = domain.strip().casefold()
    chosen = tuple(one for one in glossary.concepts if wanted in map(str.casefold, _list_domains(one)))
    if not chosen:
        known = dict.fromkeys(name for one in glossary.concepts for name in _list_domains(one) if name)
        near = get_close_matches(domain, known, n=1, cutoff=0.6)
        hint = f"did you mean “{near[0]}”?" if near else f"there are {', '.join([*known][:_MOST]) or 'none'}"
        raise EditError(f"no concept has the domain “{domain}”: {hint}")
    return glossary._replace(concepts=chosen)


def _list_domains(concept: Concept) -> list[str]:
    return [name.strip() for name in concept.subject.replace("；", ";").split(";")]


def choose_status(glossary: Glossary, status: Status | State, languages: Languages = DEFAULT_LANGUAGES) -> Glossary:
    """Return the terms with a status or in a state, with the source terms of their concepts; concepts without any such
    term are left out.

    A source term that is in another state counts as the name of the concept alone.
    """
    concepts = []
    for concept in glossary.concepts:
        targets = [term for term in concept.terms if not matches_language(term.language, languages.source)]
        chosen = {id(term) for term in (targets or concept.terms) if _has(term, status)}
        if chosen:
            concepts.append(concept._replace(terms=_keep(concept, chosen, languages)))
    return glossary._replace(concepts=tuple(concepts))


def drop_undecided(
    glossary: Glossary, known: Glossary, languages: Languages = DEFAULT_LANGUAGES
) -> tuple[Glossary, tuple[str, ...]]:
    """Return what of a list is decided on, without what `glossary extract` measured, and what is left out, in lines.

    Candidates go, and concepts of which nothing but the source term is left; extras that `known` has stay. A glossary
    `known` that has candidates itself is a list to be decided on: then all stays.
    """
    if any(term.state is State.CANDIDATE for concept in known.concepts for term in concept.terms):
        return glossary, ()
    kept = {name for concept in known.concepts for term in concept.terms for name, _ in term.extra}
    concepts, undecided, dropped = list[Concept](), 0, dict[str, None]()
    for concept in glossary.concepts:
        targets = [term for term in concept.terms if not matches_language(term.language, languages.source)]
        decided = {id(term) for term in (targets or concept.terms) if term.state is not State.CANDIDATE}
        undecided += len(targets or concept.terms) - len(decided)
        if decided:
            terms = list[Term]()
            for term in _keep(concept, decided, languages):
                measured = _MEASURED - kept if {name for name, _ in term.extra} >= _ALWAYS_MEASURED else frozenset()
                dropped |= {name: None for name, value in term.extra if name in measured and value}
                terms.append(term._replace(extra=tuple(pair for pair in term.extra if pair[0] not in measured)))
            concepts.append(concept._replace(terms=tuple(terms)))
    notes = []
    if undecided:
        what = "candidate is" if undecided == 1 else "candidates are"
        notes.append(f"{undecided:,} {what} left out: accept or reject with `glossary set`")
    if dropped:
        notes.append(f"what `glossary extract` measured is left out: {', '.join(dropped)}")
    return glossary._replace(concepts=tuple(concepts)), tuple(notes)


def _has(term: Term, status: Status | State) -> bool:
    if isinstance(status, State):
        return term.state is status
    return term.status is status and term.state is State.ACCEPTED


def _keep(concept: Concept, chosen: set[int], languages: Languages) -> tuple[Term, ...]:
    return tuple(
        term for term in concept.terms if id(term) in chosen or matches_language(term.language, languages.source)
    )
