"""The header and the back matter of a TBX file, as extras of the glossary."""

from __future__ import annotations

from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

from glossary.formats.tbx.canonical import Tidy, canonicalize, keep_text
from glossary.formats.tbx.markers import PREFIX, escape_name, unescape_name
from glossary.formats.tbx.names import LANGUAGE
from glossary.formats.xml.parser import parse_fragment, strip_prefix
from glossary.formats.xml.text import escape_attribute, flatten, serialise
from glossary.model import Extra

NAMESPACE = "urn:iso:std:iso:30042:ed-2"
_SPACE = f"{PREFIX}space"
_FILE = "<fileDesc><sourceDesc><p>A glossary kept with aligncheck</p></sourceDesc></fileDesc>"
_PARTS = frozenset({"fileDesc", "encodingDesc", "revisionDesc", "back"})
_LANGUAGE = "en"
_TYPES = frozenset({"", "TBX", "TBX-Basic", "TBX-Core", "TBX-Min"})
"""Dialects that TBX-Basic contains, and the default of version 2. They are not kept."""


def keeps_space(root: Element) -> bool:
    """Return whether a file says that the white space in its texts is content, as every file written here does."""
    return any(strip_prefix(p.tag) == "p" and p.get("type") == _SPACE for p in root.iter())


def read_header(root: Element, tidy: Tidy) -> Extra:
    """Read the header, the back matter, and the attributes of the root that are not the usual ones."""
    extra: list[tuple[str, str]] = []
    extra += [(name, value) for name in (LANGUAGE, "type") if _is_unusual(name, value := root.get(name, ""))]
    plain: list[tuple[str, str]] = []
    for element in root:
        if strip_prefix(element.tag) in ("tbxHeader", "martifHeader"):
            extra += _read_parts(canonicalize(element, "", tidy), plain)
        elif strip_prefix(element.tag) == "text":
            backs = (child for child in element if strip_prefix(child.tag) == "back")
            extra += [("back", serialise(canonicalize(back, "", tidy))) for back in backs]
    return (*extra, *plain)


def _read_parts(header: Element, plain: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the parts of a header but those that `write_opening` adds; extras from other formats go to `plain`."""
    parts = []
    for part in header:
        for p in [p for p in part if p.tag == "p" and p.get("type", "").startswith(PREFIX)]:
            if (name := unescape_name(p.get("type", "")[len(PREFIX) :])) is not None:
                plain.append((name, flatten(p)))
            part.remove(p)
        shape = serialise(part)
        if shape not in (_FILE, "<encodingDesc/>"):
            parts.append((part.tag, shape))
    return parts


class _Header(NamedTuple):
    """The extras of a glossary: attributes of the root, parts of the header that are sound XML, and all others."""

    attributes: dict[str, str]
    parts: dict[str, Element]
    plain: list[tuple[str, str]]


def write_opening(extra: Extra) -> str:
    """Write the file up to its first entry."""
    attributes, parts, plain = _sort_extra(extra)
    encoding = parts.get("encodingDesc", Element("encodingDesc"))
    _add_paragraph(encoding, _SPACE, "preserve")
    for name, value in plain:
        _add_paragraph(encoding, PREFIX + escape_name(name), value)
    header = [serialise(parts["fileDesc"]) if "fileDesc" in parts else _FILE, serialise(encoding)]
    if "revisionDesc" in parts:
        header.append(serialise(parts["revisionDesc"]))
    dialect, language = attributes.get("type", "TBX-Basic"), attributes.get(LANGUAGE, _LANGUAGE)
    root = f'type="{escape_attribute(dialect)}" xml:lang="{escape_attribute(language)}" xmlns="{NAMESPACE}"'
    lines = "\n".join(header)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<tbx style="dca" {root}>\n'
        f"<tbxHeader>\n{lines}\n</tbxHeader>\n<text>\n<body>\n"
    )


def write_closing(extra: Extra) -> str:
    """Write the file from its last entry on."""
    parts = _sort_extra(extra).parts
    back = f"{serialise(parts['back'])}\n" if "back" in parts else ""
    return f"</body>\n{back}</text>\n</tbx>\n"


def _sort_extra(extra: Extra) -> _Header:
    known = _Header({}, {}, [])
    for name, value in extra:
        if _is_unusual(name, value) and name not in known.attributes:
            known.attributes[name] = value
        elif name not in known.parts and (part := _parse_part(name, value)) is not None:
            known.parts[name] = part
        else:
            known.plain.append((name, value))
    return known


def _is_unusual(name: str, value: str) -> bool:
    """Return whether an attribute of the root has a value that is worth keeping."""
    if name == LANGUAGE:
        return value not in ("", _LANGUAGE)
    return name == "type" and value.startswith("TBX-") and value not in _TYPES


def _parse_part(name: str, value: str) -> Element | None:
    """Parse an extra as a part of the header or the back matter; None where it is none."""
    element = parse_fragment(value) if name in _PARTS else None
    if element is None or element.tag != name or serialise(canonicalize(element, "", keep_text)) != value:
        return None
    return element


def _add_paragraph(parent: Element, kind: str, content: str) -> None:
    SubElement(parent, "p", {"type": kind}).text = content
