"""Concepts to TBX version 3, dialect TBX-Basic, data categories as attributes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from glossary.formats.framed import Field
from glossary.formats.markup_text import attribute
from glossary.formats.tbx import fields
from glossary.formats.tbx.header import closing, opening
from glossary.formats.tbx.keeping import Level, is_frame
from glossary.formats.tbx.markers import marker
from glossary.formats.tbx.xml_ids import XmlIds
from glossary.model import Concept, Glossary, State, Term

_DEFINITION = fields.DEFINITION.name


def write(glossary: Glossary) -> Iterator[str]:
    """The file, piece by piece: the header, an entry for each concept that has a term, the end."""
    ids = XmlIds(glossary)
    yield opening(glossary.extra)
    for concept in glossary.concepts:
        if concept.terms:
            yield "\n".join(_entry(concept, ids)) + "\n"
    yield closing(glossary.extra)


def _entry(concept: Concept, ids: XmlIds) -> Iterator[str]:
    own, sections = _sections(concept)
    identifier = ids.of(concept.id)
    yield f'<conceptEntry id="{identifier}">'
    yield from own.elements.values()
    yield from own.others
    if identifier != concept.id:
        yield marker(fields.ID.name, concept.id)
    yield from own.marked()
    for language, terms in groupby(concept.terms, key=lambda term: term.language):
        yield f'<langSec xml:lang="{attribute(language)}">'
        section = sections.pop(language, None)
        if section is not None:
            yield from section.elements.values()
            yield from section.others
        for term in terms:
            yield from _term(term, ids)
        yield "</langSec>"
    yield "</conceptEntry>"


def _sections(concept: Concept) -> tuple[Level, dict[str, Level]]:
    """What stands beside the language sections, and what stands in each beside its terms."""
    by_language: dict[str, list[tuple[str, str]]] = {term.language: [] for term in concept.terms}
    extra: list[tuple[str, str]] = []
    for name, value in concept.extra:
        language, _slash, short = name.rpartition("/")
        home = by_language.get(language)
        if home is None or not value.startswith("<"):
            extra.append((name, value))
        else:
            home.append((short, value))
    return _levels(concept, extra, by_language)


def _levels(
    concept: Concept, extra: list[tuple[str, str]], by_language: dict[str, list[tuple[str, str]]]
) -> tuple[Level, dict[str, Level]]:
    """The definition goes to the language section that has a frame for it, else beside the sections."""
    definition = concept.definition
    sections: dict[str, Level] = {}
    home = _home(by_language)
    defined = home is None and bool(definition)
    before = {_DEFINITION} if defined else set()
    for language, kept in by_language.items():
        here = definition if language == home else ""
        section = Level(fields.LANGUAGE, [(fields.DEFINITION, here)], "langSec", before)
        if kept:
            section.keep(tuple(kept))
            extra += [(f"{language}/{name}", value) for name, value in section.unplaced]
        sections[language] = section
        before |= section.elements.keys()
    values = [(field, getattr(concept, field.name)) for field in fields.CONCEPT_ORDER]
    own = Level(fields.CONCEPT, [pair for pair in values if defined or pair[0].name != _DEFINITION], "conceptEntry")
    own.keep(tuple(extra))
    return own, sections


def _home(by_language: dict[str, list[tuple[str, str]]]) -> str | None:
    """The language whose section holds the definition."""
    for language, kept in by_language.items():
        if any(is_frame(name, value, fields.LANGUAGE, "langSec") for name, value in kept):
            return language
    return None


def _term(term: Term, ids: XmlIds) -> Iterator[str]:
    level = Level(fields.TERM, _values(term), "termSec")
    level.keep(term.extra, ids.claim)
    elements = level.elements
    yield f"<termSec{level.attributes}>{elements.pop(fields.TEXT.name, '<term/>')}"
    notes = [name for name, element in elements.items() if element.startswith("<termNote")]
    yield from (elements.pop(name) for name in notes)
    yield from level.term_notes
    yield from elements.values()
    yield from level.others
    yield from level.marked()
    yield "</termSec>"


def _values(term: Term) -> list[tuple[Field, str]]:
    """The fields of a term that say something; being accepted goes without saying."""
    return [
        (field, value)
        for field in fields.TERM_ORDER
        if (value := getattr(term, field.name)) and value is not State.ACCEPTED
    ]
