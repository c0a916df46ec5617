"""Writers: an alignment -> the text or the bytes of a file, in pieces. One file a format, named in one table here.

Each module has `write(alignment)`, a pure function. `align.writers.table` is no file format: it lays out beads for a
terminal.
"""

from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from align.model import Alignment

Write = Callable[["Alignment"], Iterator[str] | Iterator[bytes]]
"""What writes a format."""

WRITERS = {
    ".tsv": "tsv",
    ".jsonl": "jsonl",
    ".tmx": "tmx",
    ".xliff": "xliff",
    ".xlf": "xliff",
    ".xlsx": "workbook",
}
"""Suffix (lower case) -> the module of this package whose `write` writes it, imported when first needed."""


def find_writer(path: str) -> Write:
    """Return the function that writes the format of a file of this name.

    Raises ValueError, with a message for people, where the suffix is none of `WRITERS`, or a package is missing.
    """
    suffix = PurePath(path).suffix.lower()
    if suffix not in WRITERS:
        raise ValueError(f"unknown format; known are {' '.join(WRITERS)}")
    if WRITERS[suffix] == "workbook" and not find_spec("openpyxl"):
        raise ValueError("a workbook needs two more packages: pip install 'aligncheck[xlsx]'")
    write: Write = import_module(f"align.writers.{WRITERS[suffix]}").write
    return write
