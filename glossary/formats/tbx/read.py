"""TBX -> concepts: version 2 (martif) and version 3, data categories as attributes or as tags."""

from __future__ import annotations

from typing import BinaryIO
from xml.etree.ElementTree import Element

from glossary.formats.base import FormatError
from glossary.formats.identifiers import assign_ids
from glossary.formats.tbx.canonical import Tidy, keep_text, unwrap
from glossary.formats.tbx.fields import CONCEPT_PLAN, LANGUAGE_PLAN, TERM_PLAN
from glossary.formats.tbx.header import keeps_space, read_header
from glossary.formats.tbx.names import ENTRIES, LANGUAGE, LANGUAGE_SECTIONS, TERM_SECTIONS
from glossary.formats.tbx.section_reader import SectionReader
from glossary.formats.xml.parser import Entries, strip_prefix
from glossary.model import Concept, Glossary, Term


def read(stream: BinaryIO) -> Glossary:
    """Read a TBX file, entry by entry. Raises FormatError."""
    entries = Entries(stream, ("tbx", "martif"), "body")
    concepts = []
    tidy: Tidy | None = None
    for entry in entries:
        tidy = tidy or _choose_tidy(entries.root)
        if strip_prefix(entry.tag) in ENTRIES:
            concepts.append(_read_concept(entry, tidy))
    return Glossary(assign_ids(concepts), read_header(entries.root, tidy or _choose_tidy(entries.root)))


def _choose_tidy(root: Element) -> Tidy:
    return keep_text if keeps_space(root) else unwrap


def _read_concept(entry: Element, tidy: Tidy) -> Concept:
    section = SectionReader()
    section.values["id"] = entry.get("id", "")
    for name, value in entry.attrib.items():
        if name not in ("id", "xmlns") and not name.startswith("xmlns:"):
            section.keep_attribute(name, value)
    terms: list[Term] = []
    places: dict[str, int] = {}
    for child in entry:
        if strip_prefix(child.tag) in LANGUAGE_SECTIONS:
            language = _read_language(child, entry)
            place = places.setdefault(language, len(places) + 1)
            _read_language_section(child, language, place, section, terms, tidy)
        else:
            section.take(child, CONCEPT_PLAN, tidy)
    return Concept(terms=tuple(terms), extra=section.list_extra(), **section.list_values())


def _read_language(child: Element, entry: Element) -> str:
    language = child.get(LANGUAGE) or child.get("lang")
    if not language:
        raise FormatError(f"a <{child.tag}> of the entry {entry.get('id', '')!r} has no xml:lang: give its language")
    return language


def _read_language_section(
    element: Element, language: str, place: int, section: SectionReader, terms: list[Term], tidy: Tidy
) -> None:
    """Read the terms of a language into `terms`; what is next to them goes into the concept's `section`.

    `place` is the number of the language in the entry, from 1.
    """
    prefix = f"{language}/"
    for name, value in element.attrib.items():
        if name not in (LANGUAGE, "lang", "xmlns") and not name.startswith("xmlns:"):
            section.keep_attribute(name, value, place, prefix)
    for child in element:
        if strip_prefix(child.tag) in TERM_SECTIONS:
            terms.append(_read_term(child, language, tidy))
        else:
            section.take(child, LANGUAGE_PLAN, tidy, place, prefix)


def _read_term(element: Element, language: str, tidy: Tidy) -> Term:
    section = SectionReader()
    for name, value in element.attrib.items():
        section.keep_attribute(name, value)
    for child in element:
        if strip_prefix(child.tag) == "termGrp":  # version 2: <ntig> holds the term and its notes in a group
            for inner in child:
                section.take(inner, TERM_PLAN, tidy)
        else:
            section.take(child, TERM_PLAN, tidy)
    values = section.list_values()
    return Term(values.pop("text", ""), language, extra=section.list_extra(), **values)
