"""The names of the model's fields in MultiTerm XML, and its elements.

Users choose the types of fields themselves; these are the usual ones. Source: the schema in the public documentation of
the MultiTerm API (MTF, 2003).
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from glossary.formats.xml.parser import parse_fragment, strip_prefix
from glossary.formats.xml.properties import ESCAPE
from glossary.formats.xml.text import serialise

TERM = {
    "status": "Status",
    "state": "State",
    "part_of_speech": "Part of Speech",
    "case": "Case",
    "match": "Match",
    "origin": "Source",
    "note": "Note",
    "term_type": "Term Type",
    "example": "Example",
    "when_source": "When Source",
    "created": "Created",
    "modified": "Modified",
}
CONCEPT = {"subject": "Subject", "definition": "Definition", "note": "Note"}
_SYNONYMS = {
    **{"usage": "status", "domain": "subject", "subject field": "subject", "partofspeech": "part_of_speech"},
    "context": "example",
}
FIELDS = _SYNONYMS | {name.lower(): field for field, name in (TERM | CONCEPT).items()}
"""The types, in lower case -> the fields."""

TRANSACTIONS = {"created": "origination", "modified": "modification"}
FRAME = "as:"
"""Before the name of a field, in the name of an extra: its element, which holds more than the field."""

ID = f"{ESCAPE}id"
LANGUAGE = "language:"
"""Before the code of a language, in the name of an extra of the glossary: the file's name of that language."""

_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d.*)?", re.ASCII)
_PARTS = frozenset({"transacGrp", "descripGrp", "system"})


def strip_layout(element: Element) -> Element:
    """Remove prefixes, the layout between elements, and the text after an element. Returns the element."""
    for part in element.iter():
        part.tag = strip_prefix(part.tag)
        part.attrib = {key: value for key, value in part.attrib.items() if ":" not in key and key != "xmlns"}
        if part.tag.endswith("Grp"):
            part.text = None
            for child in part:
                child.tail = None
    element.tail = None
    return element


def parse_description(element: Element) -> tuple[str, str] | None:
    """Read the type and the text of a descriptive group that holds nothing else; None for another element."""
    if element.tag != "descripGrp" or len(element) != 1 or element.attrib:
        return None
    inner = element[0]
    if inner.tag != "descrip" or set(inner.attrib) != {"type"} or len(inner):
        return None
    return inner.attrib["type"], inner.text or ""


def parse_date(element: Element) -> tuple[str, Element] | None:
    """Read the field and the element of the date of a transaction: when a term was made or changed; else None."""
    if [child.tag for child in element] != ["transac", "date"] or len(element[1]) or element[1].attrib:
        return None
    for field, kind in TRANSACTIONS.items():
        if element[0].get("type") == kind:
            return field, element[1]
    return None


def build_transaction(field: str) -> str:
    """Build the usual transaction of a field, without the date."""
    return f'<transacGrp><transac type="{TRANSACTIONS[field]}"/><date/></transacGrp>'


def is_date(value: str) -> bool:
    """Return whether a text is a date, with or without a time, as it is in a transaction."""
    return _DATE.fullmatch(value) is not None


def name_extra(element: Element) -> str:
    """Name the extra that holds an element."""
    kind = element.get("type") or (element[0].get("type") if len(element) else "")
    return f"{element.tag}:{kind}" if kind else element.tag


def parse_part(value: str) -> Element | None:
    """Parse an extra as an element that may be in a group; None where it is none."""
    element = parse_fragment(value) if value.startswith("<") else None
    if element is None or strip_prefix(element.tag) not in _PARTS or serialise(strip_layout(element)) != value:
        return None
    return element
