"""XML read as a stream with expat; whatever could fetch or multiply is refused."""

from __future__ import annotations

import codecs
import re
from collections.abc import Collection, Iterator
from typing import BinaryIO, NoReturn
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from glossary.formats.base import FormatError

_CHUNK = 1 << 16
_DECLARED = re.compile(rb"\s*<\?xml[^>]*?encoding\s*=\s*[\"']([\w.:-]+)")
_UTF16 = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"<\0": "utf-16-le", b"\0<": "utf-16-be"}
_MULTIBYTE = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "big5hkscs": "big5hkscs",
    "cp950": "cp950",
    "shift_jis": "cp932",
    "cp932": "cp932",
    "euc_jp": "euc_jp",
    "euc_kr": "cp949",
    "cp949": "cp949",
    "hz": "hz",
    "iso2022_jp": "iso2022_jp_ext",
}
"""Encodings that expat does not know, and the superset that reads each."""


class Entries:
    """The children of a document's container, each as soon as it is complete, then gone from memory.

    Tags are as written, prefix and all: `local` gives the name. Raises FormatError, while iterated over, where the
    document is not well-formed, has another root or no container, declares entities or attributes, or names an entity
    declared elsewhere. A DTD that a DOCTYPE points to is never fetched.
    """

    def __init__(self, stream: BinaryIO, roots: Collection[str], container: str) -> None:
        self.root = Element("")
        self._stream, self._roots, self._name = stream, roots, container
        self._container: Element | None = None
        self._builder = TreeBuilder()
        self._parser = _parser(self._builder)
        self._parser.StartElementHandler = self._start

    def __iter__(self) -> Iterator[Element]:
        for piece in _pieces(self._stream, self._parser):
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
            if local(tag) not in self._roots:
                wanted = " or ".join(f"<{name}>" for name in self._roots)
                raise FormatError(f"the root is <{tag}>, not {wanted}: name the format it has", self._line)
            self.root = element
        if local(tag) == self._name:
            self._container = element
            self._parser.StartElementHandler = self._builder.start

    @property
    def _line(self) -> int:
        return self._parser.CurrentLineNumber


def local(tag: str) -> str:
    """A name without its prefix.

    >>> local("min:partOfSpeech"), local("term")
    ('partOfSpeech', 'term')
    """
    return tag.rpartition(":")[2]


def fragment(text: str) -> Element | None:
    """A piece of XML with one root; None where it is not well-formed, or declares anything."""
    builder = TreeBuilder()
    parser = _parser(builder)
    try:
        parser.Parse(text, True)
    except (expat.ExpatError, FormatError, UnicodeEncodeError):
        return None
    return builder.close()


def _parser(builder: TreeBuilder) -> expat.XMLParserType:
    """An expat parser that builds a tree, fetches nothing and takes no declarations."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data

    def refuse(name: str, *_: object) -> NoReturn:
        raise FormatError(f"declares “{name}” in a DTD: take the declarations out", parser.CurrentLineNumber)

    def skipped(name: str, *_: object) -> NoReturn:
        raise FormatError(f"the entity &{name}; is declared nowhere: write the character", parser.CurrentLineNumber)

    parser.EntityDeclHandler = refuse
    parser.AttlistDeclHandler = refuse
    parser.SkippedEntityHandler = skipped
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


def _pieces(stream: BinaryIO, parser: expat.XMLParserType) -> Iterator[str | bytes]:
    """The stream in pieces: bytes where expat knows the encoding, else text."""
    head = stream.read(_CHUNK)
    codec = _codec(head)
    decode = codecs.getincrementaldecoder(codec)().decode if codec else None
    while head:
        try:
            yield decode(head) if decode else head
        except UnicodeDecodeError as error:
            message = f"not {codec} as it says ({error.reason}): save the file as UTF-8"
            raise FormatError(message, parser.CurrentLineNumber) from None
        head = stream.read(_CHUNK)


def _codec(head: bytes) -> str | None:
    """The encoding Python has to decode: UTF-16, whatever the declaration says, and what expat does not know."""
    if (utf16 := _UTF16.get(head[:2])) is not None:
        return utf16
    match = _DECLARED.match(head)
    declared = match[1].decode("ascii") if match else ""
    if declared.lower().startswith(("utf-16", "ucs-2")):  # saved again as bytes, the declaration left as it was
        return "utf-8"
    try:
        return _MULTIBYTE.get(codecs.lookup(declared).name)
    except LookupError:
        return None
