"""Concepts to TMX."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from glossary.formats.base import Languages
from glossary.formats.markup import fragment
from glossary.formats.markup_text import attribute, flat, serialise, text
from glossary.formats.properties import escaped, said
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
    without_prefixes,
)
from glossary.model import Concept, Extra, Glossary, Term


def write(glossary: Glossary, languages: Languages) -> Iterator[str]:
    """The file, piece by piece: a unit for each concept that has a term."""
    source = next((value for name, value in glossary.extra if name == "@srclang"), languages.source)
    extra = [pair for pair in glossary.extra if pair != ("@srclang", source)]
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'
        '<header creationtool="aligncheck" creationtoolversion="1" segtype="phrase" o-tmf="aligncheck" adminlang="en"'
        f' srclang="{attribute(source)}" datatype="plaintext">{"".join(_properties([], extra))}</header>\n<body>\n'
    )
    for concept in glossary.concepts:
        if concept.terms:
            yield _unit(concept)
    yield "</body>\n</tmx>\n"


def _unit(concept: Concept) -> str:
    attributes, extra = _split(concept.extra, [])
    head = "".join(_properties([*said(concept, CONCEPT)], extra, concept.note))
    variants = "".join(f"  {_variant(term)}\n" for term in concept.terms)
    return f'<tu tuid="{attribute(concept.id)}"{attributes}>{head}\n{variants}</tu>\n'


def _variant(term: Term) -> str:
    dates = [(name, getattr(term, field)) for name, field in DATES.items()]
    stamped = [(name, re.sub("[-:]", "", date)) for name, date in dates if INSTANT.fullmatch(date)]
    attributes, extra = _split(term.extra, stamped)
    segment, extra = _segment(term, extra)
    names = {field: name for field, name in TERM.items() if not _is_stamped(term, field)}
    head = "".join(_properties([*said(term, names)], extra, term.note))
    return f'<tuv xml:lang="{attribute(term.language)}"{attributes}>{head}{segment}</tuv>'


def _is_stamped(term: Term, field: str) -> bool:
    return field in DATES.values() and bool(INSTANT.fullmatch(getattr(term, field)))


def _split(extra: Extra, attributes: list[tuple[str, str]]) -> tuple[str, Extra]:
    """Attributes, written, with those among the extras; and the other extras."""
    known = dict(attributes)
    rest = []
    for name, value in extra:
        key = name[1:] if name.startswith("@") else ""
        is_date = key in DATES and bool(STAMP.fullmatch(value))  # a reader takes it for a field
        if key in ATTRIBUTES and key not in known and not is_date:
            known[key] = value
        else:
            rest.append((name, value))
    return "".join(f' {name}="{attribute(value)}"' for name, value in known.items()), tuple(rest)


def _segment(term: Term, extra: Extra) -> tuple[str, Extra]:
    """The segment with its codes, where they still fit the term; and the other extras."""
    name, value = extra[0] if extra else ("", "")
    element = fragment(value) if name == FRAME else None
    if element is None or element.tag != "seg" or serialise(without_prefixes(element)) != value or not len(element):
        return f"<seg>{text(term.text)}</seg>", extra
    if flat(element) != term.text:
        return f"<seg>{text(term.text)}</seg>", extra[1:]
    return value, extra[1:]


def _properties(fields: list[tuple[str, str]], extra: Sequence[tuple[str, str]], note: str = "") -> Iterator[str]:
    """Notes and properties; a further note is one only behind the record's own."""
    if note:
        yield f"<note>{text(note)}</note>"
    for name, value in fields:
        yield f'<prop type="{attribute(name)}">{text(value)}</prop>'
    for name, value in extra:
        if name == NOTE and note:
            yield f"<note>{text(value)}</note>"
        else:
            ((safe, _value),) = escaped([(name, value)], FIELDS)
            yield f'<prop type="{attribute(safe)}">{text(value)}</prop>'
