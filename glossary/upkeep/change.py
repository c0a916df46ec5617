"""Changes terms that a glossary has: sets their fields, renames them, removes them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from glossary.formats.base import DEFAULT_LANGUAGES, Languages
from glossary.model import Concept, Glossary, State, Status, Term, matches_language
from glossary.upkeep.candidates import has_dates, is_companion
from glossary.upkeep.edit import EditError
from glossary.upkeep.ids import is_named_by
from glossary.upkeep.naming import Found, find_named, find_rendering
from glossary.upkeep.similarity import normalize

_OF_TERM = 8
"""How many fields of a change are those of a term."""


class Change(NamedTuple):
    """What to set of a term (the first eight fields) and of its concept; None stays as it is, "" empties a field."""

    status: Status | None = None
    state: State | None = None
    part_of_speech: str | None = None
    origin: str | None = None
    note: str | None = None
    term_type: str | None = None
    example: str | None = None
    when_source: str | None = None
    subject: str | None = None
    definition: str | None = None

    @property
    def of_term(self) -> dict[str, Any]:
        """Return the fields of terms that are set, by name."""
        return {
            name: value
            for name, value in zip(self._fields[:_OF_TERM], self[:_OF_TERM], strict=True)
            if value is not None
        }

    @property
    def of_concept(self) -> dict[str, Any]:
        """Return the fields of concepts that are set, by name."""
        return {
            name: value
            for name, value in zip(self._fields[_OF_TERM:], self[_OF_TERM:], strict=True)
            if value is not None
        }


class FieldsSet(NamedTuple):
    """The fields, by name, that are different now of a term, or where `term` is None of its concept."""

    concept: Concept
    term: Term | None
    fields: tuple[str, ...]


class SetResult(NamedTuple):
    """The glossary after its fields were set, and which ones are different now."""

    glossary: Glossary
    changes: tuple[FieldsSet, ...]


class Renaming(NamedTuple):
    """The glossary after a term was renamed; the id of its concept, and the term before and after."""

    glossary: Glossary
    terms: tuple[tuple[str, Term, Term], ...]


class Removal(NamedTuple):
    """The glossary without what was removed; the concepts that went as a whole, and terms of others, with their ids."""

    glossary: Glossary
    concepts: tuple[Concept, ...]
    terms: tuple[tuple[str, Term], ...]


def set_fields(
    glossary: Glossary, names: Sequence[str], change: Change, languages: Languages = DEFAULT_LANGUAGES, today: str = ""
) -> SetResult:
    """Set fields of the terms with these names (see `find_named`), and of their concepts.

    A source term means its rendering (`find_rendering`); of a concept that is named by its id, all candidates are
    meant where nothing but their state changes. Together with a candidate that is accepted, the only term of its
    concept in another language is. `today` is the date of the change, which is written only into a glossary with
    dates. Raises EditError.
    """
    date = today if has_dates(glossary) else ""
    concepts = list(glossary.concepts)
    changes: list[FieldsSet] = []
    for name in names:
        found = find_named(glossary, name, languages)
        concept = concepts[found.concept]
        chosen = _choose_terms(glossary, found, change, languages)
        terms = list(concept.terms)
        for place in chosen:
            terms[place] = _set_term(terms[place], change, date)
        if change.state is State.ACCEPTED:
            named = {(concept.id, concept.terms[place]) for place in chosen if _is_candidate(concept.terms[place])}
            for place, term in enumerate(concept.terms):
                if place not in chosen and _is_candidate(term) and is_companion(concept, term, named):
                    terms[place] = term._replace(state=State.ACCEPTED, modified=date or term.modified)
        changed = concept._replace(terms=tuple(terms), **change.of_concept)
        concepts[found.concept] = changed
        for before, after in zip(concept.terms, terms, strict=True):
            if fields := _list_differences(before, after, Change._fields[:_OF_TERM]):
                changes.append(FieldsSet(changed, after, fields))
        if fields := _list_differences(concept, changed, Change._fields[_OF_TERM:]):
            changes.append(FieldsSet(changed, None, fields))
    return SetResult(glossary._replace(concepts=tuple(concepts)), tuple(changes))


def _list_differences(before: Term | Concept, after: Term | Concept, names: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for name in names if getattr(before, name) != getattr(after, name))


def _choose_terms(glossary: Glossary, found: Found, change: Change, languages: Languages) -> tuple[int, ...]:
    """Return the terms whose fields change: none where only those of the concept do. Raises EditError."""
    if not change.of_term:
        return ()
    terms = glossary.concepts[found.concept].terms
    candidates = tuple(place for place in found.terms if _is_candidate(terms[place]))
    if found.whole and candidates and change.of_term.keys() == {"state"}:
        return candidates
    return find_rendering(glossary, found, languages).terms


def _set_term(term: Term, change: Change, date: str) -> Term:
    changed = term._replace(**change.of_term)
    return changed if changed == term else changed._replace(modified=date or term.modified)


def _is_candidate(term: Term) -> bool:
    return term.state is State.CANDIDATE


def remove(glossary: Glossary, names: Sequence[str], languages: Languages = DEFAULT_LANGUAGES) -> Removal:
    """Remove the terms with these names (see `find_named`), or the concepts with these ids.

    A concept goes as a whole with its last term, and with its last term in the source language. Raises EditError.
    """
    gone: dict[int, set[int]] = {}
    for name in names:
        found = find_named(glossary, name, languages)
        gone.setdefault(found.concept, set()).update(found.terms)
    kept, whole, terms = [], [], []
    for place, concept in enumerate(glossary.concepts):
        left = tuple(term for at, term in enumerate(concept.terms) if at not in gone.get(place, ()))
        had, has = (_has_source(some, languages) for some in (concept.terms, left))
        if place not in gone:
            kept.append(concept)
        elif not left or had > has:
            whole.append(concept)
        else:
            kept.append(concept._replace(terms=left))
            terms += [(concept.id, concept.terms[at]) for at in sorted(gone[place])]
    return Removal(glossary._replace(concepts=tuple(kept)), tuple(whole), tuple(terms))


def _has_source(terms: tuple[Term, ...], languages: Languages) -> bool:
    return any(matches_language(term.language, languages.source) for term in terms)


def rename(
    glossary: Glossary,
    old: str,
    new: str,
    languages: Languages = DEFAULT_LANGUAGES,
    today: str = "",
    *,
    ids_are_terms: bool = False,
) -> Renaming:
    """Give the term that is called `old` (see `find_named`) the text `new`; all else stays.

    `ids_are_terms`: the file is a list of pairs without ids, in which the name of a concept changes with its term.
    Raises EditError where the id of a concept is named, and where the concept, or in a list of pairs another, has the
    new text already.
    """
    found = find_named(glossary, old, languages)
    if found.whole:
        raise EditError(f"“{old}” is the id of a concept: name one of its terms, or write {old}=TERM")
    concept = glossary.concepts[found.concept]
    text = " ".join(new.split())
    renamed = [concept.terms[place] for place in found.terms]
    same = [
        other
        for place, other in enumerate(concept.terms)
        if place not in found.terms and normalize(other.text) == normalize(text)
        if any(other.language == term.language for term in renamed)
    ]
    if same:
        raise EditError(f"“{text}” is in concept {concept.id} already: remove “{renamed[0].text}” instead")
    name = concept.id
    if ids_are_terms and is_named_by(concept.id, [term.text for term in renamed]):
        name = text
        if any(other.id == text for other in glossary.concepts if other is not concept):
            advice = f"add its renderings there, and remove “{renamed[0].text}”"
            raise EditError(f"“{text}” is in the list already: {advice}")
    date = today if has_dates(glossary) else ""
    terms = list(concept.terms)
    for place in found.terms:
        if terms[place].text != text:
            terms[place] = terms[place]._replace(text=text, modified=date or terms[place].modified)
    changed = concept._replace(id=name, terms=tuple(terms))
    pairs = zip(renamed, (terms[place] for place in found.terms), strict=True)
    concepts = (*glossary.concepts[: found.concept], changed, *glossary.concepts[found.concept + 1 :])
    return Renaming(
        glossary._replace(concepts=concepts), tuple((name, before, after) for before, after in pairs if before != after)
    )
