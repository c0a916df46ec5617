"""TMX to concepts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO
from xml.etree.ElementTree import Element

from glossary.formats.base import FormatError, Languages
from glossary.formats.identifiers import named
from glossary.formats.markup import Entries, local
from glossary.formats.markup_text import flat, serialise
from glossary.formats.properties import unescaped, value_of
from glossary.formats.tmx.names import CONCEPT, DATES, FIELDS, FRAME, NOTE, STAMP, TERM, without_prefixes
from glossary.model import Concept, Extra, Glossary, Term


def read(stream: BinaryIO, languages: Languages) -> Glossary:
    """The glossary of a TMX file, unit by unit. Raises FormatError."""
    entries = Entries(stream, ("tmx",), "body")
    concepts = named([_concept(unit) for unit in entries if local(unit.tag) == "tu"])
    header = next((child for child in entries.root if local(child.tag) == "header"), None)
    return Glossary(concepts, () if header is None else _header_extra(header, languages))


def _header_extra(header: Element, languages: Languages) -> Extra:
    source = header.get("srclang", languages.source)
    return (() if source == languages.source else (("@srclang", source),)) + _record(header, {})[1]


def _concept(unit: Element) -> Concept:
    values, extra = _record(unit, CONCEPT)
    terms = tuple(_term(variant, unit) for variant in unit if local(variant.tag) == "tuv")
    return Concept(unit.get("tuid", ""), terms, extra=extra, **values)


def _term(variant: Element, unit: Element) -> Term:
    language = variant.get("xml:lang") or variant.get("lang")
    if not language:
        raise FormatError(f"a <tuv> of the unit {unit.get('tuid', '')!r} has no xml:lang: give its language")
    values, extra = _record(variant, TERM)
    segment = next((child for child in variant if local(child.tag) == "seg"), Element("seg"))
    segment.tail = None
    if len(segment):
        extra = ((FRAME, serialise(without_prefixes(segment))), *extra)
    return Term(flat(segment), language, extra=extra, **values)


def _record(element: Element, names: dict[str, str]) -> tuple[dict[str, Any], Extra]:
    """The fields and the extras of a unit, a variant or a header."""
    values: dict[str, Any] = {}
    extra: list[tuple[str, str]] = []
    if names:
        extra += _attributes(element, names, values)
    for child in element:
        tag, content = local(child.tag), flat(child)
        name = child.get("type", "") if tag == "prop" else NOTE
        field = NOTE if tag == NOTE else FIELDS.get(name, "")
        if tag not in ("prop", NOTE):
            continue
        value = value_of(field, content) if field in names or (names and field == NOTE) else None
        if value is None or field in values:
            extra.append((unescaped(name), content))
        else:
            values[field] = value
    return values, tuple(extra)


def _attributes(element: Element, names: dict[str, str], values: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The attributes no field stands for; the dates go to `values`."""
    for name, value in element.attrib.items():
        stamp = STAMP.fullmatch(value)
        if (field := DATES.get(name)) in names and stamp:
            values[str(field)] = "{}-{}-{}T{}:{}:{}Z".format(*stamp.groups())
        elif name not in ("tuid", "xml:lang", "lang"):
            yield f"@{name}", value
