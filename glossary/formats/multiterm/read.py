"""MultiTerm XML to concepts."""

from __future__ import annotations

from typing import Any, BinaryIO
from xml.etree.ElementTree import Element

from glossary.formats.base import FormatError
from glossary.formats.identifiers import named
from glossary.formats.language_names import code_of, name_of
from glossary.formats.markup import Entries, local
from glossary.formats.markup_text import flat, serialise
from glossary.formats.multiterm.names import (
    CONCEPT,
    FIELDS,
    FRAME,
    ID,
    LANGUAGE,
    TERM,
    bare,
    dated,
    simple,
    title,
    transaction,
)
from glossary.formats.properties import unescaped, value_of
from glossary.formats.statuses import state, status
from glossary.model import Concept, Glossary, Term

_Pairs = list[tuple[str, str]]


def read(stream: BinaryIO) -> Glossary:
    """The glossary of a MultiTerm XML file, group by group. Raises FormatError."""
    types: dict[str, str] = {}
    groups = Entries(stream, ("mtf",), "mtf")
    concepts = named([_concept(group, types) for group in groups if local(group.tag) == "conceptGrp"])
    unusual = [(f"{LANGUAGE}{code}", name) for code, name in types.items() if name not in ("", name_of(code))]
    return Glossary(concepts, tuple(unusual))


def _concept(group: Element, types: dict[str, str]) -> Concept:
    record = _Record(CONCEPT)
    number = ""
    sections: _Pairs = []
    terms: list[Term] = []
    for child in group:
        tag = local(child.tag)
        if tag == "concept":
            number = (child.text or "").strip()
        elif tag == "languageGrp":
            _language_group(child, types, terms, sections)
        else:
            record.take(child)
    extra = (*record.extra(), *sections)
    return Concept(record.identifier or number, tuple(terms), extra=extra, **record.values)


def _language_group(group: Element, types: dict[str, str], terms: list[Term], sections: _Pairs) -> None:
    """Read the terms of a language, and what stands beside them."""
    language = _language(group, types)
    record = _Record({})
    for child in group:
        tag = local(child.tag)
        if tag == "termGrp":
            terms.append(_term(child, language))
        elif tag != "language":
            record.take(child)
    sections += [(f"{language}/{name}", value) for name, value in record.extra()]


def _language(group: Element, types: dict[str, str]) -> str:
    element = next((child for child in group if local(child.tag) == "language"), Element("language"))
    name = element.get("type", "")
    code = element.get("lang") or code_of(name)
    if not code:
        raise FormatError("a <languageGrp> has no <language> with a lang: give its language")
    types.setdefault(code, name)
    return code


def _term(group: Element, language: str) -> Term:
    record = _Record(TERM)
    text = ""
    for child in group:
        if local(child.tag) == "term":
            text = flat(child)
        else:
            record.take(child)
    return Term(text, language, extra=record.extra(), **record.values)


class _Record:
    """Collects the fields and the extras of a group."""

    def __init__(self, names: dict[str, str]) -> None:
        self.values: dict[str, Any] = {}
        self.identifier = ""
        self._names = names
        self._frames: dict[str, str] = {}
        self._extra: _Pairs = []

    def extra(self) -> tuple[tuple[str, str], ...]:
        """The frames, in the order of their fields, and then the other extras in that of the file."""
        frames = [(FRAME + field, self._frames[field]) for field in self._names if field in self._frames]
        return (*frames, *self._extra)

    def take(self, element: Element) -> None:
        """Take what stands in a group: a field, a type and its text, or an element kept as it is."""
        if (pair := simple(element) or simple(bare(element))) is not None:
            self._take_pair(*pair)
        elif not self._take_date(element):
            self._extra.append((title(element), serialise(element)))

    def _take_pair(self, kind: str, content: str) -> None:
        if kind == ID and not self.identifier:
            self.identifier = content
            return
        said = self._said(FIELDS.get(kind.lower(), ""), content)
        if said is None or said[0] in self.values:
            self._extra.append((unescaped(kind), content))
            return
        field, value = said
        self.values[field] = value
        if kind != self._names[field] or value != content:
            self._frames[field] = serialise(_words(kind, content if value != content else ""))

    def _said(self, field: str, content: str) -> tuple[str, str] | None:
        """The field and the value that a text says; a status may say that a term is a candidate."""
        if field not in self._names:
            return None
        value = status(content) or value_of(field, content) if field == "status" else value_of(field, content)
        if value is None and field == "status":
            field, value = "state", state(content)
        return None if value is None else (field, value)

    def _take_date(self, element: Element) -> bool:
        said = dated(element)
        if said is None or said[0] not in self._names or said[0] in self.values or not said[1].text:
            return False
        field, date = said
        self.values[field], date.text = date.text, None
        if (shape := serialise(element)) != transaction(field):
            self._frames[field] = shape
        return True


def _words(kind: str, content: str) -> Element:
    group = Element("descripGrp")
    inner = Element("descrip", {"type": kind})
    inner.text = content
    group.append(inner)
    return group
