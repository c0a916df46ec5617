"""Delimited text <-> rows of cells: the dialect of a file, quoting, and the guard against formulas.

A spreadsheet takes a cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return for a formula, which may do
harm if someone else wrote it (CSV injection, OWASP). In files that people open in spreadsheets such a cell is written
with an apostrophe before it, which is removed again on reading.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import BinaryIO, NamedTuple, Protocol, runtime_checkable

from glossary.formats.base import Format, FormatError, Languages
from glossary.formats.text import HEAD, decode, decode_head
from glossary.model import Glossary
from glossary.storage.decoding import DecodedText, Encoding

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"(?<!')'+[=+\-@\t\r]")
_DELIMITERS = ",;\t"
_QUOTED = re.compile(r'(?:^|(?<=[,;\t\r\n]))"(?:[^"]|"")*"')
_SPECIAL = f'["\r\n{_DELIMITERS}]|^\ufeff'
_LINE_END = re.compile("\r\n|\r|\n")
_FIRST = 20
"""Rows by which the format of a file is found."""
_LINES = 50
"""Lines by which the delimiter of a file is found."""
_PIECE = 1000
"""Rows that are written at a time."""


class Dialect(NamedTuple):
    """How a delimited file is written; `header` is its first row, empty where the file is.

    `quoted`: all cells are in quotation marks, also those that need none.
    """

    encoding: Encoding = Encoding()
    delimiter: str = ","
    newline: str = "\n"
    header: tuple[str, ...] = ()
    quoted: bool = False


PLAIN = Dialect()
"""The dialect of a file for programs."""
FOR_PEOPLE = Dialect(Encoding("utf-8", codecs.BOM_UTF8))
"""The dialect of a new file for people: Excel takes a file without a byte order mark for one in a local encoding."""


@runtime_checkable
class Table(Format, Protocol):
    """A format whose module can also find the dialect of a file, and write another file in it."""

    def read_dialect(self, stream: BinaryIO) -> Dialect:
        """Return the dialect of a file. Raises FormatError."""

    def dump(self, glossary: Glossary, languages: Languages, dialect: Dialect = ...) -> Iterator[bytes]:
        """Yield the bytes of a file in a dialect, piece by piece."""


class Row(NamedTuple):
    """The cells of a row and the line that it begins on, from 1."""

    line: int
    cells: list[str]


def read_dialect(stream: BinaryIO) -> Dialect:
    """Return the dialect of a file. Raises FormatError where it is no text."""
    return _detect_dialect(decode(stream.read()))


def read_head(head: bytes) -> list[Row]:
    """Read the first rows of a file from its first bytes. Raises FormatError where they are no text."""
    text = decode_head(head).text
    found: list[Row] = []
    try:
        found.extend(islice(_parse_rows(text, detect_delimiter(text)), _FIRST))
    except FormatError:
        if not found:
            raise
    return found


def _detect_dialect(file: DecodedText) -> Dialect:
    text, encoding = file
    delimiter = detect_delimiter(text)
    first = next(_parse_rows(text, delimiter), Row(1, []))
    return Dialect(encoding, delimiter, _detect_newline(text), tuple(first.cells), _is_quoted(text, first, delimiter))


def _detect_newline(text: str) -> str:
    """Return the end of the first line."""
    end = _LINE_END.search(text)
    return end[0] if end else "\n"


def _is_quoted(text: str, first: Row, delimiter: str) -> bool:
    """Return whether all cells of the first row are in quotation marks."""
    return bool(first.cells) and text.lstrip().startswith(delimiter.join(map(_quote, first.cells)))


def read(stream: BinaryIO, *, guarded: bool = True) -> Iterator[Row]:
    """Yield the rows of a delimited file that are not blank, the header first. Raises FormatError.

    `guarded`: remove the apostrophes of the guard against formulas.
    """
    text = decode(stream.read()).text
    rows = _parse_rows(text, detect_delimiter(text))
    if guarded and "'" in text and _GUARDED.search(text):
        return (Row(line, [unguard(cell) for cell in cells]) for line, cells in rows)
    return rows


def write(rows: Iterable[Iterable[str]], dialect: Dialect, *, guarded: bool = True) -> Iterator[bytes]:
    """Yield the bytes of a delimited file. `guarded`: put the guard before what a spreadsheet takes for a formula."""
    return dialect.encoding.encode(_write_pieces(rows, dialect, guarded))


def _write_pieces(rows: Iterable[Iterable[str]], dialect: Dialect, guarded: bool) -> Iterator[str]:
    special = re.compile("" if dialect.quoted else f'["\r\n{dialect.delimiter}]|^\ufeff')
    in_first = re.compile("" if dialect.quoted else _SPECIAL)  # the first row shows the delimiter
    piece: list[str] = []
    for number, row in enumerate(rows):
        cells = [guard(cell) if guarded and cell else cell for cell in row]
        quoting = special if number else in_first
        piece.append(dialect.delimiter.join(_quote(cell) if quoting.search(cell) else cell for cell in cells))
        if len(piece) == _PIECE:
            yield "".join(line + dialect.newline for line in piece)
            piece = []
    yield "".join(line + dialect.newline for line in piece)


def format_row(row: Iterable[str], dialect: Dialect) -> str:
    """Return the line of a row, with the guard and without the line's end."""
    special = re.compile("" if dialect.quoted else _SPECIAL)
    return dialect.delimiter.join(_quote(cell) if special.search(cell) else cell for cell in map(guard, row))


def check_width(cells: Sequence[str], columns: int, line: int | None = None) -> None:
    """Raise FormatError where a row has text after the last column, as one with an unquoted delimiter has."""
    if any(map(str.strip, cells[columns:])):
        advice = "put quotation marks round a text that holds a delimiter"
        raise FormatError(f"{len(cells)} cells in a table of {columns} columns: {advice}", line)


def guard(cell: str) -> str:
    """Put an apostrophe before a cell that a spreadsheet would take for a formula.

    >>> guard("=1+1"), guard("'=1+1"), guard("'tis")
    ("'=1+1", "''=1+1", "'tis")
    """
    return "'" + cell if _FORMULA.match(cell) else cell


def unguard(cell: str) -> str:
    """Undo `guard`."""
    return cell[1:] if cell[:1] == "'" and _GUARDED.match(cell) else cell


def _quote(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'


def detect_delimiter(text: str) -> str:
    """Return the delimiter that occurs most often in the first row, outside quotation marks.

    Where no other row has it, the first row is taken for a title above the table: the one that most rows have counts.
    """
    bare = _QUOTED.sub(lambda cell: "x" if len(cell[0]) > len('""') else "", text[:HEAD])
    lines = [*islice((line for line in _LINE_END.split(bare) if line.strip(_DELIMITERS + " ")), _LINES)]
    first = max(_DELIMITERS, key=lines[0].count) if lines else _DELIMITERS[0]
    rows = {delimiter: sum(delimiter in line for line in lines[1:]) for delimiter in _DELIMITERS}
    least = 2 if lines and first in lines[0] else 1
    return first if rows[first] or max(rows.values()) < least else max(_DELIMITERS, key=rows.__getitem__)


def _parse_rows(text: str, delimiter: str) -> Iterator[Row]:
    """Yield the rows that are not blank. Raises FormatError with the line that the faulty row begins on."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            if cells and (cells[0][:1].isalnum() or any(map(str.strip, cells))):
                yield Row(line, cells)
            line = reader.line_num + 1
    except csv.Error as error:
        raise FormatError(_explain(str(error)), line) from error


def _explain(message: str) -> str:
    """Say in other words what the csv module objects to."""
    if "end of data" in message or "field limit" in message:
        return "a quotation mark that opens here is never closed: close it, or double it if it belongs to the text"
    if "expected after" in message:
        return "text follows a closing quotation mark: double the quotation marks that belong to the text"
    return f"cannot be read ({message}): save the file again from the spreadsheet"
