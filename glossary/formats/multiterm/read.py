"""MultiTerm XML -> concepts."""

from __future__ import annotations

from typing import Any, BinaryIO
from xml.etree.ElementTree import Element

from glossary.formats.base import FormatError
from glossary.formats.identifiers import assign_ids
from glossary.formats.multiterm.languages import find_code, find_name
from glossary.formats.multiterm.names import (
    CONCEPT,
    FIELDS,
    FRAME,
    ID,
    LANGUAGE,
    TERM,
    build_transaction,
    name_extra,
    parse_date,
    parse_description,
    strip_layout,
)
from glossary.formats.xml.parser import Entries, strip_prefix
from glossary.formats.xml.properties import parse_value, unescape_name
from glossary.formats.xml.statuses import parse_state, parse_status
from glossary.formats.xml.text import flatten, serialise
from glossary.model import Concept, Glossary, Term

_Pairs = list[tuple[str, str]]


def read(stream: BinaryIO) -> Glossary:
    """Read a MultiTerm XML file, group by group. Raises FormatError."""
    types: dict[str, str] = {}
    groups = Entries(stream, ("mtf",), "mtf")
    concepts = assign_ids([_read_concept(group, types) for group in groups if strip_prefix(group.tag) == "conceptGrp"])
    unusual = [(f"{LANGUAGE}{code}", name) for code, name in types.items() if name not in ("", find_name(code))]
    return Glossary(concepts, tuple(unusual))


def _read_concept(group: Element, types: dict[str, str]) -> Concept:
    record = _Record(CONCEPT)
    number = ""
    sections: _Pairs = []
    terms: list[Term] = []
    for child in group:
        tag = strip_prefix(child.tag)
        if tag == "concept":
            number = (child.text or "").strip()
        elif tag == "languageGrp":
            _read_language_group(child, types, terms, sections)
        else:
            record.take(child)
    extra = (*record.list_extra(), *sections)
    return Concept(record.identifier or number, tuple(terms), extra=extra, **record.values)


def _read_language_group(group: Element, types: dict[str, str], terms: list[Term], sections: _Pairs) -> None:
    """Read the terms of a language into `terms`, and the elements next to them into `sections`."""
    language = _read_language(group, types)
    record = _Record({})
    for child in group:
        tag = strip_prefix(child.tag)
        if tag == "termGrp":
            terms.append(_read_term(child, language))
        elif tag != "language":
            record.take(child)
    sections += [(f"{language}/{name}", value) for name, value in record.list_extra()]


def _read_language(group: Element, types: dict[str, str]) -> str:
    element = next((child for child in group if strip_prefix(child.tag) == "language"), Element("language"))
    name = element.get("type", "")
    code = element.get("lang") or find_code(name)
    if not code:
        raise FormatError("a <languageGrp> has no <language> with a lang: give its language")
    types.setdefault(code, name)
    return code


def _read_term(group: Element, language: str) -> Term:
    record = _Record(TERM)
    text = ""
    for child in group:
        if strip_prefix(child.tag) == "term":
            text = flatten(child)
        else:
            record.take(child)
    return Term(text, language, extra=record.list_extra(), **record.values)


class _Record:
    """Collects the fields and the extras of a group. `names` are the fields that it may have."""

    def __init__(self, names: dict[str, str]) -> None:
        self.values: dict[str, Any] = {}
        self.identifier = ""
        self._names = names
        self._frames: dict[str, str] = {}
        self._extra: _Pairs = []

    def list_extra(self) -> tuple[tuple[str, str], ...]:
        """Return the frames in the order of their fields, then the other extras in the order of the file."""
        frames = [(FRAME + field, self._frames[field]) for field in self._names if field in self._frames]
        return (*frames, *self._extra)

    def take(self, element: Element) -> None:
        """Take an element: as a field, as an extra with its type, or as an extra that holds it whole."""
        if (pair := parse_description(element) or parse_description(strip_layout(element))) is not None:
            self._take_pair(*pair)
        elif not self._take_date(element):
            self._extra.append((name_extra(element), serialise(element)))

    def _take_pair(self, kind: str, content: str) -> None:
        if kind == ID and not self.identifier:
            self.identifier = content
            return
        found = self._interpret(FIELDS.get(kind.lower(), ""), content)
        if found is None or found[0] in self.values:
            self._extra.append((unescape_name(kind), content))
            return
        field, value = found
        self.values[field] = value
        if kind != self._names[field] or value != content:
            self._frames[field] = serialise(_build_description(kind, content if value != content else ""))

    def _interpret(self, field: str, content: str) -> tuple[str, str] | None:
        """Read the value of a field; a status may be a state, such as that of a candidate. None where it is neither."""
        if field not in self._names:
            return None
        value = (parse_status(content) if field == "status" else None) or parse_value(field, content)
        if value is None and field == "status":
            field, value = "state", parse_state(content)
        return None if value is None else (field, value)

    def _take_date(self, element: Element) -> bool:
        found = parse_date(element)
        if found is None or found[0] not in self._names or found[0] in self.values or not found[1].text:
            return False
        field, date = found
        self.values[field], date.text = date.text, None
        if (shape := serialise(element)) != build_transaction(field):
            self._frames[field] = shape
        return True


def _build_description(kind: str, content: str) -> Element:
    group = Element("descripGrp")
    inner = Element("descrip", {"type": kind})
    inner.text = content
    group.append(inner)
    return group
