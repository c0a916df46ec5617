"""Concepts -> MultiTerm XML."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from xml.etree.ElementTree import Element

from glossary.formats.multiterm.languages import find_name
from glossary.formats.multiterm.names import (
    CONCEPT,
    FIELDS,
    FRAME,
    ID,
    LANGUAGE,
    TERM,
    TRANSACTIONS,
    build_transaction,
    is_date,
    name_extra,
    parse_date,
    parse_description,
    parse_part,
)
from glossary.formats.xml.properties import ESCAPE, escape_names, list_properties
from glossary.formats.xml.statuses import parse_state, parse_status
from glossary.formats.xml.text import escape_attribute, escape_text, serialise
from glossary.model import Concept, Extra, Glossary, Term

_LONGEST = 9
"""The most digits of an entry number, which is 32 bits wide."""


def write(glossary: Glossary) -> Iterator[str]:
    """Yield the file, piece by piece: a group for each concept that has a term."""
    names = {name.removeprefix(LANGUAGE): value for name, value in glossary.extra if name.startswith(LANGUAGE)}
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<mtf>\n'
    for number, concept in enumerate(glossary.concepts, 1):
        if concept.terms:
            yield "".join(_write_concept(concept, number, names))
    yield "</mtf>\n"


def _write_concept(concept: Concept, number: int, names: dict[str, str]) -> Iterator[str]:
    is_number = concept.id.isascii() and concept.id.isdigit() and len(concept.id) <= _LONGEST
    yield f"<conceptGrp><concept>{concept.id if is_number else number}</concept>"
    if not is_number:
        yield _write_description(ID, concept.id)
    sections: dict[str, list[tuple[str, str]]] = {term.language: [] for term in concept.terms}
    own = []
    for name, value in concept.extra:
        language, slash, short = name.rpartition("/")
        if slash and language in sections:
            sections[language].append((short, value))
        else:
            own.append((name, value))
    yield from _write_descriptions(concept, CONCEPT, tuple(own))
    for language, terms in groupby(concept.terms, key=lambda term: term.language):
        name = names.get(language, find_name(language))
        yield f'\n<languageGrp><language lang="{escape_attribute(language)}" type="{escape_attribute(name)}"/>'
        yield from _write_extras(sections.pop(language, ()), frozenset())
        for term in terms:
            yield from _write_term(term)
        yield "</languageGrp>"
    yield "</conceptGrp>\n"


def _write_term(term: Term) -> Iterator[str]:
    yield f"\n<termGrp><term>{escape_text(term.text)}</term>"
    yield from _write_descriptions(term, TERM, term.extra)
    yield "</termGrp>"


def _write_descriptions(record: Concept | Term, names: dict[str, str], extra: Extra) -> Iterator[str]:
    """Yield the fields, each in its frame if it has one, then the extras."""
    values = dict(list_properties(record, {field: field for field in names}))
    framed = _fill_frames(values, extra)
    for field, value in values.items():
        yield framed[FRAME + field] or _write_field(names[field], field, value)
    rest = [pair for pair in extra if not framed.get(pair[0]) and not _is_stale(pair)]
    yield from _write_extras(rest, frozenset(names) & values.keys())


def _fill_frames(values: dict[str, str], extra: Extra) -> dict[str, str]:
    """Write fields into their frames, by the names of these, "" where there is none that fits."""
    frames = {name: value for name, value in extra if name.startswith(FRAME)}
    return {FRAME + field: _fill_frame(frames.get(FRAME + field, ""), field, value) for field, value in values.items()}


def drop_stale_frames(concept: Concept) -> Concept:
    """Return a concept without the frames that are not written, since their fields have other values now, or none."""
    terms = tuple(term._replace(extra=_keep_frames(term, TERM)) if term.extra else term for term in concept.terms)
    return concept._replace(terms=terms, extra=_keep_frames(concept, CONCEPT))


def _keep_frames(record: Concept | Term, names: dict[str, str]) -> Extra:
    framed = _fill_frames(dict(list_properties(record, {field: field for field in names})), record.extra)
    return tuple(pair for pair in record.extra if framed.get(pair[0]) or not _is_stale(pair))


def _write_field(name: str, field: str, value: str) -> str:
    if field in TRANSACTIONS and is_date(value):
        return build_transaction(field).replace("<date/>", f"<date>{escape_text(value)}</date>")
    return _write_description(name, value)


def _fill_frame(shape: str, field: str, value: str) -> str:
    """Write a field into its frame, "" where that does not fit."""
    element = parse_part(shape)
    if element is None:
        return ""
    if (dated := parse_date(element)) is not None and dated[0] == field and not dated[1].text:
        dated[1].text = value
        return serialise(element) if shape != build_transaction(field) else ""
    pair = parse_description(element)
    if pair is None or pair[0].startswith(ESCAPE):
        return ""
    kind, content = pair
    if content:
        fits = value == str(parse_status(content) or parse_state(content)) and content != value
    else:
        fits = FIELDS.get(kind.lower()) == field and kind not in (TERM | CONCEPT).values()
    return _write_description(kind, content or value) if fits else ""


def _is_stale(pair: tuple[str, str]) -> bool:
    """Return whether an extra is a frame that no longer fits: it holds another word for a status that has changed."""
    element = parse_part(pair[1]) if pair[0].startswith(FRAME) else None
    return element is not None and (parse_description(element) is not None or parse_date(element) is not None)


def _write_extras(extra: list[tuple[str, str]] | tuple[()], filled: frozenset[str]) -> Iterator[str]:
    """Yield the extras: as elements where a reader would keep them whole, else as a type and a text."""
    for name, value in extra:
        element = parse_part(value)
        if element is not None and name_extra(element) == name and _is_kept(element, filled):
            yield value
        else:
            ((safe, _value),) = escape_names([(name, value)], (*FIELDS, ID))
            yield _write_description(safe, value)


def _is_kept(element: Element, filled: frozenset[str]) -> bool:
    """Return whether a reader would keep an element whole. `filled` are the fields that are written already."""
    if parse_description(element) is not None:
        return False
    dated = parse_date(element)
    return dated is None or dated[0] in filled or not dated[1].text


def _write_description(name: str, value: str) -> str:
    return f'<descripGrp><descrip type="{escape_attribute(name)}">{escape_text(value)}</descrip></descripGrp>'
