"""Concepts to MultiTerm XML."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from xml.etree.ElementTree import Element

from glossary.formats.language_names import name_of
from glossary.formats.markup_text import attribute, serialise, text
from glossary.formats.multiterm.names import (
    CONCEPT,
    FIELDS,
    FRAME,
    ID,
    LANGUAGE,
    TERM,
    TRANSACTIONS,
    dated,
    is_date,
    part,
    simple,
    title,
    transaction,
)
from glossary.formats.properties import ESCAPE, escaped, said
from glossary.formats.statuses import state, status
from glossary.model import Concept, Extra, Glossary, Term

_LONGEST = 9
"""Digits of a number: an entry number is 32 bits wide."""


def write(glossary: Glossary) -> Iterator[str]:
    """The file, piece by piece: a group for each concept that has a term."""
    names = {name.removeprefix(LANGUAGE): value for name, value in glossary.extra if name.startswith(LANGUAGE)}
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<mtf>\n'
    for number, concept in enumerate(glossary.concepts, 1):
        if concept.terms:
            yield "".join(_concept(concept, number, names))
    yield "</mtf>\n"


def _concept(concept: Concept, number: int, names: dict[str, str]) -> Iterator[str]:
    is_number = concept.id.isascii() and concept.id.isdigit() and len(concept.id) <= _LONGEST
    yield f"<conceptGrp><concept>{concept.id if is_number else number}</concept>"
    if not is_number:
        yield _descrip(ID, concept.id)
    sections: dict[str, list[tuple[str, str]]] = {term.language: [] for term in concept.terms}
    own = []
    for name, value in concept.extra:
        language, slash, short = name.rpartition("/")
        if slash and language in sections:
            sections[language].append((short, value))
        else:
            own.append((name, value))
    yield from _descriptions(concept, CONCEPT, tuple(own))
    for language, terms in groupby(concept.terms, key=lambda term: term.language):
        name = names.get(language, name_of(language))
        yield f'\n<languageGrp><language lang="{attribute(language)}" type="{attribute(name)}"/>'
        yield from _extras(sections.pop(language, ()), frozenset())
        for term in terms:
            yield from _term(term)
        yield "</languageGrp>"
    yield "</conceptGrp>\n"


def _term(term: Term) -> Iterator[str]:
    yield f"\n<termGrp><term>{text(term.text)}</term>"
    yield from _descriptions(term, TERM, term.extra)
    yield "</termGrp>"


def _descriptions(record: Concept | Term, names: dict[str, str], extra: Extra) -> Iterator[str]:
    """The fields, each in its frame if it has one, then the extras."""
    frames = {name: value for name, value in extra if name.startswith(FRAME)}
    values = dict(said(record, {field: field for field in names}))
    framed = {FRAME + field: _in_frame(frames.get(FRAME + field, ""), field, value) for field, value in values.items()}
    for field, value in values.items():
        yield framed[FRAME + field] or _usual(names[field], field, value)
    rest = [pair for pair in extra if not framed.get(pair[0]) and not _is_stale(pair)]
    yield from _extras(rest, frozenset(names) & values.keys())


def _usual(name: str, field: str, value: str) -> str:
    if field in TRANSACTIONS and is_date(value):
        return transaction(field).replace("<date/>", f"<date>{text(value)}</date>")
    return _descrip(name, value)


def _in_frame(shape: str, field: str, value: str) -> str:
    """A field in its frame, "" where that does not fit."""
    element = part(shape)
    if element is None:
        return ""
    if (said_date := dated(element)) is not None and said_date[0] == field and not said_date[1].text:
        said_date[1].text = value
        return serialise(element) if shape != transaction(field) else ""
    pair = simple(element)
    if pair is None or pair[0].startswith(ESCAPE):
        return ""
    kind, content = pair
    if content:
        fits = value == str(status(content) or state(content)) and content != value
    else:
        fits = FIELDS.get(kind.lower()) == field and kind not in (TERM | CONCEPT).values()
    return _descrip(kind, content or value) if fits else ""


def _is_stale(pair: tuple[str, str]) -> bool:
    """Whether an extra is a frame of another word for a status, and the status has changed since."""
    element = part(pair[1]) if pair[0].startswith(FRAME) else None
    return element is not None and (simple(element) is not None or dated(element) is not None)


def _extras(extra: list[tuple[str, str]] | tuple[()], filled: frozenset[str]) -> Iterator[str]:
    """Extras as elements where they are one a reader keeps as it is, else as a type and a text."""
    for name, value in extra:
        element = part(value)
        if element is not None and title(element) == name and _is_kept(element, filled):
            yield value
        else:
            ((safe, _value),) = escaped([(name, value)], (*FIELDS, ID))
            yield _descrip(safe, value)


def _is_kept(element: Element, filled: frozenset[str]) -> bool:
    if simple(element) is not None:
        return False
    said_date = dated(element)
    return said_date is None or said_date[0] in filled or not said_date[1].text


def _descrip(name: str, value: str) -> str:
    return f'<descripGrp><descrip type="{attribute(name)}">{text(value)}</descrip></descripGrp>'
