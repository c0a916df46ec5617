"""Elements of any TBX as version 3 in DCA style has them, without prefixes and layout."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

from glossary.formats.base import FormatError
from glossary.formats.markup import local
from glossary.formats.tbx.names import DCT, ELEMENTS, STRUCTURE, WITHIN

Tidy = Callable[[str], str]
_INDENTED = re.compile(r"[ \t\r]*\n\s*?[ \t]+")
_DEEPEST = 64


def unwrapped(text: str) -> str:
    r"""A text without the line breaks and indents of a pretty-printed file; a line break alone stays.

    >>> unwrapped("a group\n\t\t\tof stars"), unwrapped("one\ntwo")
    ('a group of stars', 'one\ntwo')
    """
    return _INDENTED.sub(" ", text).strip(" \t\r\n") if "\n" in text else text


def as_written(text: str) -> str:
    """A text as it is."""
    return text


def canonical(element: Element, parent: str, tidy: Tidy, depth: int = 0) -> Element:
    """The element itself, changed: local names, a tag that is a data category as `type`, layout gone.

    Raises FormatError where elements are nested deeper than any tool does.
    """
    if depth > _DEEPEST:
        raise FormatError(f"elements are nested more than {_DEEPEST} deep: export the file again")
    name = local(element.tag)
    if name not in ELEMENTS:
        element.attrib = {"type": name, **element.attrib}
        name = DCT.get(name) or WITHIN.get(parent, "descrip")
    element.tag = "refObjectSec" if name == "refObjectList" else name
    if any(":" in key or key == "xmlns" for key in element.attrib):
        element.attrib = _attributes(element.attrib)
    element.text = tidy(element.text or "")
    for child in element:
        canonical(child, name, tidy, depth + 1)
        child.tail = _tail(child.tail or "", tidy)
    if name in STRUCTURE and len(element):
        _close_up(element)
    return element


def _attributes(written: dict[str, str]) -> dict[str, str]:
    """Attributes without prefixes, `xml:` apart, and without declarations of namespaces."""
    kept = {key: value for key, value in written.items() if key != "xmlns" and not key.startswith("xmlns:")}
    return {key if key.startswith("xml:") else local(key): value for key, value in kept.items()}


def _tail(text: str, tidy: Tidy) -> str:
    """What follows an element inside a text, on one line where the file is pretty-printed."""
    return text if tidy is as_written else _INDENTED.sub(" ", text)


def _close_up(element: Element) -> None:
    element.text = (element.text or "").strip()
    for child in element:
        child.tail = (child.tail or "").strip()
