"""Readers: the bytes of one file -> documents. One file a format, named in one table here."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from align.errors import ReadError

if TYPE_CHECKING:
    from align.model import Bitext, Document


class Reader(NamedTuple):
    """A format: the module of this package whose `read` reads it, and whether that gives bitexts, not documents.

    `is_read_if_named`: most files of this suffix hold something else, so that those met in a folder are left alone.
    """

    module: str
    gives_bitexts: bool = False
    is_read_if_named: bool = False


READERS = {
    ".txt": Reader("plain"),
    ".md": Reader("markdown"),
    ".markdown": Reader("markdown"),
    ".html": Reader("hypertext"),
    ".htm": Reader("hypertext"),
    ".xhtml": Reader("hypertext"),
    ".docx": Reader("docx"),
    ".docm": Reader("docx"),
    ".odt": Reader("odt"),
    ".epub": Reader("epub"),
    ".jsonl": Reader("pairs", gives_bitexts=True),
    ".tsv": Reader("pairs", gives_bitexts=True),
    ".csv": Reader("tables.delimited", gives_bitexts=True, is_read_if_named=True),
    ".xlsx": Reader("tables.workbook", gives_bitexts=True, is_read_if_named=True),
    ".tmx": Reader("tmx", gives_bitexts=True),
    ".xlf": Reader("xliff", gives_bitexts=True),
    ".xliff": Reader("xliff", gives_bitexts=True),
    ".sdlxliff": Reader("xliff", gives_bitexts=True),
    ".mqxliff": Reader("xliff", gives_bitexts=True),
}
"""Suffix (lower case) -> its reader, imported when first needed."""


PARTS = {
    "attributes": "descriptions of pictures, and what is shown when the mouse rests on something",
    "navigation": "menus, headers and footers of a site; tables of contents",
}
"""What formats hold besides the text proper, read where a person asks for it."""

_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What a person may say of a file.

    The language of its text or translation, that of the source where the file holds both, the encoding (None: found
    out), what to read besides the text proper (see `PARTS`), and what the `columns` of a table of pairs hold
    (`source=C,target=D`; empty: its titles tell).
    """

    target_language: str = "en"
    encoding: str | None = None
    source_language: str = "zh"
    parts: frozenset[str] = frozenset()
    columns: str = ""


def suffix(path: str) -> str:
    """The suffix that tells the format of a file, in lower case: `.txt`; empty where there is none."""
    return PurePath(path).suffix.lower()


def is_known(path: str) -> bool:
    """Whether a reader exists for a file of this name."""
    return suffix(path) in READERS


def gives_bitexts(path: str) -> bool:
    """Whether a file of this name holds both sides of a text, so that its name tells no single language."""
    return is_known(path) and READERS[suffix(path)].gives_bitexts


def is_read_if_named(path: str) -> bool:
    """Whether a file of this name is read only where a person names it itself."""
    return is_known(path) and READERS[suffix(path)].is_read_if_named


def read(path: str, data: bytes, options: ReadOptions) -> "Sequence[Document] | Sequence[Bitext]":
    """What the bytes of one file hold: running text (documents), or both sides of it (bitexts), each with this path.

    Raises ReadError where the file is not what its suffix says, or has none that is known.
    """
    if not is_known(path):
        raise ReadError(f"unknown format; known are {' '.join(READERS)}")
    module = import_module(f"align.readers.{READERS[suffix(path)].module}")
    found = module.read(path, data, options)
    return found if isinstance(found, Sequence) else tuple(found)


def read_characters(path: str, data: bytes, encoding: str | None = None) -> str:
    """The text of a file in one string: its own characters where it is a text, else what a person reads in it."""
    from glossary.storage.decoding import decode

    document = None if gives_bitexts(path) else read_document(path, data, ReadOptions(encoding=encoding))
    return decode(data, encoding) if document is None else document.text


def encode(text: str) -> bytes:
    """A text as a file in UTF-8 holds it; half a character (a lone surrogate) becomes U+FFFD."""
    return _SURROGATE.sub("\ufffd", text).encode()


def read_document(path: str, data: bytes, options: ReadOptions) -> "Document":
    """The one document that the bytes of a file hold. Raises ReadError, also where they hold both sides of a text."""
    from align.model import Document

    (document,) = (None,) if gives_bitexts(path) else read(path, data, options)
    if not isinstance(document, Document):
        raise ReadError("a file of pairs, aligned already; give a text")
    return document
