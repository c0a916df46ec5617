"""What a table holds, as a person says it: `zh=2,en=3`, or by titles, `zh=Quelle,en=Ziel,status=4`.

`sheet=Terms` is the sheet of a workbook, and `允许使用=admitted` the meaning of a word for a status.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from glossary.formats.base import FormatError, Languages
from glossary.formats.tables.cells import Row
from glossary.formats.tables.columns import TERM_PREFIX
from glossary.formats.tables.fields import CONCEPT_FIELDS, TERM_FIELDS, is_status
from glossary.formats.tables.headers import TermColumn
from glossary.formats.tables.titles import Title, normalize_name, normalize_title, parse_title
from glossary.lang.scripts import has_han
from glossary.model import matches_language

_FIELDS = ("concept", *TERM_FIELDS, *CONCEPT_FIELDS)
_START, _SHEET = "start", "sheet"
_SEARCHED = 10
"""How many rows from the first are searched for the titles."""


class Choice(NamedTuple):
    """Pairs of a name and a column, which is a number from 1 or a title; none where the titles name the columns.

    `start` is the line of the first row of terms, None where it is not given, `sheet` the name of a sheet, and
    `meanings` pairs of a word and the status that it means.
    """

    pairs: tuple[tuple[str, str], ...]
    start: int | None = None
    sheet: str = ""
    meanings: tuple[tuple[str, str], ...] = ()

    @property
    def by_title(self) -> bool:
        """Return whether any column is given by its title."""
        return any(not column.isdecimal() for _, column in self.pairs)


class Chosen(NamedTuple):
    """The titles of a table, its columns of terms, and its rows of terms."""

    header: list[str]
    columns: list[TermColumn]
    rows: list[Row]


def parse_choice(text: str) -> Choice:
    """Read what a person says of columns, sheets and statuses. Raises FormatError.

    >>> parse_choice("zh=2, en=3, start=4")
    Choice(pairs=(('zh', '2'), ('en', '3')), start=4, sheet='', meanings=())
    >>> parse_choice("sheet=Terms,允许使用=admitted")
    Choice(pairs=(), start=None, sheet='Terms', meanings=(('允许使用', 'admitted'),))
    """
    pairs, meanings = [], []
    start, sheet = None, ""
    for part in text.split(","):
        name, equals, column = (piece.strip() for piece in part.partition("="))
        if not (name and equals and column):
            raise FormatError(f"“{part.strip()}” names no column: write NAME=COLUMN, such as zh=2,en=3")
        if name.casefold() == _START:
            start = _parse_number(column)
        elif name.casefold() == _SHEET:
            sheet = column
        elif is_status(column) and not _names_terms(name) and normalize_name(name) not in _FIELDS:
            meanings.append((name, column))
        else:
            _check_name(name)
            pairs.append((name, column))
    if (pairs or start is not None) and not any(_names_terms(name) for name, _ in pairs):
        raise FormatError(f"“{text}” names no column of terms: name their languages, such as zh=2,en=3")
    return Choice(tuple(pairs), start, sheet, tuple(meanings))


def _parse_number(text: str) -> int:
    if not (text.isdecimal() and 0 < len(text) < 8 and int(text)):
        raise FormatError(f"“start={text}” is not a line: give the line of the first row of terms, such as start=3")
    return int(text)


def _names_terms(name: str) -> bool:
    return bool(parse_title(name).language) or parse_title(name).name in {"source", "target"}


def _check_name(name: str) -> None:
    if not _names_terms(name) and normalize_name(name) not in _FIELDS:
        known = f"a language, such as zh, {_SHEET}, or one of {', '.join(_FIELDS)}"
        raise FormatError(f"unknown column “{name}”: name {known}; or a status, as in {name}=admitted")


def apply_choice(rows: Sequence[Row], choice: Choice, languages: Languages) -> Chosen:
    """Find the columns of a table that a person chose. Raises FormatError."""
    at = _find_titles(rows, choice) if choice.by_title else _find_first(rows, choice)
    width = max(len(row.cells) for row in rows)
    own = [*rows[at].cells] if at is not None else []
    header = [title or f"column {place}" for place, title in enumerate([*own, *[""] * (width - len(own))], 1)]
    places = [(name, _find_place(column, own, header)) for name, column in choice.pairs]
    columns = [_build_column(place, parse_title(name), languages) for name, place in places if _names_terms(name)]
    for name, place in places:
        if not _names_terms(name):
            _rename(header, normalize_name(name), place)
    start = choice.start or 0
    return Chosen(
        header,
        _order_sides(columns, languages, width),
        [row for row in rows[0 if at is None else at + 1 :] if row.line >= start],
    )


def _rename(header: list[str], name: str, place: int) -> None:
    """Call a column by the name of a field; another one that has this name is none of the glossary's fields."""
    for other, title in enumerate(header):
        if normalize_name(title) == name:
            header[other] = TERM_PREFIX + title
    header[place] = name


def _build_column(place: int, title: Title, languages: Languages) -> TermColumn:
    side = languages.source if title.name == "source" else languages.target
    return TermColumn(place, title.language or side, title.status)


def _order_sides(columns: list[TermColumn], languages: Languages, width: int) -> list[TermColumn]:
    """Put the source first and the target second; a side that is not there is the empty cell after a row."""
    source = next((one for one in columns if matches_language(one.language, languages.source)), None)
    target = next((one for one in columns if matches_language(one.language, languages.target)), None)
    rest = [one for one in columns if one not in (source, target)]
    source = source or (rest.pop(0) if rest else TermColumn(width, languages.source))
    target = target or (rest.pop(0) if rest else TermColumn(width, languages.target))
    return [source, target, *rest]


def _find_titles(rows: Sequence[Row], choice: Choice) -> int:
    """Find the row that has all the titles that are named."""
    wanted = {normalize_title(column) for _, column in choice.pairs if not column.isdecimal()}
    for at, row in enumerate(rows[:_SEARCHED]):
        if wanted <= {*map(normalize_title, row.cells)}:
            return at
    lacking = next(
        column
        for _, column in choice.pairs
        if not column.isdecimal() and normalize_title(column) not in {*map(normalize_title, rows[0].cells)}
    )
    known = ", ".join(cell.strip() for cell in rows[0].cells if cell.strip())
    raise FormatError(f"no column “{lacking}”: there are {known}", rows[0].line)


def _find_first(rows: Sequence[Row], choice: Choice) -> int | None:
    """Find the row of titles where columns are given by number; None where there is none. Raises FormatError."""
    if choice.start is not None:
        above = [at for at, row in enumerate(rows) if row.line < choice.start]
        return above[-1] if above else None
    at = next((at for at, row in enumerate(rows) if sum(map(bool, map(str.strip, row.cells))) > 1), 0)
    if any(parse_title(cell) != Title() for cell in rows[at].cells):
        return at
    places = {parse_title(name).language.partition("-")[0]: int(column) - 1 for name, column in choice.pairs}
    if places.keys() >= {"zh", "en"}:
        return None if _is_pair(rows[at].cells, places["zh"], places["en"]) else at
    line = rows[at].line
    raise FormatError(f"is this row of titles or of terms? Add start={line} if of terms, else start={line + 1}", line)


def _is_pair(cells: Sequence[str], chinese: int, english: int) -> bool:
    """Return whether a row has a Chinese term next to one that is not."""
    padded = [*cells, *[""] * (1 + max(chinese, english))]
    return has_han(padded[chinese]) and not has_han(padded[english])


def _find_place(column: str, titles: Sequence[str], header: Sequence[str]) -> int:
    if column.isdecimal():
        if not 0 < int(column[:8]) <= len(header):
            raise FormatError(f"no column {column}: the table has {len(header)}")
        return int(column) - 1
    return [*map(normalize_title, titles)].index(normalize_title(column))
