"""TBX to concepts: version 2 (martif) and version 3, data categories as attributes or as tags."""

from __future__ import annotations

from typing import BinaryIO
from xml.etree.ElementTree import Element

from glossary.formats.base import FormatError
from glossary.formats.identifiers import named
from glossary.formats.markup import Entries, local
from glossary.formats.tbx.canonical import Tidy, as_written, unwrapped
from glossary.formats.tbx.fields import CONCEPT_PLAN, LANGUAGE_PLAN, TERM_PLAN
from glossary.formats.tbx.header import header_extra, keeps_space
from glossary.formats.tbx.names import ENTRIES, LANGUAGE, LANGUAGE_SECTIONS, TERM_SECTIONS
from glossary.formats.tbx.section import Section
from glossary.model import Concept, Glossary, Term


def read(stream: BinaryIO) -> Glossary:
    """The glossary of a TBX file, entry by entry. Raises FormatError."""
    entries = Entries(stream, ("tbx", "martif"), "body")
    concepts = []
    tidy: Tidy | None = None
    for entry in entries:
        tidy = tidy or _tidy(entries.root)
        if local(entry.tag) in ENTRIES:
            concepts.append(_concept(entry, tidy))
    return Glossary(named(concepts), header_extra(entries.root, tidy or _tidy(entries.root)))


def _tidy(root: Element) -> Tidy:
    return as_written if keeps_space(root) else unwrapped


def _concept(entry: Element, tidy: Tidy) -> Concept:
    section = Section()
    section.values["id"] = entry.get("id", "")
    for name, value in entry.attrib.items():
        if name not in ("id", "xmlns") and not name.startswith("xmlns:"):
            section.attribute(name, value)
    terms: list[Term] = []
    places: dict[str, int] = {}
    for child in entry:
        if local(child.tag) in LANGUAGE_SECTIONS:
            language = _language(child, entry)
            place = places.setdefault(language, len(places) + 1)
            _language_section(child, language, place, section, terms, tidy)
        else:
            section.take(child, CONCEPT_PLAN, tidy)
    return Concept(terms=tuple(terms), extra=section.extra(), **section.settle())


def _language(child: Element, entry: Element) -> str:
    language = child.get(LANGUAGE) or child.get("lang")
    if not language:
        raise FormatError(f"a <{child.tag}> of the entry {entry.get('id', '')!r} has no xml:lang: give its language")
    return language


def _language_section(
    element: Element, language: str, place: int, section: Section, terms: list[Term], tidy: Tidy
) -> None:
    """Read the terms of a language; what stands beside them is the concept's, under the name of the language."""
    prefix = f"{language}/"
    for name, value in element.attrib.items():
        if name not in (LANGUAGE, "lang", "xmlns") and not name.startswith("xmlns:"):
            section.attribute(name, value, place, prefix)
    for child in element:
        if local(child.tag) in TERM_SECTIONS:
            terms.append(_term(child, language, tidy))
        else:
            section.take(child, LANGUAGE_PLAN, tidy, place, prefix)


def _term(element: Element, language: str, tidy: Tidy) -> Term:
    section = Section()
    for name, value in element.attrib.items():
        section.attribute(name, value)
    for child in element:
        if local(child.tag) == "termGrp":  # version 2: <ntig> holds the term and its notes in a group
            for inner in child:
                section.take(inner, TERM_PLAN, tidy)
        else:
            section.take(child, TERM_PLAN, tidy)
    values = section.settle()
    return Term(values.pop("text", ""), language, extra=section.extra(), **values)
