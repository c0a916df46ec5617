"""Workbooks of Excel: the first sheet holds the table of the native format, or of pairs. Needs the extra `xlsx`.

Cells are written as text, never as formulas; a formula that a workbook holds is read as its last result.
"""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, BinaryIO

from glossary.formats import delimited, pairs
from glossary.formats.base import FormatError, Languages
from glossary.formats.cells import PLAIN, Dialect, Row
from glossary.formats.headers import format_of_header
from glossary.formats.losses import counted
from glossary.formats.pair_rows import dump_rows as pair_rows
from glossary.formats.workbook_size import refuse_vast
from glossary.model import Glossary

if TYPE_CHECKING:
    from openpyxl import Workbook

_ILLEGAL = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ud800-\\udfff\\ufffe\\uffff]")
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""What begins the escape of a character in a cell's text (ECMA-376, ST_Xstring)."""

_LONGEST = 32767
"""Characters that a cell of Excel holds."""
_WIDEST = 16384
"""Columns that a sheet of Excel has."""


def load(stream: BinaryIO, languages: Languages) -> Glossary:
    """Read the first sheet of a workbook. Raises FormatError."""
    rows = _rows(stream)
    name = format_of_header(rows[0].cells) if rows else "csv"
    if name == "csv":
        return delimited.load_rows(rows)
    if name == "pairs":
        return pairs.load_rows(rows, languages)
    raise FormatError(f"the sheet holds a list of {name}, which is read from CSV alone: save it as CSV", rows[0].line)


def dialect(stream: BinaryIO) -> Dialect:
    """The header of a workbook. Raises FormatError."""
    return Dialect(header=tuple(row.cells) if (row := next(iter(_rows(stream)), None)) else ())


def dump(glossary: Glossary, languages: Languages, dialect: Dialect = PLAIN) -> Iterator[bytes]:
    """The bytes of a workbook: pairs where the file was one of pairs that can hold them, else the native table."""
    like = format_of_header(dialect.header)
    if like == "pairs" and not pairs.losses(glossary, languages):
        rows = pair_rows(glossary, languages, dialect.header)
    else:
        rows = delimited.dump_rows(glossary, dialect.header if like == "csv" else ())
    stream = io.BytesIO()
    _workbook(rows).save(stream)
    yield stream.getvalue()


def losses(glossary: Glossary, languages: Languages) -> Sequence[str]:
    """What the native format cannot hold, and cells that Excel cannot."""
    texts = [cell for row in delimited.dump_rows(glossary) for cell in row]
    return [
        *delimited.losses(glossary, languages),
        *counted(sum(len(text) > _LONGEST for text in texts), "cell", f"cut after {_LONGEST:,} characters"),
        *counted(sum(_ILLEGAL.search(text) is not None for text in texts), "cell", "control characters become U+FFFD"),
    ]


def _rows(stream: BinaryIO) -> list[Row]:
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError as error:
        raise _no_extra() from error
    data = stream.read()
    refuse_vast(data)
    try:
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
        rows = sheet.to_python(skip_empty_area=False)
    except (CalamineError, IndexError, OSError, ValueError) as error:
        raise FormatError(f"no workbook that can be read ({error}): save it again as .xlsx") from error
    found = [Row(line, [_text(value) for value in row]) for line, row in enumerate(rows, 1)]
    return [row for row in found if any(map(str.strip, row.cells))]


def _text(value: object) -> str:
    """A cell as text: a whole number without the `.0` of its float, a day without the hours it has not."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime) and not (value.hour or value.minute or value.second):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def _workbook(rows: Iterator[list[str]]) -> Workbook:
    try:
        from openpyxl import Workbook
        from openpyxl.cell import WriteOnlyCell
    except ImportError as error:
        raise _no_extra() from error
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("glossary")
    for row in rows:
        if len(row) > _WIDEST:
            raise FormatError(f"{len(row):,} columns, but a sheet holds {_WIDEST:,}: write it as CSV or JSON lines")
        line = []
        for text in row:
            cell = WriteOnlyCell(sheet, _ESCAPE.sub("_x005F_", _ILLEGAL.sub("\ufffd", text)[:_LONGEST]) or None)
            if text:
                cell.data_type = "s"
            line.append(cell)
        sheet.append(line)
    return workbook


def _no_extra() -> FormatError:
    return FormatError("workbooks need two more packages: install aligncheck[xlsx]")
