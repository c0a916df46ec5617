"""HTML as a list of events, each with the characters of the file that it came from (WHATWG HTML, 13.2.5).

Whatever is in it, the work is linear, which `html.parser` of older Pythons is not: what is not closed is read once, up
to the end.
"""

import html
import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from align.errors import ReadError
from align.model import Notation, Span
from align.readers.xml.events import End, Start, Text

_TAG = re.compile(r"""<(/?)([A-Za-z][^\s/>]*+)((?:[^"'>]++|"[^"]*+"|'[^']*+')*+)>""")
_BROKEN_TAG = re.compile(r"<(/?)([A-Za-z][^\s/>]*+)([^>]*+)>")
"""A tag with a quotation mark too many, which nothing closes."""
_REMARK = re.compile(r"<!--\s*+aligncheck:")
_NAMED = re.compile(r"</?[A-Za-z]")
_ATTRIBUTE = re.compile(r"""([^\s"'>/=]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'=<>`]++)))?+""")
_REFERENCE = re.compile(r"&(?:#[xX][0-9a-fA-F]{1,8}|#[0-9]{1,8}|[A-Za-z][A-Za-z0-9]{1,40});?")
_SUBSET = re.compile(r"<!doctype[^<>\[]*+\[", re.IGNORECASE)
_DECLARATION = re.compile(r"<!(?:ENTITY|ATTLIST)\s++(?:%\s++)?([^\s>]{1,80}+)")
_RAW = frozenset({"script", "style", "textarea", "xmp", "iframe", "noembed", "noframes"})
"""Elements whose content is not markup."""
_CLOSING = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in _RAW}
_VOID_NAMES = "area base br col embed hr img input link meta source track wbr"
VOID = frozenset(_VOID_NAMES.split())
"""Elements that have no end tag."""


class Remark(NamedTuple):
    """A comment that is intended for this program."""

    text: str
    span: Span


class Value(NamedTuple):
    """The value of an attribute of the tag before."""

    name: str
    pieces: tuple[Text, ...]


Token = Start | End | Text | Remark | Value


def refuse_declarations(text: str, name: str = "") -> None:
    """Raise ReadError where a page of XHTML, a member of this name, declares entities, as other XML may not."""
    subset = _SUBSET.search(text)
    if found := _DECLARATION.search(text, subset.end()) if subset else None:
        where = f"“{name}” " if name else ""
        line = None if name else text.count("\n", 0, found.start()) + 1
        raise ReadError(f"{where}declares “{found[1]}” in a DTD; take the declarations out", line)


def tokenize(text: str, values: Collection[str] = ()) -> Iterator[Token]:
    """Yield the tags and the texts of a document, in order; names are in lower case.

    A void element, and one closed in its start tag (`<p/>` of XHTML), gives a start and an end. Of comments only those
    to this program are yielded. `values` are the attributes whose values are yielded after their tags.
    """
    position = 0
    while (start := text.find("<", position)) >= 0:
        match = _TAG.match(text, start) or _BROKEN_TAG.match(text, start)
        if match:
            yield from read_text(text, position, start)
            position = match.end()
            yield from _read_tag(match, values)
            if not match[1] and (closing := _CLOSING.get(match[2].lower())):
                found = closing.search(text, position)
                position = found.start() if found else len(text)
        elif end := _find_end(text, start):
            yield from read_text(text, position, start)
            if _REMARK.match(text, start):
                yield Remark(text[start:end], Span(start, end))
            position = end
        else:  # a sign that opens nothing, or a tag that never ends
            end = len(text) if _NAMED.match(text, start) else start + 1
            yield from read_text(text, position, end)
            position = end
    yield from read_text(text, position, len(text))


def _find_end(text: str, start: int) -> int:
    """Return the end of a comment or a declaration; 0 where none begins at `start`."""
    if text.startswith("<!--", start):
        end, size = text.find("-->", start + 2), 3
    elif text.startswith(("<!", "<?"), start):
        end, size = text.find(">", start), 1
    else:
        return 0
    return end + size if end >= 0 else len(text)


def _read_tag(match: re.Match[str], values: Collection[str]) -> Iterator[Token]:
    name, span = match[2].lower(), Span(*match.span())
    if match[1]:
        if name not in VOID:
            yield End(name, span)
        return
    yield Start(name, dict(_read_attributes(match[3])), span)
    if values:
        yield from _read_values(match, values)
    if name in VOID or match[3].endswith("/"):
        yield End(name, Span(span.end, span.end))


def _read_attributes(text: str) -> Iterator[tuple[str, str]]:
    for match in _ATTRIBUTE.finditer(text):
        value = next((found for found in match.groups()[1:] if found is not None), "")
        yield match[1].lower(), html.unescape(value) if "&" in value else value


def _read_values(tag: re.Match[str], names: Collection[str]) -> Iterator[Value]:
    for match in _ATTRIBUTE.finditer(tag.string, *tag.span(3)):
        if match[1].lower() in names and match.lastindex != 1:
            pieces = read_text(tag.string, *match.span(match.lastindex or 0), Notation.XML_ATTRIBUTE)
            yield Value(match[1].lower(), tuple(pieces))


def read_text(text: str, start: int, end: int, notation: Notation = Notation.XML) -> Iterator[Text]:
    """Yield the characters between two offsets, each reference on its own."""
    position = start
    if text.find("&", start, end) >= 0:
        for match in _REFERENCE.finditer(text, start, end):
            character = html.unescape(match[0])
            if character != match[0] and not _keeps_tail(match[0], character):
                if match.start() > position:
                    yield Text(text[position : match.start()], Span(position, match.start()), notation)
                yield Text(character, Span(*match.span()), notation)
                position = match.end()
    if end > position:
        yield Text(text[position:end], Span(position, end), notation)


def _keeps_tail(reference: str, character: str) -> bool:
    """Return whether only the beginning of a reference without a semicolon was one (`&copyright`): then it stays as it
    is.
    """
    return not reference.endswith(";") and len(character) > 1 and character[-1] == reference[-1]
