"""Edits of a workbook in place: rows of the sheet with the terms change, move or are added; all else stays."""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Iterator, Sequence
from copy import copy
from typing import TYPE_CHECKING, NamedTuple

from glossary.formats.tables.editing import PlannedRow, Shape, plan_rows
from glossary.formats.xlsx.cell_texts import encode
from glossary.formats.xlsx.sheets import Sheet

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet.dimensions import RowDimension
    from openpyxl.worksheet.worksheet import Worksheet


def edit_workbook(
    data: bytes, old: Sequence[Sheet], said: Sequence[list[str]], meant: Sequence[list[str]], shape: Shape
) -> Iterator[bytes]:
    """Yield drafts of a workbook in which cells of sheets are changed that mean something else.

    `old` are the sheets of one table, whose rows have the numbers they have there; `said` and `meant` are the rows that
    the format would write for the old and the new glossary. Rows keep their styles, comments and heights wherever they
    move; a new row has the styles of the one above. Nothing where the sheet cannot be edited, but only be written
    again.
    """
    rows = [*old[0].rows, *(row for sheet in old[1:] for row in sheet.rows[1:])]
    for plan in plan_rows([row.cells for row in rows], said, meant, shape):
        workbook = _open(data)
        for sheet, part in zip(old, _divide_plan(plan, old), strict=True):
            _write_rows(_find_sheet(workbook, sheet), part, [row.line for row in sheet.rows], int(shape.headed))
        workbook.calculation.fullCalcOnLoad = True  # results of formulas are not kept
        stream = io.BytesIO()
        workbook.save(stream)
        yield stream.getvalue()


def _divide_plan(plan: Sequence[PlannedRow], sheets: Sequence[Sheet]) -> list[list[PlannedRow]]:
    """Divide the rows of a table among its sheets: each stays on its own, a new one goes to that of the row above.

    The titles, which are the first row, are those of each sheet.
    """
    if len(sheets) == 1:
        return [[*plan]]
    homes = [(0, at) for at in range(len(sheets[0].rows))]
    homes += [(number, at) for number, sheet in enumerate(sheets[1:], 1) for at in range(1, len(sheet.rows))]
    parts: list[list[PlannedRow]] = [[], *([plan[0]] for _ in sheets[1:])]
    number = 0
    for row in plan:
        number, at = (number, None) if row.old is None else homes[row.old]
        parts[number].append(row._replace(old=at))
    return parts


def _find_sheet(workbook: Workbook, sheet: Sheet) -> Worksheet:
    """Return the sheet of that name; the first in a workbook without any that a person sees."""
    return workbook[sheet.name] if sheet.name else workbook.worksheets[0]


def find_obstacles(data: bytes, table: Sheet) -> Iterator[str]:
    """Name what of the table itself an edit would lose: formulas, and cells that are merged over rows or columns."""
    sheet = _find_sheet(_open(data), table)
    lines = {row.line for row in table.rows}
    if any(cell.data_type == "f" for cell in sheet._cells.values() if cell.row in lines):
        yield "formulas in the table"
    if any(lines.intersection(range(area.min_row, area.max_row + 1)) for area in sheet.merged_cells.ranges):
        yield "merged cells in the table"


def list_other_sheets(data: bytes, names: Collection[str]) -> list[str]:
    """Name the sheets of a workbook but some."""
    return [f"the sheet “{other}”" for other in _open(data).sheetnames if other not in names]


def _open(data: bytes) -> Workbook:
    from openpyxl import load_workbook

    return load_workbook(io.BytesIO(data), rich_text=True)


_NUMBER = re.compile("[1-9][0-9]{0,14}")
"""A number that comes back as it was written."""


class _SheetRow(NamedTuple):
    """The cells of a row by column, and its height and other properties, if it has any."""

    cells: dict[int, Cell]
    height: RowDimension | None


_NOTHING = _SheetRow({}, None)


def _write_rows(sheet: Worksheet, plan: Sequence[PlannedRow], numbers: Sequence[int], head: int) -> None:
    """Write planned rows into the places of the old ones, and further ones below; `numbers` are those of the old."""
    last = numbers[-1] if numbers else 0
    places = [*numbers, *range(last + 1, last + 1 + len(plan) - len(numbers))]
    rows = _take_rows(sheet, numbers)
    model = rows[head] if len(rows) > head else _NOTHING
    for place, row in zip(places, plan, strict=False):
        taken = _NOTHING if row.old is None else rows[row.old]
        _put_row(sheet, place, taken)
        model = taken if row.old is not None and row.old >= head else model
        for at in row.changed:
            like = taken.cells.get(at) if row.old is not None and row.old < head else model.cells.get(at + 1)
            _set_text(sheet, place, at + 1, row.cells[at], like)
    _stretch(sheet, last, places[len(plan) - 1])


def _take_rows(sheet: Worksheet, numbers: Sequence[int]) -> list[_SheetRow]:
    """Take rows out of the sheet."""
    found: dict[int, dict[int, Cell]] = {number: {} for number in numbers}
    for row, column in [place for place in sheet._cells if place[0] in found]:
        found[row][column] = sheet._cells.pop((row, column))
    return [_SheetRow(cells, sheet.row_dimensions.pop(number, None)) for number, cells in found.items()]


def _put_row(sheet: Worksheet, number: int, row: _SheetRow) -> None:
    """Put a row into another place."""
    for column, cell in row.cells.items():
        cell.row = number
        sheet._cells[number, column] = cell
        if cell.hyperlink:
            cell.hyperlink.ref = cell.coordinate
    if row.height is not None:
        row.height.index = number
        sheet.row_dimensions[number] = row.height


def _set_text(sheet: Worksheet, row: int, column: int, text: str, model: Cell | None) -> None:
    """Set the text of a cell, never a formula; a new cell has the style of a model, and is a number if that is one."""
    is_new = (row, column) not in sheet._cells
    if is_new and not text:
        return
    cell = sheet.cell(row, column)
    cell.value = encode(text) or None
    if text:
        cell.data_type = "s"
    if is_new and model is not None:
        cell._style = copy(model._style)
        if model.data_type == "n" and model.value is not None and _NUMBER.fullmatch(text):
            cell.value = int(text)


def _stretch(sheet: Worksheet, last: int, end: int) -> None:
    """Let the filter and the tables that ended in the last row end in the new last row."""
    from openpyxl.utils.cell import range_boundaries

    for holder in [sheet.auto_filter, *sheet.tables.values()]:
        if holder.ref and range_boundaries(holder.ref)[3] == last:
            holder.ref = f"{holder.ref.rstrip('0123456789')}{end}"
            if getattr(holder, "autoFilter", None):
                holder.autoFilter.ref = holder.ref
