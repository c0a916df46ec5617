"""Writers: an alignment -> the text or the bytes of a file, in pieces. One file a format, named in one table here.

Each module has `write(alignment)`, a pure function. `align.writers.table` is no file format: it lays out beads for a
terminal.
"""

from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from align.model import Alignment

Write = Callable[["Alignment"], Iterator[str] | Iterator[bytes]]
"""What writes a format."""


class Writer(NamedTuple):
    """A format: the module of this package whose `write` writes it, imported when first needed.

    `head` is the pattern that a file of it begins with, by which an earlier one is recognised; what has no such
    beginning, `align.inputs.earlier_outputs` recognises. `holds_pairs_only`: a bead with an empty side is left out.
    `package`: one that it needs, of the extra for workbooks.
    """

    module: str
    head: bytes = b""
    holds_pairs_only: bool = False
    package: str = ""


_XLIFF = Writer("xliff", rb".*<xliff .*aligncheck")
WRITERS = {
    ".tsv": Writer("tsv", rb"source\ttarget\r?\n"),
    ".jsonl": Writer("jsonl", rb'\{"source": \['),
    ".tmx": Writer("tmx", rb'.*creationtool="aligncheck"', holds_pairs_only=True),
    ".xliff": _XLIFF,
    ".xlf": _XLIFF,
    ".xlsx": Writer("workbook", package="openpyxl"),
}
"""Suffix (lower case) -> its writer."""


def find_writer(path: str) -> Write:
    """Return the function that writes the format of a file of this name.

    Raises ValueError, with a message for people, where the suffix is none of `WRITERS`, or a package is missing.
    """
    suffix = PurePath(path).suffix.lower()
    if suffix not in WRITERS:
        raise ValueError(f"unknown format; known are {' '.join(WRITERS)}")
    writer = WRITERS[suffix]
    if writer.package and not find_spec(writer.package):
        raise ValueError("a workbook needs two more packages: pip install 'aligncheck[xlsx]'")
    write: Write = import_module(f"align.writers.{writer.module}").write
    return write
