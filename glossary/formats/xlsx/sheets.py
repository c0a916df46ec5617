"""The sheets of a workbook that hold the terms: the first, unless that is about the glossary, and those like it."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from glossary.formats.base import DEFAULT_LANGUAGES, FormatError
from glossary.formats.tables.cells import Row
from glossary.formats.tables.choice import Choice
from glossary.formats.tables.headers import choose_columns, detect_table_by_header
from glossary.formats.tables.titles import normalize_title
from glossary.formats.xlsx.size import check_size
from glossary.lang.scripts import has_han

_SEARCHED = 10
"""How many rows from the first are searched for the titles."""
_SHOWN = 5
"""How many sheets a message names."""


class Sheet(NamedTuple):
    """The name of a sheet, and its rows that are not blank, from the titles of its table on."""

    name: str
    rows: list[Row]


class Found(NamedTuple):
    """The sheets that hold the terms, all with the same titles, and the names of those that hold something else."""

    sheets: list[Sheet]
    unread: list[str]


def find_sheets(data: bytes, choice: Choice | None = None) -> Found:
    """Find the sheets that hold the terms: the one that is named, else all whose titles are those of the main one.

    The main one is the first in which the columns are that a person chose, if any are. Else it is the first of all, if
    its titles are known or no other sheet holds anything; else the only one whose titles are known; else the first of
    two columns. Raises FormatError where there is a doubt.
    """
    sheets = [*_read_sheets(data)] or [Sheet("", [])]
    filled = [sheet for sheet in sheets if sheet.rows]
    if choice and choice.sheet:
        main = _find_named(filled, choice.sheet)
    elif choice and choice.pairs:
        main = next((sheet for sheet in filled if _has_chosen(sheet, choice)), (filled or sheets)[0])
    else:
        main = _find_main(sheets, filled)
    told = bool(choice and (choice.sheet or choice.start is not None))
    found = [main] if told else [main, *_list_alike(main, filled, is_titled=bool(choice and choice.pairs))]
    names = {sheet.name for sheet in found}
    return Found(found, [sheet.name for sheet in filled if sheet.name not in names])


def _find_named(sheets: Sequence[Sheet], name: str) -> Sheet:
    for sheet in sheets:
        if sheet.name.strip() == name:
            at = _find_titles(sheet.rows)
            return sheet if at is None else sheet._replace(rows=sheet.rows[at:])
    raise FormatError(f"no sheet “{name}” that holds something: there are {_list_names(sheets)}")


def _find_main(sheets: Sequence[Sheet], filled: Sequence[Sheet]) -> Sheet:
    titled = [*_cut_titled(filled)]
    if titled and titled[0].name == sheets[0].name:
        return titled[0]
    full = [sheet for sheet in titled if len(sheet.rows) > 1] or titled
    if len({_read_titles(sheet) for sheet in full}) > 1:
        names = _list_names(full)
        raise FormatError(f"several sheets may hold the terms, {names}: name one, as in --columns sheet={full[0].name}")
    return full[0] if full else _find_untitled(sheets, filled)


def _list_alike(main: Sheet, sheets: Sequence[Sheet], *, is_titled: bool) -> Iterator[Sheet]:
    """Yield the other sheets that have the titles of one, which may be unknown, without the rows above."""
    wanted = _read_titles(main)
    for sheet in sheets if is_titled or _find_titles(main.rows) is not None else ():
        if sheet.name != main.name and _read_titles(sheet) == wanted:
            at = next(at for at, row in enumerate(sheet.rows) if _count_texts(row) > 1)
            yield sheet._replace(rows=sheet.rows[at:])


def _read_titles(sheet: Sheet) -> tuple[str, ...]:
    """Read the first row that may hold titles, normalized."""
    row = next((row for row in sheet.rows[:_SEARCHED] if _count_texts(row) > 1), Row(1, []))
    titles = [*map(normalize_title, row.cells)]
    while titles and not titles[-1]:
        titles.pop()
    return tuple(titles)


def _cut_titled(sheets: Sequence[Sheet]) -> Iterator[Sheet]:
    """Yield the sheets whose columns have titles that are known, without the rows above."""
    for sheet in sheets:
        at = _find_titles(sheet.rows)
        if at is not None:
            yield sheet._replace(rows=sheet.rows[at:])


def _find_titles(rows: Sequence[Row]) -> int | None:
    """Find the row that names the columns: the first one, or the first below single cells, such as a title."""
    for at, row in enumerate(rows[:_SEARCHED]):
        if _count_texts(row) > 1:
            is_known = detect_table_by_header(row.cells) != "pairs" or choose_columns(row.cells, DEFAULT_LANGUAGES)
            return at if is_known else None
    return None


def _find_untitled(sheets: Sequence[Sheet], filled: Sequence[Sheet]) -> Sheet:
    """Find the sheet of pairs in a workbook in which no sheet has titles that are known. Raises FormatError."""
    if len(filled) < 2:
        return filled[0] if filled else sheets[0]
    pairs = [sheet for sheet in filled if _are_most([_count_texts(row) == 2 for row in sheet.rows])]
    unlike = [sheet for sheet in pairs if _are_most([_is_unlike(row) for row in sheet.rows])]
    if not pairs:
        advice = "give its columns titles, such as source and target, or name them, as in --columns zh=1,en=2"
        raise FormatError(f"no sheet is known as a list of terms ({_list_names(filled)}): {advice}")
    return (unlike or pairs)[0]


def render_rows(data: bytes) -> str:
    """Render the sheet of terms as a text in which each row is a line, and a tab is between two cells.

    Nothing where the terms are on several sheets, of which a line does not show which. Raises FormatError.
    """
    sheets = find_sheets(data).sheets
    if len(sheets) > 1:
        return ""
    rows = {row.line: "\t".join(" ".join(cell.split()) for cell in row.cells) for row in sheets[0].rows}
    return "\n".join(rows.get(line, "") for line in range(1, max(rows, default=0) + 1))


def _has_chosen(sheet: Sheet, choice: Choice) -> bool:
    """Return whether a row near the first has the titles that are named, and most rows have text in the numbered
    columns.
    """
    titles = {normalize_title(column) for _, column in choice.pairs if not column.isdecimal()}
    places = [int(column) for _, column in choice.pairs if column.isdecimal()]
    is_titled = any(titles <= {*map(normalize_title, row.cells)} for row in sheet.rows[:_SEARCHED])
    return is_titled and _are_most([all(map(str.strip, _pick(row, places))) for row in sheet.rows])


def _pick(row: Row, places: Sequence[int]) -> list[str]:
    return [row.cells[place - 1] if 0 < place <= len(row.cells) else "" for place in places]


def _count_texts(row: Row) -> int:
    return sum(map(bool, map(str.strip, row.cells)))


def _are_most(answers: Sequence[bool]) -> bool:
    return sum(answers) * 2 > len(answers)


def _is_unlike(row: Row) -> bool:
    """Return whether one of two cells is Chinese."""
    return sum(map(has_han, row.cells)) == 1


def _list_names(sheets: Sequence[Sheet]) -> str:
    names = ", ".join(f"“{sheet.name}”" for sheet in sheets[:_SHOWN])
    return names + (f" and {len(sheets) - _SHOWN} more" if len(sheets) > _SHOWN else "")


def _read_sheets(data: bytes) -> Iterator[Sheet]:
    """Yield the sheets that a person sees, one after the other. Raises FormatError."""
    try:
        from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum
    except ImportError as error:
        raise build_missing_error() from error
    check_size(data)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for sheet in workbook.sheets_metadata:
            if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible:
                rows = workbook.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
                found = [Row(line, [format_value(value) for value in row]) for line, row in enumerate(rows, 1)]
                yield Sheet(sheet.name, [row for row in found if _count_texts(row)])
    except CalamineError as error:
        raise FormatError(f"no workbook that can be read ({error}): save it again as .xlsx") from error


def format_value(value: object) -> str:
    """Write the value of a cell: a whole number without `.0`, a date at midnight without the time."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime) and not (value.hour or value.minute or value.second):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def build_missing_error() -> FormatError:
    """Build the error that says which packages lack."""
    return FormatError("workbooks need two more packages: install aligncheck[xlsx]")
