"""Chooses a part of a glossary: the concepts of a domain, the terms with a status."""

from __future__ import annotations

from difflib import get_close_matches

from glossary.formats.base import DEFAULT_LANGUAGES, Languages
from glossary.model import Concept, Glossary, State, Status, Term, matches_language
from glossary.upkeep.edit import EditError

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


def _has(term: Term, status: Status | State) -> bool:
    if isinstance(status, State):
        return term.state is status
    return term.status is status and term.state is State.ACCEPTED


def _keep(concept: Concept, chosen: set[int], languages: Languages) -> tuple[Term, ...]:
    return tuple(
        term for term in concept.terms if id(term) in chosen or matches_language(term.language, languages.source)
    )
