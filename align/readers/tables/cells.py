"""Delimited text (RFC 4180) as cells, each with the characters of the file that it came from."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from align.errors import ReadError
from align.model import Notation, Origin
from align.readers.units import Content

_LINE_END = re.compile(r"\r\n|\n|\r")
_QUOTED = re.compile(r'"((?:[^"]++|"")*+)("?)')


class Cell(NamedTuple):
    """A cell: its text as the file writes it, without the quotation marks round it, and where that begins.

    `start` is None in a file that has no characters, such as a workbook.
    """

    written: str
    start: int | None = None
    notation: Notation = Notation.CSV

    @property
    def text(self) -> str:
        """Return what the cell holds."""
        return self.written.replace('""', '"') if self.notation is Notation.CSV_QUOTED else self.written

    def fill(self, content: Content) -> None:
        """Add the text of the cell to a side of a unit."""
        if self.start is None:
            content.add(self.written, None)
            return
        position = self.start
        pieces = self.written.split('""') if self.notation is Notation.CSV_QUOTED else [self.written]
        for index, piece in enumerate(pieces):
            if index:
                content.add('"', Origin(position, position + 2, "", self.notation))
                position += 2
            content.add(piece, Origin(position, position + len(piece), "", self.notation))
            position += len(piece)


Row = list[Cell]


def parse_rows(text: str, delimiter: str, *, quoting: bool = True) -> Iterator[Row]:
    """Yield all rows, blank ones too, so that their numbers are those of a spreadsheet.

    Without `quoting` a quotation mark is a character as any other. Raises ReadError with the line of a quotation mark
    that is not closed, or closed before the cell ends.
    """
    plain = re.compile(rf"[^{re.escape(delimiter)}\r\n]*+")
    position, row = 0, Row()
    while True:
        cell, position = _read_cell(text, position, plain, quoting)
        row.append(cell)
        if text.startswith(delimiter, position):
            position += len(delimiter)
            continue
        end = _LINE_END.match(text, position)
        if not end and position < len(text):
            raise ReadError(
                "text follows a closing quotation mark: double the quotation marks that belong to the text",
                _count_lines(text, position),
            )
        yield row
        if not end or end.end() == len(text):
            return
        position, row = end.end(), Row()


def _read_cell(text: str, position: int, plain: re.Pattern[str], quoting: bool) -> tuple[Cell, int]:
    """Return the cell that begins at an offset, and where it ends."""
    if quoting and (match := _QUOTED.match(text, position)):
        if not match[2]:
            raise ReadError(
                "a quotation mark that opens here is never closed: close it, or double it if it belongs to the text",
                _count_lines(text, position),
            )
        return Cell(match[1], position + 1, Notation.CSV_QUOTED), match.end()
    found = plain.match(text, position)
    assert found
    return Cell(found[0], position, Notation.CSV if quoting else Notation.TSV), found.end()


def _count_lines(text: str, position: int) -> int:
    return len(_LINE_END.findall(text, 0, position)) + 1
