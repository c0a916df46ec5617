"""Compares two glossaries concept by concept; the order of concepts and terms does not count."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from glossary.formats.base import DEFAULT_LANGUAGES, Languages
from glossary.model import Concept, Extra, Glossary, Term
from glossary.upkeep.match import has_numbered_ids, match
from glossary.upkeep.merge_terms import index_terms


class FieldChange(NamedTuple):
    """A field with its values before and after; "" for none."""

    name: str
    before: str
    after: str


class TermChange(NamedTuple):
    """A term that was added (`before` is None), removed (`after` is None) or changed in some fields."""

    before: Term | None
    after: Term | None
    fields: tuple[FieldChange, ...] = ()


class ConceptChange(NamedTuple):
    """A concept that was added, removed or changed, as in `TermChange`."""

    before: Concept | None
    after: Concept | None
    fields: tuple[FieldChange, ...] = ()
    terms: tuple[TermChange, ...] = ()


class Difference(NamedTuple):
    """The differences: extras of the glossary, and concepts, removed ones first, the others in the new order."""

    fields: tuple[FieldChange, ...]
    concepts: tuple[ConceptChange, ...]

    def __bool__(self) -> bool:
        return bool(self.fields or self.concepts)


def diff(before: Glossary, after: Glossary, languages: Languages = DEFAULT_LANGUAGES) -> Difference:
    """Compare a glossary with a later one. Ids are not compared where one side has none of its own."""
    old, new = before.concepts, after.concepts
    pairs = {twin: place for place, twin in match(old, new, languages, kin=True).items()}
    named = not (has_numbered_ids(old) or has_numbered_ids(new))
    kept = set(pairs.values())
    gone = [ConceptChange(concept, None) for place, concept in enumerate(old) if place not in kept]
    changes = (
        _compare_concepts(old[pairs[place]], concept, named) if place in pairs else ConceptChange(None, concept)
        for place, concept in enumerate(new)
    )
    found = (change for change in changes if change.before is None or change.fields or change.terms)
    return Difference(tuple(_compare_extra(before.extra, after.extra)), (*gone, *found))


def _compare_concepts(before: Concept, after: Concept, named: bool) -> ConceptChange:
    names = ("id", "subject", "definition", "note") if named else ("subject", "definition", "note")
    fields = tuple(_compare_fields(before, after, names))
    return ConceptChange(before, after, fields, tuple(_compare_terms(before, after)))


def _compare_terms(before: Concept, after: Concept) -> Iterator[TermChange]:
    old, new = index_terms(before), index_terms(after)
    yield from (TermChange(term, None) for key, term in old.items() if key not in new)
    for key, term in new.items():
        if key not in old:
            yield TermChange(None, term)
        elif fields := tuple(_compare_fields(old[key], term, Term._fields[:-1])):
            yield TermChange(old[key], term, fields)


def _compare_fields(before: Concept | Term, after: Concept | Term, names: tuple[str, ...]) -> Iterator[FieldChange]:
    for name in names:
        old, new = (str(getattr(side, name) or "") for side in (before, after))
        if old != new:
            yield FieldChange(name.replace("_", " "), old, new)
    yield from _compare_extra(before.extra, after.extra)


def _compare_extra(before: Extra, after: Extra) -> Iterator[FieldChange]:
    """Compare extras; the values of one name are joined."""
    for name in dict.fromkeys(name for name, _ in (*before, *after)):
        old, new = ("; ".join(value for key, value in side if key == name) for side in (before, after))
        if old != new:
            yield FieldChange(name, old, new)
