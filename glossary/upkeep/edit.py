"""Adds terms to a glossary."""

from __future__ import annotations

from typing import NamedTuple

from glossary.errors import AligncheckError
from glossary.model import Concept, Glossary, State, Term, matches_language
from glossary.upkeep.ids import list_words, make_id
from glossary.upkeep.similarity import normalize


class EditError(AligncheckError):
    """An edit that cannot be made; the message says why, and what to do."""


class EditResult(NamedTuple):
    """The glossary after an edit, and the terms that were edited with the ids of their concepts."""

    glossary: Glossary
    terms: tuple[tuple[str, Term], ...]


class Addition(NamedTuple):
    """A source and a target term to add, and the fields of their concept.

    `concept` is the id of the concept to add them to, needed where several have the source term.
    """

    source: Term
    target: Term
    subject: str = ""
    definition: str = ""
    concept: str = ""


def add(glossary: Glossary, entry: Addition) -> EditResult:
    """Add the target to the concept that has the source term, else both terms as a new concept.

    Where all terms of a language are in one variety of it, the new one is too.

    Raises EditError where several concepts have the source term and none is named, where the named one does not
    exist, where the target is there already, or where the concept has another subject or definition.
    """
    source, target = (
        term._replace(language=glossary.find_variety(term.language)) for term in (entry.source, entry.target)
    )
    entry = entry._replace(source=source, target=target)
    place = _find_concept(glossary, entry)
    if place is None:
        used = [concept.id for concept in glossary.concepts]
        name = entry.concept or make_id(used, list_words(glossary.concepts), entry.source.text.strip())
        new = Concept(name, (entry.source, entry.target), entry.subject, entry.definition)
        return EditResult(
            glossary._replace(concepts=(*glossary.concepts, new)), ((name, entry.source), (name, entry.target))
        )
    concept = _fill_fields(glossary.concepts[place], entry)
    missing = tuple(term for term in (entry.source, entry.target) if not _find_term(concept, term))
    if entry.target not in missing:
        raise EditError(_describe_present(concept, entry.target))
    concepts = list(glossary.concepts)
    concepts[place] = concept._replace(terms=(*concept.terms, *missing))
    return EditResult(glossary._replace(concepts=tuple(concepts)), tuple((concept.id, term) for term in missing))


def _find_concept(glossary: Glossary, entry: Addition) -> int | None:
    """Find the index of the concept to add to; None for a new one."""
    if entry.concept:
        named = [place for place, concept in enumerate(glossary.concepts) if concept.id == entry.concept]
        return named[0] if named else None
    places = [place for place, concept in enumerate(glossary.concepts) if _find_term(concept, entry.source)]
    if len(places) > 1:
        ids = ", ".join(glossary.concepts[place].id for place in places)
        raise EditError(f"several concepts have “{entry.source.text}” ({ids}): name one with --field concept=ID")
    return places[0] if places else None


def _find_term(concept: Concept, wanted: Term) -> Term | None:
    same = (term for term in concept.terms if normalize(term.text) == normalize(wanted.text))
    return next((term for term in same if matches_language(term.language, wanted.language)), None)


def _describe_present(concept: Concept, wanted: Term) -> str:
    found = _find_term(concept, wanted)
    if found and found.state is not State.ACCEPTED:
        advice = "accept it with `glossary set --status accepted`"
        return f"“{wanted.text}” is in concept {concept.id} as {found.state}: {advice}"
    status = found.status if found and found.status else "a term without status"
    return f"“{wanted.text}” is in concept {concept.id} already, as {status}: `glossary set` changes it"


def _fill_fields(concept: Concept, entry: Addition) -> Concept:
    for name in ("subject", "definition"):
        had, given = getattr(concept, name), getattr(entry, name)
        if had and given and had != given:
            advice = f"`glossary set --field {name}=...` changes it"
            raise EditError(f"the concept {concept.id} has another {name} (“{had}”): {advice}")
    return concept._replace(
        subject=concept.subject or entry.subject,
        definition=concept.definition or entry.definition,
    )
