"""Which columns of a table hold what: recognized by their titles, or by a person (`source=C,target=D`)."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from align.errors import ReadError
from align.readers import ReadOptions
from align.readers.xml.languages import describe_languages, fits_language
from glossary.formats.base import Languages
from glossary.formats.tables.headers import choose_columns
from glossary.formats.tables.titles import Title, normalize_title, parse_language, parse_title
from glossary.pack.tables import Form, split_cell

_SEARCHED = 10
"""How many rows from the first are searched for the titles."""
COLUMN_TITLES = Form(
    "align",
    "zh_en/column_titles",
    ("words", "field", "of"),
    key=("words",),
    needed=("field",),
    choices=(("of", ("", "pairs", "corpus")),),
)
"""What a column holds, next to the two texts, by its title; in a table of `pairs`, in that of a `corpus`, or in both.
"""
_OTHERS = ("id", "doc", "confidence", "correction")
_LETTERS = re.compile(r"[A-Z]{1,3}")
_ADVICE = "name them with --text-columns, such as --text-columns source=C,target=D"


class Columns(NamedTuple):
    """The indices of the columns, None for those that are not there; `first` is that of the first row of texts.

    What a person has written into the column `correction` is in place of the target.
    """

    source: int
    target: int
    id: int | None = None
    doc: int | None = None
    confidence: int | None = None
    correction: int | None = None
    first: int = 1


@cache
def load_titles(of: str) -> Mapping[str, str]:
    """Return the titles of columns of `pairs` or of a `corpus`, as titles are compared, and what the columns hold."""
    rows = (row.cells for row in COLUMN_TITLES.read_built_in())
    return {title: field for words, field, place in rows if place in ("", of) for title in split_cell(words, "|")}


def find_columns(rows: Sequence[Sequence[str]], options: ReadOptions) -> Columns | None:
    """Find the columns of a table by its first rows; None where no titles name them. Raises ReadError.

    The titles are in the first row, or in the first below single cells, such as the title of the table.
    """
    if options.columns:
        return _apply(parse_columns(options.columns), rows, options)
    languages = Languages(options.source_language, options.target_language)
    for number, row in enumerate(rows[:_SEARCHED]):
        if found := choose_columns(row, languages):
            source, target = found[:2]
            codes = source.language, target.language
            if not all(map(fits_language, codes, languages)):
                raise ReadError(describe_languages(codes, *languages), number + 1)
            return Columns(source.place, target.place, **_find_others(row), first=number + 1)
        if sum(map(bool, map(str.strip, row))) > 1:
            return None
    return None


def describe_doubt(rows: Sequence[Sequence[str]]) -> str:
    """Say that the titles of a table name no columns, and what to do."""
    titles = [cell.strip() for cell in next(filter(any, rows), ()) if cell.strip()]
    if not titles:
        return "there is no row in it"
    shown = ", ".join(f"“{title[:30]}”" for title in titles[:5])
    return f"the first row ({shown}) does not say which columns hold source and translation: {_ADVICE}"


def parse_columns(text: str) -> Mapping[str, str]:
    """Read what a person says of columns: what each holds, and its letter, number or title. Raises ReadError.

    >>> parse_columns("source=C, en=4,id=Key")
    {'source': 'C', 'en': '4', 'id': 'Key'}
    """
    found: dict[str, str] = {}
    for part in text.split(","):
        name, equals, column = (piece.strip() for piece in part.partition("="))
        if not (name and equals and column):
            raise ReadError(f"“{part.strip()}” names no column: write NAME=COLUMN, such as source=C,target=D")
        found[name] = column
    return found


def _apply(chosen: Mapping[str, str], rows: Sequence[Sequence[str]], options: ReadOptions) -> Columns:
    """Return the columns that a person chose. Raises ReadError."""
    header = next((index for index, row in enumerate(rows[:_SEARCHED]) if _has_titles(row, chosen)), None)
    width = max(map(len, rows), default=0)
    found: dict[str, int] = {}
    for name, column in chosen.items():
        found[_name_column(name, options)] = _find_place(column, rows[header] if header is not None else (), width)
    if lacking := [name for name in ("source", "target") if name not in found]:
        raise ReadError(f"--text-columns names no column of the {lacking[0]}: add {lacking[0]}=COLUMN")
    return Columns(**found, first=0 if header is None else header + 1)


def _name_column(name: str, options: ReadOptions) -> str:
    """Return what a column holds that a person calls so: a side, a language, or one of the others."""
    title = normalize_title(name)
    if title in (*_OTHERS, "source", "target"):
        return title
    language = parse_language(name) or ""
    for side, wanted in (("source", options.source_language), ("target", options.target_language)):
        if language and fits_language(language, wanted):
            return side
    raise ReadError(f"--text-columns: unknown “{name}”; name source, target, id, doc, confidence or correction")


def _has_titles(row: Sequence[str], chosen: Mapping[str, str]) -> bool:
    """Return whether a row is one of titles: those that a person names, or known ones."""
    titles = set(map(normalize_title, row))
    named = {normalize_title(column) for column in chosen.values()}
    return bool(titles & named) or sum(_is_title(cell) for cell in row) > 1


def _is_title(cell: str) -> bool:
    return parse_title(cell) != Title() or normalize_title(cell) in load_titles("pairs")


def _find_place(column: str, header: Sequence[str], width: int) -> int:
    """Return the index of a column that is named by its title, its number or its letters. Raises ReadError."""
    titles = [*map(normalize_title, header)]
    if normalize_title(column) in titles:
        return titles.index(normalize_title(column))
    place = int(column[:6]) - 1 if column.isdecimal() else parse_letters(column)
    if not 0 <= place < width:
        known = ", ".join(cell.strip()[:30] for cell in header if cell.strip())
        raise ReadError(f"--text-columns: no column “{column}”; there are {width}" + (f" ({known})" if known else ""))
    return place


def _find_others(header: Sequence[str]) -> dict[str, int]:
    """Return the columns that hold no text, by what they hold; the first of each."""
    found: dict[str, int] = {}
    titles = load_titles("pairs")
    for place, title in enumerate(map(normalize_title, header)):
        if title in titles:
            found.setdefault(titles[title], place)
    return found


def parse_letters(column: str) -> int:
    """Return the index of a column by its letters; -1 where they are none.

    >>> parse_letters("a"), parse_letters("AB"), parse_letters("A1")
    (0, 27, -1)
    """
    if not _LETTERS.fullmatch(column.upper()):
        return -1
    number = 0
    for letter in column.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def format_letters(place: int) -> str:
    """Return the letters of a column by its index.

    >>> format_letters(0), format_letters(27)
    ('A', 'AB')
    """
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
