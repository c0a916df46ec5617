"""Brings the elements of any TBX into the form of version 3 in DCA style, without prefixes and layout."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

from glossary.formats.base import FormatError
from glossary.formats.tbx.names import DCT, ELEMENTS, STRUCTURE, WITHIN
from glossary.formats.xml.parser import strip_prefix

Tidy = Callable[[str], str]
"""What is done with the white space of a text: `unwrap` or `keep_text`."""

_INDENTED = re.compile(r"[ \t\r]{0,200}\n\s*?[ \t]+")
_DEEPEST = 64


def unwrap(text: str) -> str:
    r"""Remove the line breaks and indents of a pretty-printed file from a text; a line break alone stays.

    >>> unwrap("a group\n\t\t\tof stars"), unwrap("one\ntwo")
    ('a group of stars', 'one\ntwo')
    """
    return _INDENTED.sub(" ", text).strip(" \t\r\n") if "\n" in text else text


def keep_text(text: str) -> str:
    """Return a text as it is."""
    return text


def canonicalize(element: Element, parent: str, tidy: Tidy, depth: int = 0) -> Element:
    """Change an element in place: no prefixes, a tag that is a data category as `type`, no layout. Returns it.

    `parent` is the name of the element around it. Raises FormatError where elements are nested too deep.
    """
    if depth > _DEEPEST:
        raise FormatError(f"elements are nested more than {_DEEPEST} deep: export the file again")
    name = strip_prefix(element.tag)
    if name not in ELEMENTS:
        element.attrib = {"type": name, **element.attrib}
        name = DCT.get(name) or WITHIN.get(parent, "descrip")
    element.tag = "refObjectSec" if name == "refObjectList" else name
    if any(":" in key or key == "xmlns" for key in element.attrib):
        element.attrib = _strip_prefixes(element.attrib)
    element.text = tidy(element.text or "")
    for child in element:
        canonicalize(child, name, tidy, depth + 1)
        child.tail = _unwrap_tail(child.tail or "", tidy)
    if name in STRUCTURE and len(element):
        _close_up(element)
    return element


def _strip_prefixes(written: dict[str, str]) -> dict[str, str]:
    """Remove the prefixes of attributes, but for `xml:`, and the declarations of namespaces."""
    kept = {key: value for key, value in written.items() if key != "xmlns" and not key.startswith("xmlns:")}
    return {key if key.startswith("xml:") else strip_prefix(key): value for key, value in kept.items()}


def _unwrap_tail(text: str, tidy: Tidy) -> str:
    """Bring the text after an inner element onto one line where the file is pretty-printed."""
    return text if tidy is keep_text else _INDENTED.sub(" ", text)


def _close_up(element: Element) -> None:
    """Remove the white space between the children of an element that holds elements only."""
    element.text = (element.text or "").strip()
    for child in element:
        child.tail = (child.tail or "").strip()
