"""Workbooks of Excel, of which a sheet holds a table of the native format, or of pairs. Needs the extra `xlsx`.

Cells are written as text, never as formulas. Of a formula in a workbook the last result is read.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, BinaryIO

from glossary.formats import delimited, pairs
from glossary.formats.base import FormatError, Languages
from glossary.formats.losses import describe_loss
from glossary.formats.pairs.rows import UNPAIRED, Pairing, find_pairing
from glossary.formats.pairs.rows import dump_rows as dump_pair_rows
from glossary.formats.tables.cells import PLAIN, Dialect, Row
from glossary.formats.tables.choice import Choice
from glossary.formats.tables.detection import detect_table_of_rows
from glossary.formats.verifying import map_texts
from glossary.formats.xlsx.cell_texts import ILLEGAL, LONGEST, clip, encode
from glossary.formats.xlsx.editing import edit_workbook, find_obstacles, list_other_sheets
from glossary.formats.xlsx.parts import find_lost_parts
from glossary.formats.xlsx.sheets import build_missing_error, find_chosen_sheet, find_sheet
from glossary.model import Glossary

if TYPE_CHECKING:
    from openpyxl import Workbook

_WIDEST = 16384
"""Columns that a sheet of Excel has."""


def load(stream: BinaryIO, languages: Languages) -> Glossary:
    """Read the sheet of a workbook that holds the terms. Raises FormatError."""
    return _load_rows(find_sheet(stream.read()).rows, languages)


def load_unfinished(stream: BinaryIO, languages: Languages) -> Glossary:
    """Read as `load` does, but a row that has a language and no term as a term without text. Raises FormatError."""
    return _load_rows(find_sheet(stream.read()).rows, languages, unfinished=True)


def _load_rows(rows: Sequence[Row], languages: Languages, unfinished: bool = False) -> Glossary:
    rows = [row._replace(cells=[*row.cells]) for row in rows]  # reading makes rows wider
    name = detect_table_of_rows(rows)
    if name == "csv":
        return delimited.load_rows(rows, unfinished)
    if name in {"pairs", "wide"}:
        return pairs.load_rows(rows, languages)
    raise FormatError(f"the sheet holds a list of {name}, which is read from CSV alone: save it as CSV", rows[0].line)


def load_chosen(stream: BinaryIO, languages: Languages, choice: Choice) -> Glossary:
    """Read the chosen columns of a sheet of a workbook. Raises FormatError."""
    return pairs.load_rows(find_chosen_sheet(stream.read(), choice).rows, languages, choice)


def read_dialect(stream: BinaryIO) -> Dialect:
    """Read the header of a workbook. Raises FormatError."""
    return Dialect(header=tuple(row.cells) if (row := next(iter(find_sheet(stream.read()).rows), None)) else ())


def dump(glossary: Glossary, languages: Languages, dialect: Dialect = PLAIN) -> Iterator[bytes]:
    """Yield the bytes of a workbook: pairs where it held pairs and still can, else the native table."""
    stream = io.BytesIO()
    _build_workbook(_dump_rows(glossary, languages, dialect.header)).save(stream)
    yield stream.getvalue()


def _dump_rows(
    glossary: Glossary, languages: Languages, like: Sequence[str], pairing: Pairing = UNPAIRED
) -> Iterator[list[str]]:
    held = detect_table_of_rows([Row(1, [*like])] if like else [])
    if held == "pairs" and not pairs.find_losses(glossary, languages):
        return dump_pair_rows(glossary, languages, like, pairing)
    return delimited.dump_rows(glossary, like if held == "csv" else ())


def edit(data: bytes, glossary: Glossary, languages: Languages) -> Iterator[Iterable[bytes]]:
    """Yield drafts of the workbook with its sheet of terms edited in place; nothing where that cannot be."""
    sheet = find_sheet(data)
    rows = sheet.rows
    like = rows[0].cells if rows else []
    is_native = detect_table_of_rows(rows) == "csv"
    shape = delimited.tell_shape(like) if is_native else pairs.tell_shape(like, languages)
    pairing = UNPAIRED if is_native else find_pairing(rows, languages)
    tables = (_dump_rows(one, languages, like, pairing) for one in (_load_rows(rows, languages), glossary))
    said, meant = (delimited.name_languages(table, rows if is_native else ()) for table in tables)
    return ((edited,) for edited in edit_workbook(data, sheet, said, meant, shape))


def find_casualties(data: bytes, *, whole: bool) -> list[str]:
    """Name what of a workbook would get lost if it were edited, or, `whole`, replaced. Raises FormatError."""
    sheet = find_sheet(data)
    lost = find_lost_parts(data)
    return [*lost, *list_other_sheets(data, sheet.name)] if whole else [*lost, *find_obstacles(data, sheet)]


def keep(glossary: Glossary, languages: Languages) -> Glossary:
    """Return what of a glossary the format holds."""
    return map_texts(glossary._replace(extra=()), clip)


def find_losses(glossary: Glossary, languages: Languages) -> Sequence[str]:
    """Tell what is lost: what the native format cannot hold, and texts that no cell of Excel holds."""
    texts = [cell for row in delimited.dump_rows(glossary) for cell in row]
    return [
        *delimited.find_losses(glossary, languages),
        *describe_loss(sum(len(text) > LONGEST for text in texts), "cell", f"cut after {LONGEST:,} characters"),
        *describe_loss(sum(map(bool, map(ILLEGAL.search, texts))), "cell", "control characters become U+FFFD"),
    ]


def _build_workbook(rows: Iterator[list[str]]) -> Workbook:
    try:
        from openpyxl import Workbook
        from openpyxl.cell import WriteOnlyCell
    except ImportError as error:
        raise build_missing_error() from error
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("glossary")
    for row in rows:
        if len(row) > _WIDEST:
            raise FormatError(f"{len(row):,} columns, but a sheet holds {_WIDEST:,}: write it as CSV or JSON lines")
        line = []
        for text in row:
            cell = WriteOnlyCell(sheet, encode(text) or None)
            if text:
                cell.data_type = "s"
            line.append(cell)
        sheet.append(line)
    return workbook
