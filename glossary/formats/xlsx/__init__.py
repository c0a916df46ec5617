"""Workbooks of Excel, whose sheets hold a table of the native format, or of pairs. Needs the extra `xlsx`.

Cells are written as text, never as formulas. Of a formula in a workbook the last result is read.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, BinaryIO

from glossary.formats import delimited, pairs
from glossary.formats.base import FormatError, Languages
from glossary.formats.identifiers import find_free_id
from glossary.formats.losses import Loss, note_loss
from glossary.formats.pairs.rows import UNPAIRED, Pairing, find_pairing
from glossary.formats.pairs.rows import dump_rows as dump_pair_rows
from glossary.formats.tables.cells import PLAIN, Dialect, Row
from glossary.formats.tables.choice import Choice
from glossary.formats.tables.detection import detect_table_of_rows
from glossary.formats.tables.headers import find_native_columns
from glossary.formats.verifying import map_texts
from glossary.formats.xlsx.cell_texts import ILLEGAL, LONGEST, clip, encode
from glossary.formats.xlsx.editing import edit_workbook, find_obstacles, list_other_sheets
from glossary.formats.xlsx.parts import find_lost_parts
from glossary.formats.xlsx.sheets import Sheet, build_missing_error, find_sheets
from glossary.model import Glossary

if TYPE_CHECKING:
    from openpyxl import Workbook

_WIDEST = 16384
"""Columns that a sheet of Excel has."""
_MOST = 5
"""How many sheets a message describes."""


def load(stream: BinaryIO, languages: Languages) -> Glossary:
    """Read the sheets of a workbook that hold the terms. Raises FormatError."""
    return _load_sheets(find_sheets(stream.read()).sheets, languages)


def load_unfinished(stream: BinaryIO, languages: Languages) -> Glossary:
    """Read as `load` does, but a row that has a language and no term as a term without text. Raises FormatError."""
    return _load_sheets(find_sheets(stream.read()).sheets, languages, unfinished=True)


def load_chosen(stream: BinaryIO, languages: Languages, choice: Choice, unfinished: bool = False) -> Glossary:
    """Read a workbook of which a person says what it holds. Raises FormatError."""
    return _load_sheets(find_sheets(stream.read(), choice).sheets, languages, unfinished, choice)


def list_unread(stream: BinaryIO, choice: Choice | None) -> list[str]:
    """Name the sheets that hold something and are not read. Raises FormatError."""
    return find_sheets(stream.read(), choice).unread


def _load_sheets(
    sheets: Sequence[Sheet], languages: Languages, unfinished: bool = False, choice: Choice | None = None
) -> Glossary:
    try:
        return _load_rows(_join_rows(sheets), languages, unfinished, choice)
    except FormatError:
        wrong = [*_find_faults(sheets, languages, unfinished, choice)] if len(sheets) > 1 else []
        if not wrong:
            raise
        more = [f"{len(wrong) - _MOST} more sheets"] if len(wrong) > _MOST else []
        raise FormatError("; ".join(wrong[:_MOST] + more)) from None


def _find_faults(
    sheets: Sequence[Sheet], languages: Languages, unfinished: bool, choice: Choice | None
) -> Iterator[str]:
    """Say of each of several sheets what is wrong in it."""
    for sheet in sheets:
        try:
            _load_rows(sheet.rows, languages, unfinished, choice)
        except FormatError as error:
            line = f", line {error.line}" if error.line else ""
            yield f"sheet “{sheet.name}”{line}: {error.message}"


def _join_rows(sheets: Sequence[Sheet]) -> list[Row]:
    """Join the rows of sheets below the titles of the first.

    Where ids begin again on each sheet, an id names a concept of its own; terms of one id in other languages are of the
    same concept, as where each language has a sheet.
    """
    rows = [*sheets[0].rows[:1]]
    at, language, _ = find_native_columns(rows[0].cells) if rows else (None, None, None)
    used: dict[str, set[str]] = {}
    for sheet in sheets:
        body = sheet.rows[1:]
        if len(sheets) > 1 and at is not None and language is not None and detect_table_of_rows(rows) == "csv":
            body = _separate_ids(body, at, language, used)
        rows += body
    return rows


def _separate_ids(rows: Sequence[Row], at: int, language: int, used: dict[str, set[str]]) -> list[Row]:
    """Give new ids to the concepts of a sheet whose ids have terms in one of their languages on another, in `used`."""
    own: dict[str, set[str]] = {}
    name = ""
    for _, cells in rows:
        name = cells[at].strip() or name
        own.setdefault(name, set()).add(cells[language].strip())
    new: dict[str, str] = {}
    for name, languages in own.items():
        new[name] = name if used.get(name, set()).isdisjoint(languages) else find_free_id(name, {**used, **own})
        used.setdefault(new[name], set()).update(languages)
    return [Row(line, [*cells[:at], new.get(cells[at].strip(), cells[at]), *cells[at + 1 :]]) for line, cells in rows]


def _load_rows(
    rows: Sequence[Row], languages: Languages, unfinished: bool = False, choice: Choice | None = None
) -> Glossary:
    rows = [row._replace(cells=[*row.cells]) for row in rows]  # reading makes rows wider
    name = "pairs" if choice and choice.pairs else detect_table_of_rows(rows)
    if name == "csv":
        return delimited.load_rows(rows, unfinished, choice.meanings if choice else ())
    if name in {"pairs", "wide"}:
        return pairs.load_rows(rows, languages, choice)
    raise FormatError(f"the sheet holds a list of {name}, which is read from CSV alone: save it as CSV", rows[0].line)


def read_dialect(stream: BinaryIO) -> Dialect:
    """Read the header of a workbook. Raises FormatError."""
    rows = find_sheets(stream.read()).sheets[0].rows
    return Dialect(header=tuple(rows[0].cells) if rows else ())


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
    """Yield drafts of the workbook with its sheets of terms edited in place; nothing where that cannot be."""
    sheets = find_sheets(data).sheets
    rows = _join_rows(sheets)
    like = rows[0].cells if rows else []
    is_native = detect_table_of_rows(rows) == "csv"
    shape = delimited.tell_shape(like) if is_native else pairs.tell_shape(like, languages)
    pairing = UNPAIRED if is_native else find_pairing(rows, languages)
    tables = (_dump_rows(one, languages, like, pairing) for one in (_load_rows(rows, languages), glossary))
    said, meant = (delimited.name_languages(table, rows if is_native else ()) for table in tables)
    return ((edited,) for edited in edit_workbook(data, sheets, said, meant, shape))


def find_casualties(data: bytes, *, whole: bool) -> list[str]:
    """Name what of a workbook would get lost if it were edited, or, `whole`, replaced. Raises FormatError."""
    sheets = find_sheets(data).sheets
    lost = find_lost_parts(data)
    if whole:
        return [*lost, *list_other_sheets(data, {sheet.name for sheet in sheets})]
    return [*lost, *dict.fromkeys(what for sheet in sheets for what in find_obstacles(data, sheet))]


def keep(glossary: Glossary, languages: Languages) -> Glossary:
    """Return what of a glossary the format holds."""
    return map_texts(glossary._replace(extra=()), clip)


def find_losses(glossary: Glossary, languages: Languages) -> Sequence[Loss]:
    """Return what is lost: what the native format cannot hold, and texts that no cell of Excel holds."""
    texts = [cell for row in delimited.dump_rows(glossary) for cell in row]
    return [
        *delimited.find_losses(glossary, languages),
        *note_loss(sum(len(text) > LONGEST for text in texts), "cell", f"cut after {LONGEST:,} characters"),
        *note_loss(sum(map(bool, map(ILLEGAL.search, texts))), "cell", "control characters become U+FFFD"),
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
