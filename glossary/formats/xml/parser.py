"""XML read as a stream with expat. Entities and other declarations are refused, so nothing is fetched or multiplied."""

from __future__ import annotations

import codecs
import re
from collections.abc import Collection, Iterator
from typing import BinaryIO, NoReturn
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from glossary.formats.base import FormatError
from glossary.storage.decoding import find_codec

_CHUNK = 1 << 16
_DECLARED = re.compile(rb"\s*<\?xml[^>]*?encoding\s*=\s*[\"']([\w.:-]+)")
_UTF16 = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"<\0": "utf-16-le", b"\0<": "utf-16-be"}
_MULTIBYTE = frozenset({"gb18030", "big5hkscs", "cp950", "cp932", "euc_jp", "cp949", "hz", "iso2022_jp_ext"})
"""Codecs of encodings that expat does not know."""


class Entries:
    """Iterates over the children of one element, the container; each leaves memory when the next one is complete.

    `roots` are the names that the root may have. Tags keep their prefixes; `strip_prefix` gives the name. Iterating
    raises FormatError where the document is not well-formed, has another root or no container, declares entities or
    attributes, or names an entity that it does not declare. A DTD that a DOCTYPE points to is never fetched.
    """

    def __init__(self, stream: BinaryIO, roots: Collection[str], container: str) -> None:
        self.root = Element("")
        self._stream, self._roots, self._name = stream, roots, container
        self._container: Element | None = None
        self._builder = TreeBuilder()
        self._parser = _make_parser(self._builder)
        self._parser.StartElementHandler = self._start

    def __iter__(self) -> Iterator[Element]:
        for piece in _read_pieces(self._stream, self._parser):
            _feed(self._parser, piece, last=False)
            if self._container is not None and len(self._container) > 1:
                complete = self._container[:-1]
                del self._container[:-1]
                yield from complete
        _feed(self._parser, b"", last=True)
        if self._container is None:
            raise FormatError(f"there is no <{self._name}> in it: export the file again")
        yield from self._container
        self._container.clear()

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        """Find the root and the container; from there on the tree is built without Python."""
        element = self._builder.start(tag, attributes)
        if not self.root.tag:
            if strip_prefix(tag) not in self._roots:
                wanted = " or ".join(f"<{name}>" for name in self._roots)
                raise FormatError(f"the root is <{tag}>, not {wanted}: name the format it has", self._line)
            self.root = element
        if strip_prefix(tag) == self._name:
            self._container = element
            self._parser.StartElementHandler = self._builder.start

    @property
    def _line(self) -> int:
        return self._parser.CurrentLineNumber


def strip_prefix(tag: str) -> str:
    """Remove the prefix of a name.

    >>> strip_prefix("min:partOfSpeech"), strip_prefix("term")
    ('partOfSpeech', 'term')
    """
    return tag.rpartition(":")[2]


def read_head(head: bytes) -> str:
    """Decode the first bytes of a document; what cannot be decoded becomes U+FFFD."""
    return head.decode(_detect_codec(head) or "utf-8", "replace")


def parse_fragment(text: str) -> Element | None:
    """Parse a piece of XML with one root; None where it is not well-formed, or has declarations."""
    builder = TreeBuilder()
    parser = _make_parser(builder)
    try:
        parser.Parse(text, True)
    except (expat.ExpatError, FormatError, UnicodeEncodeError):
        return None
    return builder.close()


def _make_parser(builder: TreeBuilder) -> expat.XMLParserType:
    """Make an expat parser that builds a tree, fetches nothing and refuses declarations."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data

    def refuse(name: str, *_: object) -> NoReturn:
        raise FormatError(f"declares “{name}” in a DTD: take the declarations out", parser.CurrentLineNumber)

    def refuse_entity(name: str, *_: object) -> NoReturn:
        raise FormatError(f"the entity &{name}; is declared nowhere: write the character", parser.CurrentLineNumber)

    parser.EntityDeclHandler = refuse
    parser.AttlistDeclHandler = refuse
    parser.SkippedEntityHandler = refuse_entity
    return parser


def _feed(parser: expat.XMLParserType, piece: str | bytes, *, last: bool) -> None:
    """Parse a piece. Raises FormatError with the line."""
    try:
        parser.Parse(piece, last)
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        place = f"column {error.offset + 1}"
        raise FormatError(f"not well-formed XML, {reason}, {place}: correct it or export again", error.lineno) from None
    except (LookupError, ValueError) as error:
        raise FormatError(f"{error}: save the file as UTF-8", 1) from None


def _read_pieces(stream: BinaryIO, parser: expat.XMLParserType) -> Iterator[str | bytes]:
    """Yield the stream in pieces: bytes where expat knows the encoding, else text."""
    head = stream.read(_CHUNK)
    codec = _detect_codec(head)
    decode = codecs.getincrementaldecoder(codec)().decode if codec else None
    while head:
        try:
            yield decode(head) if decode else head
        except UnicodeDecodeError as error:
            message = f"not {codec} as it says ({error.reason}): save the file as UTF-8"
            raise FormatError(message, parser.CurrentLineNumber) from None
        head = stream.read(_CHUNK)


def _detect_codec(head: bytes) -> str | None:
    """Return the codec of an encoding that Python has to decode: UTF-16, whatever is declared, and what expat lacks.

    None where expat decodes the document itself.
    """
    if (utf16 := _UTF16.get(head[:2])) is not None:
        return utf16
    match = _DECLARED.match(head)
    declared = match[1].decode("ascii") if match else ""
    if declared.lower().startswith(("utf-16", "ucs-2")):  # saved again as bytes, the declaration left as it was
        return "utf-8"
    try:
        codec = find_codec(declared)
    except LookupError:
        return None
    return codec if codec in _MULTIBYTE else None
