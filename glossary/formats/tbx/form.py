"""The form of a TBX file: its version, its style, and how it is laid out; new elements are written in it.

Elements come as `write` makes them, version 3 in DCA style, where a data category is an attribute. Version 2 calls the
sections otherwise; in DCT style a category is the name of an element, in the namespace of its module.
"""

from __future__ import annotations

from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

from glossary.formats.tbx.names import DCT, MINIMAL, VERSION_2
from glossary.formats.xml.nodes import Node, find_space_before
from glossary.formats.xml.parser import strip_prefix
from glossary.formats.xml.text import escape_attribute, serialise

_MODULES = "http://www.tbxinfo.net/ns/"
_SECTIONS = frozenset({"conceptEntry", "langSec", "termSec", "termEntry", "langSet", "tig", "ntig", "termGrp"})
"""Elements whose content is laid out; all others are on one line."""


class UnfitError(Exception):
    """An element that the form of a file has no name for."""


class _Layout(NamedTuple):
    """The white space in an element: before its first child, before each other one, and before its end."""

    first: str = ""
    between: str = ""
    close: str = ""


class Form:
    """How the elements of a file are written, learnt from its root and one of its entries, None where it has none."""

    def __init__(self, root: Node, model: Node | None, data: bytes) -> None:
        self.version = 2 if strip_prefix(root.tag) == "martif" else 3
        self.style = "dct" if root.attributes.get("style", "").lower() == "dct" and self.version == 3 else "dca"
        self.dialect = root.attributes.get("type", "")
        self.has_prefix = ":" in root.tag
        known = ((name.partition(":"), value) for name, value in root.attributes.items())
        self._prefixes = {
            value.removeprefix(_MODULES): parts[2] for parts, value in known if parts[0] == "xmlns" and parts[2]
        }
        nodes = [*model.list_all()] if model else []
        self._is_grouped = any(node.tag == "ntig" for node in nodes)
        self._layouts: dict[str, _Layout] = {}
        for node in nodes:
            if node.children and node.tag in _SECTIONS:
                self._layouts.setdefault(node.tag, _measure(node, data))

    @property
    def is_usual(self) -> bool:
        """Return whether a file that is written again has this form."""
        return (self.version, self.style, self.dialect, self.has_prefix) == (3, "dca", "TBX-Basic", False)

    def describe(self) -> str:
        """Name the form as a person knows it."""
        style = f" in {self.style.upper()} style" if self.version == 3 else ""
        prefix = " with prefixes" if self.has_prefix else ""
        return f"{self.dialect or 'TBX'} version {self.version}{style}{prefix}"

    def write(self, element: Element) -> str:
        """Write an entry, a language section or a term section. Raises UnfitError."""
        return self._lay_out(self._convert(element))

    def _convert(self, element: Element) -> Element:
        tag, attributes = self._name(element)
        made = Element(tag, attributes)
        made.text, made.tail = element.text, element.tail
        made.extend([self._convert(child) for child in element])
        return self._group(made) if tag == "tig" and self._is_grouped else made

    def _name(self, element: Element) -> tuple[str, dict[str, str]]:
        """Return the name and the attributes of an element in this form. Raises UnfitError."""
        category = element.get("type", "")
        if self.has_prefix:
            raise UnfitError(element.tag)
        if self.version == 2:
            return VERSION_2.get(element.tag, element.tag), dict(element.attrib)
        if self.style == "dca" or not category or element.tag == "hi":
            return element.tag, dict(element.attrib)
        prefix = self._prefixes.get("min" if category in MINIMAL else "basic")
        if DCT.get(category) != element.tag or prefix is None:
            raise UnfitError(category)
        return f"{prefix}:{category}", {name: value for name, value in element.attrib.items() if name != "type"}

    @staticmethod
    def _group(section: Element) -> Element:
        """Put a term and the notes on it into a group, as some files of version 2 have them."""
        made = Element("ntig", section.attrib)
        group = SubElement(made, "termGrp")
        for child in section:
            (group if child.tag in {"term", "termNote", "termNoteGrp"} else made).append(child)
        return made

    def _lay_out(self, element: Element) -> str:
        if element.tag not in _SECTIONS or not len(element):
            element.tail = None
            return serialise(element)
        layout = self._layouts.get(element.tag, _Layout())
        attributes = "".join(f' {name}="{escape_attribute(value)}"' for name, value in element.attrib.items())
        children = "".join(
            f"{layout.between if number else layout.first}{self._lay_out(child)}"
            for number, child in enumerate(element)
        )
        return f"<{element.tag}{attributes}>{children}{layout.close}</{element.tag}>"


def _measure(node: Node, data: bytes) -> _Layout:
    first, *others = node.children
    start = find_space_before(data, first.start, node.opened)
    close = find_space_before(data, node.closed, node.children[-1].end)
    if others:
        return _Layout(start, find_space_before(data, others[0].start, first.end), close)
    return _Layout(start, next(filter(_breaks_line, (start, close)), ""), close)


def _breaks_line(space: str) -> bool:
    return "\n" in space
