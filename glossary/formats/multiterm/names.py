"""What MultiTerm XML calls the fields of the model.

Source: the schema in the public documentation of the MultiTerm API (MTF, 2003); the types are the users' own, these
are the usual ones.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from glossary.formats.markup import fragment, local
from glossary.formats.markup_text import serialise
from glossary.formats.properties import ESCAPE

TERM = {
    "status": "Status",
    "state": "State",
    "part_of_speech": "Part of Speech",
    "case": "Case",
    "match": "Match",
    "origin": "Source",
    "note": "Note",
    "created": "Created",
    "modified": "Modified",
}
CONCEPT = {"subject": "Subject", "definition": "Definition", "note": "Note"}
_SYNONYMS = {"usage": "status", "domain": "subject", "subject field": "subject", "partofspeech": "part_of_speech"}
FIELDS = _SYNONYMS | {name.lower(): field for field, name in (TERM | CONCEPT).items()}
"""The field that each type says, whatever its case."""

TRANSACTIONS = {"created": "origination", "modified": "modification"}
FRAME = "as:"
"""Before the name of a field whose element says more, such as who made the term."""

ID = f"{ESCAPE}id"
LANGUAGE = "language:"
"""Before a code, in the extras of a glossary: what the file calls that language."""

_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d.*)?", re.ASCII)
_PARTS = frozenset({"transacGrp", "descripGrp", "system"})


def bare(element: Element) -> Element:
    """The element, changed: no prefixes, no layout between elements, nothing behind it."""
    for part in element.iter():
        part.tag = local(part.tag)
        part.attrib = {key: value for key, value in part.attrib.items() if ":" not in key and key != "xmlns"}
        if part.tag.endswith("Grp"):
            part.text = None
            for child in part:
                child.tail = None
    element.tail = None
    return element


def simple(element: Element) -> tuple[str, str] | None:
    """The type and the text of a descriptive group that says nothing else."""
    if element.tag != "descripGrp" or len(element) != 1 or element.attrib:
        return None
    inner = element[0]
    if inner.tag != "descrip" or set(inner.attrib) != {"type"} or len(inner):
        return None
    return inner.attrib["type"], inner.text or ""


def dated(element: Element) -> tuple[str, Element] | None:
    """The field and the date of a transaction that says when a term was made or changed."""
    if [child.tag for child in element] != ["transac", "date"] or len(element[1]) or element[1].attrib:
        return None
    for field, kind in TRANSACTIONS.items():
        if element[0].get("type") == kind:
            return field, element[1]
    return None


def transaction(field: str) -> str:
    """The usual transaction of a field, without the date."""
    return f'<transacGrp><transac type="{TRANSACTIONS[field]}"/><date/></transacGrp>'


def is_date(value: str) -> bool:
    """Whether a text is a date, with or without a time, as a transaction has it."""
    return _DATE.fullmatch(value) is not None


def title(element: Element) -> str:
    """The name of an extra that holds an element."""
    kind = element.get("type") or (element[0].get("type") if len(element) else "")
    return f"{element.tag}:{kind}" if kind else element.tag


def part(value: str) -> Element | None:
    """An element that may stand in a group, from its text in short form; None for any other text."""
    element = fragment(value) if value.startswith("<") else None
    if element is None or local(element.tag) not in _PARTS or serialise(bare(element)) != value:
        return None
    return element
