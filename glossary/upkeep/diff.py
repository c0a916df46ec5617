"""Compares two glossaries concept by concept; the order of concepts and terms is no difference."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from glossary.formats.base import Languages
from glossary.model import Concept, Extra, Glossary, Term
from glossary.upkeep.book import CHINESE_TO_ENGLISH
from glossary.upkeep.match import match, numbered
from glossary.upkeep.merge_terms import keyed


class Field(NamedTuple):
    """A field with the value it had and the one it has; "" for none."""

    name: str
    before: str
    after: str


class TermChange(NamedTuple):
    """A term that was added (`before` is None), taken out (`after` is None) or changed in some fields."""

    before: Term | None
    after: Term | None
    fields: tuple[Field, ...] = ()


class Change(NamedTuple):
    """A concept that was added, taken out or changed, as `TermChange`."""

    before: Concept | None
    after: Concept | None
    fields: tuple[Field, ...] = ()
    terms: tuple[TermChange, ...] = ()


class Difference(NamedTuple):
    """What is different: fields of the glossary itself, and concepts, in the new order, what was taken out first."""

    fields: tuple[Field, ...]
    concepts: tuple[Change, ...]

    def __bool__(self) -> bool:
        return bool(self.fields or self.concepts)


def diff(before: Glossary, after: Glossary, languages: Languages = CHINESE_TO_ENGLISH) -> Difference:
    """What changed from one glossary to the other. Ids that are but the places of the concepts are not compared."""
    old, new = before.concepts, after.concepts
    pairs = {twin: place for place, twin in match(old, new, languages, kin=True).items()}
    named = not (numbered(old) or numbered(new))
    kept = set(pairs.values())
    gone = [Change(concept, None) for place, concept in enumerate(old) if place not in kept]
    changes = (
        _change(old[pairs[place]], concept, named) if place in pairs else Change(None, concept)
        for place, concept in enumerate(new)
    )
    found = (change for change in changes if change.before is None or change.fields or change.terms)
    return Difference(tuple(_extra(before.extra, after.extra)), (*gone, *found))


def _change(before: Concept, after: Concept, named: bool) -> Change:
    names = ("id", "subject", "definition", "note") if named else ("subject", "definition", "note")
    return Change(before, after, tuple(_fields(before, after, names)), tuple(_terms(before, after)))


def _terms(before: Concept, after: Concept) -> Iterator[TermChange]:
    old, new = keyed(before), keyed(after)
    yield from (TermChange(term, None) for key, term in old.items() if key not in new)
    for key, term in new.items():
        if key not in old:
            yield TermChange(None, term)
        elif fields := tuple(_fields(old[key], term, Term._fields[:-1])):
            yield TermChange(old[key], term, fields)


def _fields(before: Concept | Term, after: Concept | Term, names: tuple[str, ...]) -> Iterator[Field]:
    for name in names:
        old, new = (str(getattr(side, name) or "") for side in (before, after))
        if old != new:
            yield Field(name.replace("_", " "), old, new)
    yield from _extra(before.extra, after.extra)


def _extra(before: Extra, after: Extra) -> Iterator[Field]:
    """The fields without a name of ours, their values joined where a name comes several times."""
    for name in dict.fromkeys(name for name, _ in (*before, *after)):
        old, new = ("; ".join(value for key, value in side if key == name) for side in (before, after))
        if old != new:
            yield Field(name, old, new)
