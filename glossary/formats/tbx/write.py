"""Concepts -> TBX version 3, dialect TBX-Basic, data categories as attributes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import groupby

from glossary.formats.tbx import fields
from glossary.formats.tbx.frames import FRAME, Field
from glossary.formats.tbx.header import write_closing, write_opening
from glossary.formats.tbx.markers import write_marker
from glossary.formats.tbx.section_writer import SectionWriter, is_frame
from glossary.formats.tbx.xml_ids import XmlIds
from glossary.formats.xml.text import escape_attribute
from glossary.model import Concept, Extra, Glossary, State, Term

_DEFINITION = fields.DEFINITION.name


def write(glossary: Glossary) -> Iterator[str]:
    """Yield the file, piece by piece: the header, an entry for each concept that has a term, the end."""
    ids = XmlIds(glossary)
    yield write_opening(glossary.extra)
    for concept in glossary.concepts:
        if concept.terms:
            yield "\n".join(write_entry(concept, ids)) + "\n"
    yield write_closing(glossary.extra)


def write_entry(concept: Concept, ids: XmlIds) -> Iterator[str]:
    """Yield the lines of an entry."""
    own, sections = _split_sections(concept)
    identifier = ids.get(concept.id)
    yield f'<conceptEntry id="{escape_attribute(identifier)}">'
    yield from own.elements.values()
    yield from own.others
    if identifier != concept.id:
        yield write_marker(fields.ID.name, concept.id)
    yield from own.write_markers()
    for language, terms in groupby(concept.terms, key=lambda term: term.language):
        yield f'<langSec xml:lang="{escape_attribute(language)}">'
        section = sections.pop(language, None)
        if section is not None:
            yield from section.elements.values()
            yield from section.others
        for term in terms:
            yield from write_term(term, ids)
        yield "</langSec>"
    yield "</conceptEntry>"


def _split_sections(concept: Concept) -> tuple[SectionWriter, dict[str, SectionWriter]]:
    """Write the elements next to the language sections, and those in each section next to its terms."""
    by_language: dict[str, list[tuple[str, str]]] = {term.language: [] for term in concept.terms}
    extra: list[tuple[str, str]] = []
    for name, value in concept.extra:
        language, _slash, short = name.rpartition("/")
        by_language[language].append((short, value)) if language in by_language else extra.append((name, value))
    return _fill_sections(concept, extra, by_language)


def _fill_sections(
    concept: Concept, extra: list[tuple[str, str]], by_language: dict[str, list[tuple[str, str]]]
) -> tuple[SectionWriter, dict[str, SectionWriter]]:
    """Return the same, of the extras by place. The definition goes into the language section that has a frame
    for it.
    """
    definition = concept.definition
    sections: dict[str, SectionWriter] = {}
    home = _find_home(by_language)
    defined = home is None and bool(definition)
    before = {_DEFINITION} if defined else set()
    for language, kept in by_language.items():
        here = definition if language == home else ""
        section = SectionWriter(fields.LANGUAGE, [(fields.DEFINITION, here)], "langSec", before)
        if kept:
            section.fill(tuple(kept))
            extra += [(f"{language}/{name}", value) for name, value in section.unplaced]
        sections[language] = section
        before |= section.elements.keys()
    values = [(field, getattr(concept, field.name)) for field in fields.CONCEPT_ORDER]
    beside = [pair for pair in values if defined or pair[0].name != _DEFINITION]
    own = SectionWriter(fields.CONCEPT, beside, "conceptEntry")
    own.fill(tuple(extra))
    return own, sections


def _find_home(by_language: dict[str, list[tuple[str, str]]]) -> str | None:
    """Find the language whose section has a frame for the definition."""
    name = FRAME + _DEFINITION
    for language, kept in by_language.items():
        first = next((value for other, value in kept if other == name), "")
        if is_frame(name, first, fields.LANGUAGE, "langSec"):
            return language
    return None


def write_term(term: Term, ids: XmlIds) -> Iterator[str]:
    """Yield the lines of the section of a term."""
    section = _fill_term(term, ids)
    elements = section.elements
    yield f"<termSec{section.attributes}>{elements.pop(fields.TEXT.name, '<term/>')}"
    notes = [name for name, element in elements.items() if element.startswith("<termNote")]
    yield from (elements.pop(name) for name in notes)
    yield from section.term_notes
    yield from elements.values()
    yield from section.others
    yield from section.write_markers()
    yield "</termSec>"


def _fill_term(term: Term, ids: XmlIds | None = None) -> SectionWriter:
    section = SectionWriter(fields.TERM, _list_values(term), "termSec")
    section.fill(term.extra, ids.claim if ids else None)
    return section


def _list_values(term: Term) -> list[tuple[Field, str]]:
    """List the fields of a term that are not empty; the usual state, accepted, is left out."""
    return [
        (field, value)
        for field in fields.TERM_ORDER
        if (value := getattr(term, field.name)) and value is not State.ACCEPTED
    ]


def renew_frames(concept: Concept) -> Concept:
    """Return a concept with its frames as they are written: some do not fit, for fields have other values now."""
    terms = tuple(
        term._replace(extra=_renew(term.extra, {"": _fill_term(term)})) if _has_frames(term) else term
        for term in concept.terms
    )
    if not _has_frames(concept):
        return concept._replace(terms=terms)
    own, sections = _split_sections(concept)
    writers = {"": own, **{f"{language}/": section for language, section in sections.items()}}
    return concept._replace(terms=terms, extra=_renew(concept.extra, writers))


def _has_frames(record: Concept | Term) -> bool:
    return any(FRAME in name for name, _ in record.extra)


def _renew(extra: Extra, writers: Mapping[str, SectionWriter]) -> Extra:
    """Return extras with the frames as writers, by the prefix of their extras, renew them."""
    stale = {(prefix + name, value, place) for prefix, writer in writers.items() for name, value, place in writer.stale}
    kept, seen = list[tuple[str, str]](), Counter[tuple[str, str]]()
    for pair in extra:
        if (*pair, seen[pair]) not in stale:
            kept.append(pair)
        seen[pair] += 1
    renewed = [(prefix + name, value) for prefix, writer in writers.items() for name, value in writer.renewed]
    return (*renewed, *kept)
