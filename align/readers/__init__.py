"""Readers: the bytes of one file -> documents. One file a format, named in one table here."""

from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING

from align.errors import ReadError

if TYPE_CHECKING:
    from align.model import Document

READERS = {
    ".txt": "plain",
    ".md": "markdown",
    ".markdown": "markdown",
    ".jsonl": "pairs",
    ".tsv": "pairs",
}
"""Suffix (lower case) -> the module of this package whose `read` reads it, imported when first needed."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What a person may say of a file: the language of the translation, and the encoding (None: found out)."""

    target_language: str = "en"
    encoding: str | None = None


def suffix(path: str) -> str:
    """The suffix that tells the format of a file, in lower case: `.txt`; empty where there is none."""
    return PurePath(path).suffix.lower()


def is_known(path: str) -> bool:
    """Whether a reader exists for a file of this name."""
    return suffix(path) in READERS


def is_bitext(path: str) -> bool:
    """Whether a file of this name holds pairs, so that its name tells no single language."""
    return READERS.get(suffix(path)) == "pairs"


def read(path: str, data: bytes, options: ReadOptions) -> "tuple[Document, ...]":
    """The documents that the bytes of one file hold, in the target language of the options, each with this path.

    Raises ReadError where the file is not what its suffix says, or has none that is known.
    """
    if not is_known(path):
        raise ReadError(f"unknown format; known are {' '.join(READERS)}")
    module = import_module(f"align.readers.{READERS[suffix(path)]}")
    return tuple(module.read(path, data, options))
