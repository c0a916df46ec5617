"""A table in a workbook of Excel: every cell is text, never a formula. Needs the extra `xlsx`.

The same report gives the same bytes: the times in a workbook are those of its format.
"""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from align.model import Report
from align.report.rows import REMARKS, list_columns, list_rows
from align.report.style import Style
from glossary.formats.xlsx.cell_texts import encode

_TIME = datetime(1980, 1, 1)
"""The first time that an archive can hold."""

_NUMBERS = {"line", "column"}
_NUMBER = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,4})?")
_WIDTHS = {
    "path": 30,
    "source": 60,
    "target": 60,
    "marked": 20,
    "message": 50,
    "suggestions": 30,
    "hints": 30,
    "text": 30,
    "reason": 30,
    REMARKS: 30,
    "fingerprint": 24,
}


class Column(NamedTuple):
    """A column of a table: its title, its width in characters, and whether its cells are numbers."""

    title: str
    width: int = 12
    is_number: bool = False


def render(report: Report, style: Style) -> Iterator[bytes]:
    """Yield the bytes of the workbook: its one sheet can be filtered, and the header stays in view."""
    columns = [Column(title, _WIDTHS.get(title, 12), title in _NUMBERS) for title in list_columns(report)]
    yield pack_table(columns, list_rows(report, style), "aligncheck")


def pack_table(columns: Sequence[Column], rows: Iterable[Sequence[str]], title: str) -> bytes:
    """Return the bytes of a workbook with one sheet, its rows with the header first; the same rows give the
    same bytes.
    """
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font
    from openpyxl.writer.excel import ExcelWriter

    workbook = Workbook(write_only=True)
    workbook.properties.created = workbook.properties.modified = _TIME
    sheet = workbook.create_sheet(title)
    sheet.freeze_panes = "A2"
    for place, column in enumerate(columns):
        sheet.column_dimensions[chr(ord("A") + place)].width = column.width
    head, body = (
        WriteOnlyCell(sheet),
        WriteOnlyCell(sheet),
    )  # models: a style worked out for each takes longer
    head.font = Font(bold=True)
    body.alignment = Alignment(vertical="top", wrap_text=True)
    count = 0
    for count, row in enumerate(rows, 1):
        cells = []
        for column, text in zip(columns, row, strict=True):
            if column.is_number and _NUMBER.fullmatch(text):
                cell = WriteOnlyCell(sheet, float(text) if "." in text else int(text))
            else:
                cell = WriteOnlyCell(sheet, encode(text) or None)
                cell.data_type = "s" if text else "n"
            cell._style = (head if count == 1 else body)._style
            cells.append(cell)
        sheet.append(cells)
    sheet.auto_filter.ref = f"A1:{chr(ord('A') + len(columns) - 1)}{count}"
    packed, steady = io.BytesIO(), io.BytesIO()
    ExcelWriter(workbook, ZipFile(packed, "w", ZIP_DEFLATED)).save()
    with ZipFile(packed) as parts, ZipFile(steady, "w") as archive:
        for name in sorted(parts.namelist()):
            part = ZipInfo(name, _TIME.timetuple()[:6])
            part.compress_type = ZIP_DEFLATED
            archive.writestr(part, parts.read(name))
    return steady.getvalue()
