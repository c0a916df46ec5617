"""TMX -> concepts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO
from xml.etree.ElementTree import Element

from glossary.formats.base import FormatError, Languages
from glossary.formats.identifiers import assign_ids
from glossary.formats.tmx.names import CONCEPT, DATES, FIELDS, FRAME, NOTE, STAMP, TERM, strip_prefixes
from glossary.formats.xml.parser import Entries, strip_prefix
from glossary.formats.xml.properties import parse_value, unescape_name
from glossary.formats.xml.text import flatten, serialise
from glossary.model import Concept, Extra, Glossary, Term


def read(stream: BinaryIO, languages: Languages) -> Glossary:
    """Read a TMX file, unit by unit. Raises FormatError."""
    entries = Entries(stream, ("tmx",), "body")
    concepts = assign_ids([_read_concept(unit) for unit in entries if strip_prefix(unit.tag) == "tu"])
    header = next((child for child in entries.root if strip_prefix(child.tag) == "header"), None)
    return Glossary(concepts, () if header is None else _read_header(header, languages))


def _read_header(header: Element, languages: Languages) -> Extra:
    source = header.get("srclang", languages.source)
    return (() if source == languages.source else (("@srclang", source),)) + _read_record(header, {})[1]


def _read_concept(unit: Element) -> Concept:
    values, extra = _read_record(unit, CONCEPT)
    terms = tuple(_read_term(variant, unit) for variant in unit if strip_prefix(variant.tag) == "tuv")
    return Concept(unit.get("tuid", ""), terms, extra=extra, **values)


def _read_term(variant: Element, unit: Element) -> Term:
    language = variant.get("xml:lang") or variant.get("lang")
    if not language:
        raise FormatError(f"a <tuv> of the unit {unit.get('tuid', '')!r} has no xml:lang: give its language")
    values, extra = _read_record(variant, TERM)
    segment = next((child for child in variant if strip_prefix(child.tag) == "seg"), Element("seg"))
    segment.tail = None
    if len(segment):
        extra = ((FRAME, serialise(strip_prefixes(segment))), *extra)
    return Term(flatten(segment), language, extra=extra, **values)


def _read_record(element: Element, names: dict[str, str]) -> tuple[dict[str, Any], Extra]:
    """Read the fields and the extras of a unit, a variant or a header. `names` are the fields that it may have."""
    values: dict[str, Any] = {}
    extra: list[tuple[str, str]] = []
    if names:
        extra += _read_attributes(element, names, values)
    for child in element:
        tag, content = strip_prefix(child.tag), flatten(child)
        name = child.get("type", "") if tag == "prop" else NOTE
        field = NOTE if tag == NOTE else FIELDS.get(name, "")
        if tag not in ("prop", NOTE):
            continue
        value = parse_value(field, content) if field in names or (names and field == NOTE) else None
        if value is None or field in values:
            extra.append((unescape_name(name), content))
        else:
            values[field] = value
    return values, tuple(extra)


def _read_attributes(element: Element, names: dict[str, str], values: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the attributes that are no fields; the dates go into `values`."""
    for name, value in element.attrib.items():
        stamp = STAMP.fullmatch(value)
        if (field := DATES.get(name)) in names and stamp:
            values[str(field)] = "{}-{}-{}T{}:{}:{}Z".format(*stamp.groups())
        elif name not in ("tuid", "xml:lang", "lang"):
            yield f"@{name}", value
