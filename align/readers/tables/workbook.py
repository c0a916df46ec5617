"""Workbooks of Excel: each sheet whose titles name its columns. Needs the extra `xlsx`."""

import io
from collections.abc import Iterator
from dataclasses import replace

from align.errors import ReadError
from align.model import Bitext, LeftOut
from align.readers import ReadOptions
from align.readers.archive import open_archive
from align.readers.tables.cells import Cell, Row
from align.readers.tables.columns import describe_doubt, find_columns
from align.readers.tables.units import build_bitexts
from glossary.formats.base import FormatError
from glossary.formats.xlsx.sheets import format_value
from glossary.formats.xlsx.size import check_size

_LOOKED_AT = 10


def read(path: str, data: bytes, options: ReadOptions) -> Iterator[Bitext]:
    """Return the bitexts of a workbook, the first with what is left out: the rows of sheets whose titles name no
    columns. Raises ReadError where no sheet names its columns.
    """
    sheets = read_sheets(data)
    bitexts: list[Bitext] = []
    doubts: list[str] = []
    unread: list[LeftOut] = []
    for name, rows in sheets:
        texts = [[cell.text for cell in row] for row in rows[:_LOOKED_AT]]
        columns = find_columns(texts, options)
        if columns is not None:
            prefix = f"{name}!" if len(sheets) > 1 else ""
            bitexts += build_bitexts(path, rows, columns, options, None, prefix)
        elif any(map(any, texts)):
            doubts.append(describe_doubt(texts))
            filled = sum(any(cell.text.strip() for cell in row) for row in rows)
            unread.append(LeftOut(f"in the sheet “{name}”, whose titles name no columns", filled))
    if doubts and not bitexts:
        raise ReadError(doubts[0])
    if unread and bitexts:
        bitexts[0] = replace(bitexts[0], left_out=(*bitexts[0].left_out, *unread))
    return iter(bitexts)


def read_sheets(data: bytes) -> list[tuple[str, list[Row]]]:
    """Return the sheets by name, each as its rows from the first. Raises ReadError."""
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError as error:
        raise ReadError("a workbook needs two more packages: pip install 'aligncheck[xlsx]'") from error
    open_archive(data)
    try:
        check_size(data)
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return [
            (name, [[Cell(format_value(value)) for value in row] for row in sheet.to_python(skip_empty_area=False)])
            for name in workbook.sheet_names
            for sheet in [workbook.get_sheet_by_name(name)]
        ]
    except (FormatError, CalamineError) as error:
        reason = str(error) if isinstance(error, FormatError) else f"cannot be read ({error}): save it again as .xlsx"
        raise ReadError(reason) from error
