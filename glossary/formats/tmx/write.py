"""Concepts -> TMX."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from glossary.formats.base import Languages
from glossary.formats.tmx.names import (
    ATTRIBUTES,
    CONCEPT,
    DATES,
    FIELDS,
    FRAME,
    INSTANT,
    NOTE,
    STAMP,
    TERM,
    strip_prefixes,
)
from glossary.formats.xml.parser import parse_fragment
from glossary.formats.xml.properties import escape_names, list_properties
from glossary.formats.xml.text import escape_attribute, escape_text, flatten, serialise
from glossary.model import Concept, Extra, Glossary, Term


def write(glossary: Glossary, languages: Languages) -> Iterator[str]:
    """Yield the file, piece by piece: a unit for each concept that has a term."""
    source = next((value for name, value in glossary.extra if name == "@srclang"), languages.source)
    extra = [pair for pair in glossary.extra if pair != ("@srclang", source)]
    header = "".join(_write_properties([], extra))
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'
        '<header creationtool="aligncheck" creationtoolversion="1" segtype="phrase" o-tmf="aligncheck" adminlang="en"'
        f' srclang="{escape_attribute(source)}" datatype="plaintext">{header}</header>\n<body>\n'
    )
    for concept in glossary.concepts:
        if concept.terms:
            yield _write_unit(concept)
    yield "</body>\n</tmx>\n"


def _write_unit(concept: Concept) -> str:
    attributes, extra = _split_attributes(concept.extra, [])
    head = "".join(_write_properties([*list_properties(concept, CONCEPT)], extra, concept.note))
    variants = "".join(f"  {_write_variant(term)}\n" for term in concept.terms)
    return f'<tu tuid="{escape_attribute(concept.id)}"{attributes}>{head}\n{variants}</tu>\n'


def _write_variant(term: Term) -> str:
    dates = [(name, getattr(term, field)) for name, field in DATES.items()]
    stamped = [(name, re.sub("[-:]", "", date)) for name, date in dates if INSTANT.fullmatch(date)]
    attributes, extra = _split_attributes(term.extra, stamped)
    segment, extra = _write_segment(term, extra)
    names = {field: name for field, name in TERM.items() if not _is_stamped(term, field)}
    head = "".join(_write_properties([*list_properties(term, names)], extra, term.note))
    return f'<tuv xml:lang="{escape_attribute(term.language)}"{attributes}>{head}{segment}</tuv>'


def _is_stamped(term: Term, field: str) -> bool:
    return field in DATES.values() and bool(INSTANT.fullmatch(getattr(term, field)))


def _split_attributes(extra: Extra, attributes: list[tuple[str, str]]) -> tuple[str, Extra]:
    """Write attributes, with those that are among the extras, and return them with the other extras."""
    known = dict(attributes)
    rest = []
    for name, value in extra:
        key = name[1:] if name.startswith("@") else ""
        is_date = key in DATES and bool(STAMP.fullmatch(value))  # a reader takes it for a field
        if key in ATTRIBUTES and key not in known and not is_date:
            known[key] = value
        else:
            rest.append((name, value))
    return "".join(f' {name}="{escape_attribute(value)}"' for name, value in known.items()), tuple(rest)


def _write_segment(term: Term, extra: Extra) -> tuple[str, Extra]:
    """Write the segment, with its codes where they still fit the term, and return it with the other extras."""
    name, value = extra[0] if extra else ("", "")
    element = parse_fragment(value) if name == FRAME else None
    if element is None or element.tag != "seg" or serialise(strip_prefixes(element)) != value or not len(element):
        return f"<seg>{escape_text(term.text)}</seg>", extra
    if flatten(element) != term.text:
        return f"<seg>{escape_text(term.text)}</seg>", extra[1:]
    return value, extra[1:]


def drop_stale_frames(concept: Concept) -> Concept:
    """Return a concept without the codes that are not written, since they do not fit the text of their term."""
    terms = (
        term._replace(extra=_write_segment(term, term.extra)[1])
        if term.extra and term.extra[0][0] == FRAME and _write_segment(term, term.extra)[0] != term.extra[0][1]
        else term
        for term in concept.terms
    )
    return concept._replace(terms=tuple(terms))


def _write_properties(fields: list[tuple[str, str]], extra: Sequence[tuple[str, str]], note: str = "") -> Iterator[str]:
    """Yield notes and properties. An extra `note` is written as a note after one, else as a property."""
    if note:
        yield f"<note>{escape_text(note)}</note>"
    for name, value in fields:
        yield f'<prop type="{escape_attribute(name)}">{escape_text(value)}</prop>'
    for name, value in extra:
        if name == NOTE and note:
            yield f"<note>{escape_text(value)}</note>"
        else:
            ((safe, _value),) = escape_names([(name, value)], FIELDS)
            yield f'<prop type="{escape_attribute(safe)}">{escape_text(value)}</prop>'
