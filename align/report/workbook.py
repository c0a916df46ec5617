"""A table in a workbook of Excel: every cell is text, never a formula. Needs the extra `xlsx`.

The same report gives the same bytes: the times in a workbook are those of its format.
"""

import io
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from align.model import Report
from align.report.rows import COLUMNS, list_rows
from align.report.style import Style
from glossary.formats.xlsx.cell_texts import encode

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

_TIME = datetime(1980, 1, 1)
"""The first time that an archive can hold."""

_NUMBERS = {"line", "column"}
_WIDTHS = {"path": 30, "source": 60, "target": 60, "marked": 20, "message": 50, "suggestions": 30, "decision": 20}


def render(report: Report, style: Style) -> Iterator[bytes]:
    """The bytes of the workbook: its one sheet can be filtered, and the header stays in view."""
    packed, steady = io.BytesIO(), io.BytesIO()
    _save(_build(list_rows(report, style)), packed)
    with ZipFile(packed) as parts, ZipFile(steady, "w") as archive:
        for name in sorted(parts.namelist()):
            part = ZipInfo(name, _TIME.timetuple()[:6])
            part.compress_type = ZIP_DEFLATED
            archive.writestr(part, parts.read(name))
    yield steady.getvalue()


def _build(rows: Iterable[list[str]]) -> "Workbook":
    from openpyxl import Workbook

    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("aligncheck")
    sheet.freeze_panes = "A2"
    for column, title in enumerate(COLUMNS):
        sheet.column_dimensions[chr(ord("A") + column)].width = _WIDTHS.get(title, 12)
    head, body = _make_models(sheet)
    count = 0
    for count, row in enumerate(rows, 1):
        model = head if count == 1 else body
        sheet.append([_make_cell(sheet, *cell, model) for cell in zip(COLUMNS, row, strict=True)])
    sheet.auto_filter.ref = f"A1:{chr(ord('A') + len(COLUMNS) - 1)}{count}"
    return workbook


def _make_models(sheet: "WriteOnlyWorksheet") -> "tuple[WriteOnlyCell, WriteOnlyCell]":
    """Cells with the styles of the header and of the rows: to work out a style for each cell takes far longer."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    head, body = WriteOnlyCell(sheet), WriteOnlyCell(sheet)
    head.font = Font(bold=True)
    body.alignment = Alignment(vertical="top", wrap_text=True)
    return head, body


def _make_cell(sheet: "WriteOnlyWorksheet", title: str, text: str, model: "WriteOnlyCell") -> "WriteOnlyCell":
    """A cell of a column, in the style of a model: a text, or the number of a line or column."""
    from openpyxl.cell import WriteOnlyCell

    if title in _NUMBERS and text.isdigit():
        cell = WriteOnlyCell(sheet, int(text))
    else:
        cell = WriteOnlyCell(sheet, encode(text) or None)
        cell.data_type = "s" if text else "n"
    cell._style = model._style
    return cell


def _save(workbook: "Workbook", stream: io.BytesIO) -> None:
    """Write a workbook with fixed times."""
    from openpyxl.writer.excel import ExcelWriter

    workbook.properties.created = workbook.properties.modified = _TIME
    ExcelWriter(workbook, ZipFile(stream, "w", ZIP_DEFLATED)).save()
