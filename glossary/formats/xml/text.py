"""Texts and elements to and from XML; and what XML 1.0 cannot hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from glossary.formats.base import FormatError
from glossary.formats.losses import Loss, note_loss
from glossary.formats.xml.parser import strip_prefix
from glossary.model import Concept, Extra, Glossary, Term

_ILLEGAL = "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
_NO_XML = re.compile(_ILLEGAL)
_TEXT = re.compile(f"[&<>\r]|{_ILLEGAL}")
_ATTRIBUTE = re.compile(f'[&<>"\t\n\r]|{_ILLEGAL}')
_ESCAPED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
_CODES = frozenset({"bpt", "ept", "ph", "it", "ut", "sc", "ec"})
"""Inline elements that hold the codes of another format, not for text (TMX 1.4b, TBX, XLIFF)."""
_DEEPEST = 64
_REASON = "XML holds no control characters and no lone surrogates"


def escape_text(value: str) -> str:
    """Escape a text as the content of an element; a character that XML cannot hold becomes U+FFFD.

    >>> escape_text("R&D <\x07>")
    'R&amp;D &lt;\ufffd&gt;'
    """
    return _TEXT.sub(_escape, value)


def escape_attribute(value: str) -> str:
    """Escape a text as the value of an attribute, without the quotes, so that its white space is kept."""
    return _ATTRIBUTE.sub(_escape, value)


def replace_illegal(value: str) -> str:
    """Replace each character that XML cannot hold by U+FFFD."""
    return _NO_XML.sub("\ufffd", value)


def _escape(match: re.Match[str]) -> str:
    return _ESCAPED.get(match[0], "\ufffd")


def serialise(element: Element, depth: int = 0) -> str:
    """Write an element, without its tail. Raises FormatError where elements are nested deeper than any tool does."""
    if depth > _DEEPEST:
        raise FormatError(f"elements are nested more than {_DEEPEST} deep: export the file again")
    attributes = "".join(f' {name}="{escape_attribute(value)}"' for name, value in element.attrib.items())
    children = "".join(serialise(child, depth + 1) + escape_text(child.tail or "") for child in element)
    content = escape_text(element.text or "") + children
    if content:
        return f"<{element.tag}{attributes}>{content}</{element.tag}>"
    return f"<{element.tag}{attributes}/>"


def flatten(element: Element) -> str:
    """Join the texts of an element and of those inside it, without the codes of other formats.

    >>> from xml.etree.ElementTree import XML
    >>> flatten(XML('<seg>Press <bpt i="1">{b </bpt>OK<ept i="1">}</ept>, H<hi>2</hi>O</seg>'))
    'Press OK, H2O'
    """
    if not len(element):
        return element.text or ""
    return "".join(_list_texts(element))


def _list_texts(element: Element, depth: int = 0) -> Iterator[str]:
    if depth > _DEEPEST:
        raise FormatError(f"elements are nested more than {_DEEPEST} deep: export the file again")
    yield element.text or ""
    for child in element:
        if strip_prefix(child.tag) not in _CODES:
            yield from _list_texts(child, depth + 1)
        yield child.tail or ""


def find_losses(glossary: Glossary) -> list[Loss]:
    """Return what an XML format cannot hold: concepts without a term, and some characters."""
    empty = sum(not concept.terms for concept in glossary.concepts)
    characters = sum(len(_NO_XML.findall(value)) for value in _list_values(glossary))
    return [
        *note_loss(empty, "concept", "left out, without a term"),
        *note_loss(characters, "character", f"replaced by U+FFFD, {_REASON}"),
    ]


def _list_values(glossary: Glossary) -> Iterator[str]:
    yield from _list_pairs(glossary.extra)
    for concept in glossary.concepts:
        yield from _list_strings(concept)
        for term in concept.terms:
            yield from _list_strings(term)


def _list_strings(record: Concept | Term) -> Iterator[str]:
    yield from (value for value in record if isinstance(value, str))
    yield from _list_pairs(record.extra)


def _list_pairs(extra: Extra) -> Iterable[str]:
    return (value for pair in extra for value in pair)
