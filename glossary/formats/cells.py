"""Delimited text <-> rows of cells: what the file looks like, its quoting, and the guard against formulas.

A cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return is a formula to a spreadsheet, and one that
somebody else wrote may do harm (CSV injection, OWASP). In files that people open in spreadsheets such a cell is
written with an apostrophe before it, which is taken away again on reading.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO, NamedTuple, Protocol

from glossary.formats.base import Format, FormatError, Languages
from glossary.formats.encoded import HEAD, decode, decode_head
from glossary.model import Glossary

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_DELIMITERS = ",;\t"
_QUOTED = re.compile(r'(?:^|(?<=[,;\t\n]))"(?:[^"]|"")*"')
_PIECE = 1000
"""Rows that are encoded at a time."""


class Dialect(NamedTuple):
    """How a delimited file is written; `header` is its first row, or empty where it has no text yet."""

    encoding: str = "utf-8"
    delimiter: str = ","
    newline: str = "\n"
    header: tuple[str, ...] = ()


PLAIN = Dialect()
"""How a new file is written."""


class Table(Format, Protocol):
    """A format whose module can also tell how a file is written, and write one like it."""

    def dialect(self, stream: BinaryIO) -> Dialect:
        """How a file is written, told by its beginning. Raises FormatError."""

    def dump(self, glossary: Glossary, languages: Languages, dialect: Dialect = ...) -> Iterator[bytes]:
        """The bytes of a file, piece by piece."""


class Row(NamedTuple):
    """The cells of a row and the line that it begins on, from 1."""

    line: int
    cells: list[str]


def dialect(stream: BinaryIO) -> Dialect:
    """How a file is written, told by its beginning. Raises FormatError where that is no text."""
    return dialect_of_head(stream.read(HEAD))


def dialect_of_head(head: bytes) -> Dialect:
    """How a file that begins with these bytes is written. Raises FormatError where they are no text."""
    text, encoding = decode_head(head)
    delimiter = _delimiter(text)
    first = next(_rows(text, delimiter), Row(1, []))
    newline = "\r\n" if "\r\n" in text.partition("\n")[0] + "\n" else "\n"
    return Dialect(encoding, delimiter, newline, tuple(first.cells))


def read(stream: BinaryIO, *, guarded: bool = True) -> Iterator[Row]:
    """The rows of a delimited file that are not blank, the header first. Raises FormatError.

    `guarded` takes away the apostrophes of the guard against formulas.
    """
    text = decode(stream.read()).text
    rows = _rows(text, _delimiter(text))
    if guarded and "'" in text and _GUARDED.search(text):
        return (Row(line, [unguard(cell) for cell in cells]) for line, cells in rows)
    return rows


def write(rows: Iterable[Iterable[str]], dialect: Dialect, *, guarded: bool = True) -> Iterator[bytes]:
    """The bytes of a delimited file; `guarded` puts an apostrophe before what a spreadsheet takes for a formula."""
    special = re.compile(f'["\r\n{dialect.delimiter}]|^\ufeff')
    in_first = re.compile(f'["\r\n{_DELIMITERS}]|^\ufeff')  # the first row tells the delimiter
    encoder = codecs.getincrementalencoder(dialect.encoding)()
    piece: list[str] = []
    for number, row in enumerate(rows):
        cells = [guard(cell) if guarded and cell else cell for cell in row]
        quoting = special if number else in_first
        piece.append(dialect.delimiter.join(_quoted(cell) if quoting.search(cell) else cell for cell in cells))
        if len(piece) == _PIECE:
            yield encoder.encode("".join(line + dialect.newline for line in piece))
            piece = []
    yield encoder.encode("".join(line + dialect.newline for line in piece), final=True)


def too_many(cells: int, columns: int, line: int | None = None) -> FormatError:
    """The error for a row that is longer than the header, as one with a delimiter in a text is."""
    return FormatError(
        f"{cells} cells in a table of {columns} columns: put quotation marks round a text that holds a delimiter",
        line,
    )


def guard(cell: str) -> str:
    """The cell as a spreadsheet takes it for text.

    >>> guard("=1+1"), guard("'=1+1"), guard("'tis")
    ("'=1+1", "''=1+1", "'tis")
    """
    return "'" + cell if _FORMULA.match(cell) else cell


def unguard(cell: str) -> str:
    """The cell that `guard` was given."""
    return cell[1:] if cell[:1] == "'" and _GUARDED.match(cell) else cell


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'


def _delimiter(text: str) -> str:
    """The delimiter that stands most often in the first row, outside quotation marks."""
    bare = _QUOTED.sub("", text[:HEAD])
    line = next((line for line in bare.split("\n") if line.strip(_DELIMITERS + "\r ")), "")
    return max(_DELIMITERS, key=line.count)


def _rows(text: str, delimiter: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            if cells and (cells[0][:1].isalnum() or any(map(str.strip, cells))):
                yield Row(line, cells)
            line = reader.line_num + 1
    except csv.Error as error:
        raise FormatError(_explained(str(error)), line) from error


def _explained(message: str) -> str:
    if "end of data" in message or "field limit" in message:
        return "a quotation mark that opens here is never closed: close it, or double it if it belongs to the text"
    if "expected after" in message:
        return "text follows a closing quotation mark: double the quotation marks that belong to the text"
    return f"cannot be read ({message}): save the file again from the spreadsheet"
