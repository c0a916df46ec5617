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
    """A format: the module of this package whose `read` reads it, and whether that gives bitexts, not documents."""

    module: str
    gives_bitexts: bool = False


READERS = {
    ".txt": Reader("plain"),
    ".md": Reader("markdown"),
    ".markdown": Reader("markdown"),
    ".jsonl": Reader("pairs", gives_bitexts=True),
    ".tsv": Reader("pairs", gives_bitexts=True),
}
"""Suffix (lower case) -> its reader, imported when first needed."""


_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What a person may say of a file: the language of its text or translation, that of the source where the file
    holds both, and the encoding (None: found out).
    """

    target_language: str = "en"
    encoding: str | None = None
    source_language: str = "zh"


def suffix(path: str) -> str:
    """The suffix that tells the format of a file, in lower case: `.txt`; empty where there is none."""
    return PurePath(path).suffix.lower()


def is_known(path: str) -> bool:
    """Whether a reader exists for a file of this name."""
    return suffix(path) in READERS


def gives_bitexts(path: str) -> bool:
    """Whether a file of this name holds both sides of a text, so that its name tells no single language."""
    return is_known(path) and READERS[suffix(path)].gives_bitexts


def read(path: str, data: bytes, options: ReadOptions) -> "Sequence[Document] | Sequence[Bitext]":
    """What the bytes of one file hold: running text (documents), or both sides of it (bitexts), each with this path.

    Raises ReadError where the file is not what its suffix says, or has none that is known.
    """
    if not is_known(path):
        raise ReadError(f"unknown format; known are {' '.join(READERS)}")
    module = import_module(f"align.readers.{READERS[suffix(path)].module}")
    found = module.read(path, data, options)
    return found if isinstance(found, Sequence) else tuple(found)


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
