"""Translation memories (TMX 1.1 to 1.4b) of any size: their units that have both languages, one after another.

Entities and other declarations are refused, so that nothing is fetched or multiplied.
Source: TMX 1.4b, OSCAR recommendation of 26 April 2005
"""

from collections.abc import Generator, Iterator
from typing import BinaryIO, NamedTuple, NoReturn
from xml.parsers import expat

from align.corpora.columns import Wish
from align.corpora.formats import Fields, Layout, ReadRow, Survey
from align.errors import ReadError
from align.readers.pieces import EDGES
from align.readers.units import PLACEHOLDER
from align.readers.xml.languages import choose_language, describe_languages
from glossary.storage.declared import find_declared_encoding

_CHUNK = 1 << 18
_HEAD = b"<tmx><body>"
_NATIVE = frozenset({"bpt", "ept", "ph", "it", "ut"})
_STANDING = frozenset({"ph", "ut"})
_ASCII_LIKE = {"utf-8", "utf8", "us-ascii", "ascii"}


class _Pair(NamedTuple):
    """A unit with both languages, and the byte at which it starts."""

    start: int
    fields: Fields


def survey(file: BinaryIO, wish: Wish, every: int) -> Survey:
    """Return how many units have both languages. Raises ReadError where none has."""
    units = _Units(wish.source_lang, wish.target_lang)
    head = file.read(1000)
    file.seek(0)
    can_begin = head.startswith(b"<") and (find_declared_encoding(head) or "utf-8").lower() in _ASCII_LIKE
    rows, offsets = 0, {}
    for pair in units.parse(file):
        if can_begin and rows and rows % every == 0:
            offsets[rows] = pair.start
        rows += 1
    if not rows and units.languages:
        raise ReadError(describe_languages(sorted(units.languages), wish.source_lang, wish.target_lang))
    return Survey(rows, {"source": wish.source_lang, "target": wish.target_lang}, 0, offsets)


def read(file: BinaryIO, layout: Layout) -> Generator[ReadRow]:
    """Yield the fields of each unit."""
    units = _Units(layout.columns["source"], layout.columns["target"], layout.start - layout.rest)
    is_begun = layout.start > layout.rest
    for number, pair in enumerate(units.parse(file, _HEAD if is_begun else b"")):
        if number >= layout.rest:
            yield pair.fields


class _Units:
    """Parses a memory. `before` is how many units with both languages are before what is parsed."""

    def __init__(self, source: str, target: str, before: int = 0) -> None:
        self.languages: set[str] = set()
        self._wanted = source, target
        self._row = before
        self._found: list[_Pair] = []
        self._id: str | None = None
        self._start = 0
        self._language = ""
        self._variants: list[tuple[str, str]] = []
        self._text: list[str] | None = None
        self._native = 0
        self._root = ""
        self._parser = parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self._open, self._close
        parser.CharacterDataHandler = self._add
        parser.EntityDeclHandler = parser.AttlistDeclHandler = parser.SkippedEntityHandler = self._refuse

    def parse(self, file: BinaryIO, head: bytes = b"") -> Iterator[_Pair]:
        """Yield the units with both languages. `head` replaces what was skipped before them. Raises ReadError."""
        is_whole = not head
        data = head or file.read(_CHUNK)
        while data:
            self._feed(data)
            yield from self._found
            self._found.clear()
            data = file.read(_CHUNK)
        if is_whole:
            self._feed(b"", last=True)

    def _feed(self, data: bytes, *, last: bool = False) -> None:
        try:
            self._parser.Parse(data, last)
        except expat.ExpatError as error:
            reason = expat.ErrorString(error.code)
            place = f"after row {self._row:,}"
            raise ReadError(f"{place}: not well-formed XML ({reason}): correct it or export it again") from None

    def _open(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if self._text is not None:
            self._open_code(name)
        elif name == "seg":
            self._text = []
        elif name == "tuv":
            self._language = attributes.get("xml:lang") or attributes.get("lang", "")
        elif name == "tu":
            self._id, self._variants = attributes.get("tuid"), []
            self._start = self._parser.CurrentByteIndex
        elif not self._root and name != "tmx":
            raise ReadError(f"the root is <{name[:40]}>, not <tmx>: give the file the suffix of its format")
        self._root = self._root or name

    def _open_code(self, name: str) -> None:
        """Begin a code of another format in a segment; in place of some, people see something."""
        assert self._text is not None
        if name in _STANDING and not self._native:
            self._text.append(PLACEHOLDER)
        self._native += name in _NATIVE

    def _add(self, text: str) -> None:
        if self._text is not None and not self._native:
            self._text.append(text)

    def _close(self, name: str) -> None:
        name = name.rpartition(":")[2]
        if self._text is None:
            if name == "tu":
                self._finish()
        elif name == "seg":
            self._variants.append((self._language, _unwrap("".join(self._text)).strip(EDGES)))
            self._text, self._native = None, 0
        else:
            self._native -= name in _NATIVE

    def _finish(self) -> None:
        """Keep a unit that has both languages."""
        codes = [code for code, _ in self._variants]
        places = [choose_language(codes, wanted) for wanted in self._wanted]
        if None in places:
            self.languages.update(codes)
            return
        source, target = (self._variants[place][1] for place in places if place is not None)
        self._found.append(_Pair(self._start, (source, target, self._id, None, None)))
        self._row += 1

    def _refuse(self, name: str, *_: object) -> NoReturn:
        raise ReadError(f"declares “{name}” in a DTD; take the declarations out")


def _unwrap(text: str) -> str:
    """Return a text with one space for a line break of the file's layout and the white space round it."""
    return " ".join(line.strip(" \t") for line in text.split("\n"))
