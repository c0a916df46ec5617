"""Workbooks of Excel: the first sheet holds a table of the native format, or of pairs. Needs the extra `xlsx`.

Cells are written as text, never as formulas. Of a formula in a workbook the last result is read.
"""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, BinaryIO

from glossary.formats import delimited, pairs
from glossary.formats.base import FormatError, Languages
from glossary.formats.losses import describe_loss
from glossary.formats.pairs.rows import dump_rows as dump_pair_rows
from glossary.formats.tables.cells import PLAIN, Dialect, Row
from glossary.formats.tables.choice import Choice
from glossary.formats.tables.detection import detect_table_of_rows
from glossary.formats.xlsx.size import check_size
from glossary.model import Glossary

if TYPE_CHECKING:
    from openpyxl import Workbook

_ILLEGAL = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ud800-\\udfff\\ufffe\\uffff]")
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""The beginning of an escaped character in the text of a cell (ECMA-376, ST_Xstring)."""

_LONGEST = 32767
"""Characters that a cell of Excel holds."""
_WIDEST = 16384
"""Columns that a sheet of Excel has."""


def load(stream: BinaryIO, languages: Languages) -> Glossary:
    """Read the first sheet of a workbook. Raises FormatError."""
    rows = _read_rows(stream)
    name = detect_table_of_rows(rows)
    if name == "csv":
        return delimited.load_rows(rows)
    if name in {"pairs", "wide"}:
        return pairs.load_rows(rows, languages)
    raise FormatError(f"the sheet holds a list of {name}, which is read from CSV alone: save it as CSV", rows[0].line)


def load_chosen(stream: BinaryIO, languages: Languages, choice: Choice) -> Glossary:
    """Read the chosen columns of the first sheet of a workbook. Raises FormatError."""
    return pairs.load_rows(_read_rows(stream), languages, choice)


def read_dialect(stream: BinaryIO) -> Dialect:
    """Read the header of a workbook. Raises FormatError."""
    return Dialect(header=tuple(row.cells) if (row := next(iter(_read_rows(stream)), None)) else ())


def dump(glossary: Glossary, languages: Languages, dialect: Dialect = PLAIN) -> Iterator[bytes]:
    """Yield the bytes of a workbook: pairs where it held pairs and still can, else the native table."""
    like = detect_table_of_rows([Row(1, [*dialect.header])] if dialect.header else [])
    if like == "pairs" and not pairs.find_losses(glossary, languages):
        rows = dump_pair_rows(glossary, languages, dialect.header)
    else:
        rows = delimited.dump_rows(glossary, dialect.header if like == "csv" else ())
    stream = io.BytesIO()
    _build_workbook(rows).save(stream)
    yield stream.getvalue()


def find_losses(glossary: Glossary, languages: Languages) -> Sequence[str]:
    """Tell what is lost: what the native format cannot hold, and texts that no cell of Excel holds."""
    texts = [cell for row in delimited.dump_rows(glossary) for cell in row]
    return [
        *delimited.find_losses(glossary, languages),
        *describe_loss(sum(len(text) > _LONGEST for text in texts), "cell", f"cut after {_LONGEST:,} characters"),
        *describe_loss(sum(map(bool, map(_ILLEGAL.search, texts))), "cell", "control characters become U+FFFD"),
    ]


def _read_rows(stream: BinaryIO) -> list[Row]:
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError as error:
        raise _build_missing_error() from error
    data = stream.read()
    check_size(data)
    try:
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
        rows = sheet.to_python(skip_empty_area=False)
    except CalamineError as error:
        raise FormatError(f"no workbook that can be read ({error}): save it again as .xlsx") from error
    found = [Row(line, [_format_value(value) for value in row]) for line, row in enumerate(rows, 1)]
    return [row for row in found if any(map(str.strip, row.cells))]


def _format_value(value: object) -> str:
    """Write the value of a cell: a whole number without `.0`, a date at midnight without the time."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime) and not (value.hour or value.minute or value.second):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def _build_workbook(rows: Iterator[list[str]]) -> Workbook:
    try:
        from openpyxl import Workbook
        from openpyxl.cell import WriteOnlyCell
    except ImportError as error:
        raise _build_missing_error() from error
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


def _build_missing_error() -> FormatError:
    return FormatError("workbooks need two more packages: install aligncheck[xlsx]")
