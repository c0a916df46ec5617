"""What a TBX file says of itself, before and behind its entries."""

from __future__ import annotations

from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

from glossary.formats.markup import fragment, local
from glossary.formats.markup_text import attribute, flat, serialise
from glossary.formats.tbx.canonical import Tidy, as_written, canonical
from glossary.formats.tbx.markers import PREFIX, extra_name, extra_of
from glossary.formats.tbx.names import LANGUAGE
from glossary.model import Extra

NAMESPACE = "urn:iso:std:iso:30042:ed-2"
_SPACE = f"{PREFIX}space"
_FILE = "<fileDesc><sourceDesc><p>A glossary kept with aligncheck</p></sourceDesc></fileDesc>"
_PARTS = frozenset({"fileDesc", "encodingDesc", "revisionDesc", "back"})
_LANGUAGE = "en"
_TYPES = frozenset({"", "TBX", "TBX-Basic", "TBX-Core", "TBX-Min"})
"""Dialects that TBX-Basic contains, and the default of version 2, which says nothing."""


def keeps_space(root: Element) -> bool:
    """Whether the white space in the texts is content, as in every file this package writes."""
    return any(local(p.tag) == "p" and p.get("type") == _SPACE for p in root.iter())


def header_extra(root: Element, tidy: Tidy) -> Extra:
    """The header, the back matter, and the attributes of the root that are not the usual ones."""
    extra: list[tuple[str, str]] = []
    extra += [(name, value) for name in (LANGUAGE, "type") if _is_attribute(name, value := root.get(name, ""))]
    plain: list[tuple[str, str]] = []
    for element in root:
        if local(element.tag) in ("tbxHeader", "martifHeader"):
            extra += _parts(canonical(element, "", tidy), plain)
        elif local(element.tag) == "text":
            extra += [("back", serialise(canonical(back, "", tidy))) for back in element if local(back.tag) == "back"]
    return (*extra, *plain)


def _parts(header: Element, plain: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The parts of a header; what was written for other formats goes to `plain`, our own words nowhere."""
    parts = []
    for part in header:
        for p in [p for p in part if p.tag == "p" and p.get("type", "").startswith(PREFIX)]:
            if (name := extra_of(p.get("type", "")[len(PREFIX) :])) is not None:
                plain.append((name, flat(p)))
            part.remove(p)
        shape = serialise(part)
        if shape not in (_FILE, "<encodingDesc/>"):
            parts.append((part.tag, shape))
    return parts


class _Known(NamedTuple):
    """What of the extras is a header: attributes of the root, and parts that are sound XML."""

    attributes: dict[str, str]
    parts: dict[str, Element]
    plain: list[tuple[str, str]]


def opening(extra: Extra) -> str:
    """The file up to its first entry."""
    attributes, parts, plain = _known(extra)
    encoding = parts.get("encodingDesc", Element("encodingDesc"))
    _paragraph(encoding, _SPACE, "preserve")
    for name, value in plain:
        _paragraph(encoding, PREFIX + extra_name(name), value)
    header = [serialise(parts["fileDesc"]) if "fileDesc" in parts else _FILE, serialise(encoding)]
    if "revisionDesc" in parts:
        header.append(serialise(parts["revisionDesc"]))
    dialect, language = attributes.get("type", "TBX-Basic"), attributes.get(LANGUAGE, _LANGUAGE)
    lines = "\n".join(header)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<tbx style="dca" type="{attribute(dialect)}" xml:lang="{attribute(language)}" xmlns="{NAMESPACE}">\n'
        f"<tbxHeader>\n{lines}\n</tbxHeader>\n<text>\n<body>\n"
    )


def closing(extra: Extra) -> str:
    """The file from its last entry on."""
    parts = _known(extra).parts
    back = f"{serialise(parts['back'])}\n" if "back" in parts else ""
    return f"</body>\n{back}</text>\n</tbx>\n"


def _known(extra: Extra) -> _Known:
    known = _Known({}, {}, [])
    for name, value in extra:
        if _is_attribute(name, value) and name not in known.attributes:
            known.attributes[name] = value
        elif name not in known.parts and (part := _part(name, value)) is not None:
            known.parts[name] = part
        else:
            known.plain.append((name, value))
    return known


def _is_attribute(name: str, value: str) -> bool:
    if name == LANGUAGE:
        return value not in ("", _LANGUAGE)
    return name == "type" and value.startswith("TBX-") and value not in _TYPES


def _part(name: str, value: str) -> Element | None:
    """A part of the header or the back matter; None where the extra is none."""
    element = fragment(value) if name in _PARTS else None
    if element is None or element.tag != name or serialise(canonical(element, "", as_written)) != value:
        return None
    return element


def _paragraph(parent: Element, kind: str, content: str) -> None:
    SubElement(parent, "p", {"type": kind}).text = content
