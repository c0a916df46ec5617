"""Tables as CSV has them: cells between commas or semicolons, which may be in quotation marks and hold line ends."""

import csv
import io
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from functools import partial
from itertools import chain, islice
from typing import BinaryIO

from align.corpora.columns import Wish, choose_numbers
from align.corpora.formats import Layout, ReadRow, Survey
from align.corpora.formats.lines import LONGEST, build_endless_line
from align.corpora.formats.tab_separated import pick_cells
from align.errors import ReadError
from glossary.formats.tables.cells import detect_delimiter

_LOOKED_AT = 1 << 16
_NUL = "\0"


def survey(file: BinaryIO, wish: Wish, every: int) -> Survey:
    """Return what the file holds; its first row names its columns. No reader can begin in the middle of it."""
    with _explain(0), closing(_split(file)) as rows:
        first = next(rows, None)
        columns, header = ({}, 0) if first is None else choose_numbers(first, wish, titled=True)
        return Survey(sum(1 for _ in rows) + 1 - header if first else 0, columns, header)


def read(file: BinaryIO, layout: Layout) -> Generator[ReadRow]:
    """Yield the fields of each row."""
    with _explain(layout.start), closing(_split(file)) as every:
        rows = enumerate(islice(every, layout.skipped, None), layout.start)
        yield from pick_cells(((cells, row) for row, cells in rows), layout)


def _split(file: BinaryIO) -> Generator[list[str]]:
    """Yield the rows that are not empty."""
    text = io.TextIOWrapper(file, "utf-8-sig", newline="")
    try:
        head = text.read(_LOOKED_AT) + _read_line(text)
        lines = chain(io.StringIO(head, newline=""), iter(partial(_read_line, text), ""))
        yield from filter(
            None, csv.reader((line.replace(_NUL, "\ufffd") for line in lines), delimiter=detect_delimiter(head))
        )
    finally:
        text.detach()


def _read_line(text: io.TextIOWrapper) -> str:
    """Read a line. Raises ReadError where it never ends."""
    line = text.readline(LONGEST)
    if len(line) == LONGEST:
        raise build_endless_line()
    return line


@contextmanager
def _explain(row: int) -> Iterator[None]:
    """Raise ReadError for what cannot be read from a row on."""
    try:
        yield
    except (csv.Error, UnicodeDecodeError) as error:
        reason = "not UTF-8" if isinstance(error, UnicodeDecodeError) else str(error)
        raise ReadError(f"after row {row:,}: {reason}: correct it, or save it again as CSV in UTF-8") from None
