"""The columns of a list of pairs: recognized by their titles, else by what is in them, else asked for, and never
guessed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from glossary.formats.base import FormatError, Languages
from glossary.formats.tables.cells import Row
from glossary.formats.tables.choice import Choice, apply_choice
from glossary.formats.tables.headers import AGAINST, TermColumn, choose_columns
from glossary.formats.tables.title_words import load_cells
from glossary.formats.tables.titles import Title, normalize_title, parse_title
from glossary.lang.scripts import has_han
from glossary.model import Status, matches_language

_SEARCHED = 10
"""How many rows from the first are searched for the titles."""
_LOOKED_AT = 500
"""How many rows of terms are looked at to see what is in a column."""
_LONGEST = 60
"""Characters of the longest cell that is taken for a term."""
_MOST = 0.5
"""The share of rows in which a column of terms has one."""
_ANSWERS = ("yes", "no")


class ColumnsError(FormatError):
    """A table that does not name its columns: `what` says why, `columns` the option to type, as near as can be."""

    def __init__(self, what: str, columns: str, line: int) -> None:
        super().__init__(f"{what}: say which columns hold what, as in --columns {columns}", line)
        self.what, self.columns = what, columns


class Heading(NamedTuple):
    """What is known of a list of pairs: the titles of its columns, its columns of terms, source first, and its rows.

    `at` is the index of the row of titles, None where there is none.
    """

    header: list[str]
    columns: list[TermColumn]
    rows: list[Row]
    at: int | None


def read_heading(rows: Sequence[Row], languages: Languages, choice: Choice | None = None) -> Heading:
    """Find the columns of terms in a table. Raises FormatError, which says what to name, where there is a doubt."""
    if choice and choice.pairs:
        return Heading(*apply_choice(rows, choice, languages), None)
    at = find_titles(rows, languages)
    if at is None:
        return _read_without_titles(rows, languages)
    header = rows[at].cells
    found = Heading([*header], choose_columns(header, languages), [*rows[at + 1 :]], at)
    _check_doubles(found, rows[at].line, languages)
    _check_contents(found, languages)
    return found


def find_titles(rows: Sequence[Row], languages: Languages) -> int | None:
    """Find the row that names the columns: the first one, or the first below single cells, such as a title."""
    for at, row in enumerate(rows[:_SEARCHED]):
        if choose_columns(row.cells, languages):
            return at
        if _count_texts(row) > 1:
            return None
    return None


def _count_texts(row: Row) -> int:
    return sum(map(bool, map(str.strip, row.cells)))


def _read_without_titles(rows: Sequence[Row], languages: Languages) -> Heading:
    """Read two columns without titles as source and target, where nothing speaks against it."""
    looked = rows[:_LOOKED_AT]
    width = max(place + 1 for row in looked for place, cell in enumerate(row.cells) if cell.strip())
    pairs = [row for row in looked if _count_texts(row) > 1]
    if width > 2:
        names = ", ".join(f"“{cell.strip()}”" for cell in rows[0].cells if cell.strip())
        raise _ask(f"the first row ({names}) does not say which columns hold the terms", rows, languages)
    if pairs and _count_texts(rows[0]) == 1:
        text = next(cell.strip() for cell in rows[0].cells if cell.strip())
        raise _ask(f"“{text}” is alone above rows of two cells, as a title does", rows, languages)
    if any(parse_title(cell) != Title() for cell in rows[0].cells) and not _is_pair(rows[0], languages):
        names = ", ".join(f"“{cell.strip()}”" for cell in rows[0].cells if cell.strip())
        raise _ask(f"the first row ({names}) does not say which columns hold the terms", rows, languages)
    found = Heading(["source", "target"], [TermColumn(n, code) for n, code in enumerate(languages)], [*rows], None)
    if tell_scripts(languages) and len(pairs) > 1 and _is_unlike(pairs):
        names = " and ".join(f"“{cell.strip()}”" for cell in rows[0].cells[:2])
        raise _ask(f"{names} are unlike the rows below, and no titles that are known", rows, languages)
    _check_scripts(found, languages)
    return found


def tell_scripts(languages: Languages) -> bool:
    """Return whether the characters of a term show its language: one of the two is Chinese, the other in another
    script.
    """
    chinese = [matches_language(code, "zh") for code in languages]
    return sum(chinese) == 1 and not any(matches_language(code, other) for code in languages for other in ("ja", "ko"))


def refuse_swapped(pairs: Sequence[tuple[str, str]], languages: Languages) -> None:
    """Raise FormatError where most pairs have the script of the target in the source, and that of the source in the
    target.
    """
    is_chinese = matches_language(languages.source, "zh")
    swapped = sum(has_han(source) != is_chinese and has_han(target) == is_chinese for source, target in pairs)
    if tell_scripts(languages) and swapped * 2 > len(pairs):
        source_code, target_code = languages
        raise FormatError(
            f"most entries have the script of {target_code} in the source and that of {source_code} in the rendering: "
            f"name the languages of the list, as in --languages {target_code},{source_code}"
        )


def _is_pair(row: Row, languages: Languages) -> bool:
    """Return whether a row is a pair by its scripts."""
    scripts = [has_han(cell) for cell in row.cells[:2]]
    return tell_scripts(languages) and scripts == [matches_language(code, "zh") for code in languages]


def _is_unlike(pairs: Sequence[Row]) -> bool:
    """Return whether the first pair is of other scripts than all others, which agree, and is no name that stays as it
    is.
    """
    first, *others = ([has_han(cell) for cell in row.cells[:2]] for row in pairs)
    same = pairs[0].cells[0].strip() == pairs[0].cells[1].strip()
    return not same and first != others[0] and sum(others[0]) == 1 and all(other == others[0] for other in others)


def _check_doubles(found: Heading, line: int, languages: Languages) -> None:
    """Raise FormatError where another column that holds text has the title of one that is taken."""
    taken = {normalize_title(found.header[column.place]): column.place for column in found.columns}
    places = {column.place for column in found.columns}
    for place, title in enumerate(found.header):
        if place not in places and normalize_title(title) in taken and any(_list_cells(found.rows, place)):
            error = _ask(f"two columns are called “{title.strip()}”", found.rows, languages, found)
            error.line = line
            raise error


def _check_contents(found: Heading, languages: Languages) -> None:
    """Raise FormatError where the cells below the titles say something else than the titles."""
    _check_scripts(found, languages)
    rows = found.rows[:_LOOKED_AT]
    taken = {column.place for column in found.columns}
    spare = {place: parse_title(title) for place, title in enumerate(found.header) if place not in taken}
    for place, title in spare.items():
        if title.status:
            _check_status_column(found, place, title.status, languages)
    for column in found.columns[:2]:
        unknown = [
            place
            for place, title in spare.items()
            if title == Title() and _holds_terms(rows, place) and _fits(column, _list_cells(rows, place), languages)
        ]
        if rows and unknown and not any(_list_cells(rows, column.place)):
            names = ", ".join(f"“{found.header[place].strip()}”" for place in unknown)
            empty = found.header[column.place].strip()
            raise _ask(f"the column “{empty}” is empty, and unknown ones hold text ({names})", rows, languages)


def _check_status_column(found: Heading, place: int, status: Status, languages: Languages) -> None:
    """Raise FormatError where a column that is called as a status holds terms, or answers of which one is yes."""
    cells = _list_cells(found.rows[:_LOOKED_AT], place)
    title = found.header[place].strip()
    if any(map(_is_text, cells)):
        column = f"{found.columns[1].language}:{status}={place + 1}"
        raise _ask(f"the column “{title}” holds text", found.rows, languages, found, column)
    answers = ("yes",) if status in AGAINST else _ANSWERS
    if any(load_cells().get(cell.strip().casefold()) in answers for cell in cells):
        raise FormatError(f"the column “{title}” says yes or no: call it status, and write “{status}” for yes", 1)


def _fits(column: TermColumn, cells: Sequence[str], languages: Languages) -> bool:
    """Return whether texts may be terms of a column, by their script."""
    is_chinese = matches_language(column.language, "zh")
    return not tell_scripts(languages) or all(has_han(cell) == is_chinese for cell in cells)


def _check_scripts(found: Heading, languages: Languages) -> None:
    """Raise FormatError where all that should be Chinese is not, and all that should not be is.

    Titles that name both languages are believed.
    """
    source, target = found.columns[:2]
    if all(parse_title(found.header[column.place]).language for column in (source, target)):
        return
    named = Languages(source.language, target.language)
    if not tell_scripts(named):
        return
    chinese, other = (source, target) if matches_language(source.language, "zh") else (target, source)
    cells = [_list_cells(found.rows[:_LOOKED_AT], column.place) for column in (chinese, other)]
    if all(cells) and not any(map(has_han, cells[0])) and all(map(has_han, cells[1])):
        swapped = f"{chinese.language}={other.place + 1},{other.language}={chinese.place + 1}"
        title = f"“{found.header[chinese.place].strip()}”" if found.at is not None else f"{chinese.place + 1}"
        raise FormatError(
            f"column {title} should hold {chinese.language} and has no Chinese character, unlike the other: "
            f"say so, as in --columns {swapped}",
            found.rows[0].line,
        )


def _list_cells(rows: Sequence[Row], place: int) -> list[str]:
    """Return the cells of a column that are not empty."""
    return [row.cells[place] for row in rows if place < len(row.cells) and row.cells[place].strip()]


def _is_text(cell: str) -> bool:
    """Return whether a cell may be a term: it has a letter, is short, and is no answer such as yes."""
    is_answer = load_cells().get(cell.strip().casefold()) in _ANSWERS
    return len(cell) <= _LONGEST and any(map(str.isalpha, cell)) and not is_answer


def _holds_terms(rows: Sequence[Row], place: int) -> bool:
    """Return whether most rows have a term of their own in a column."""
    texts = {cell.strip() for cell in _list_cells(rows, place) if _is_text(cell) and "://" not in cell}
    return len(texts) >= max(2, _MOST * len(rows))


def _ask(
    what: str, rows: Sequence[Row], languages: Languages, found: Heading | None = None, more: str = ""
) -> FormatError:
    """Return the error that asks for columns, with the option to type as near as it can be found."""
    if found:
        parts = [f"{column.language}={column.place + 1}" for column in found.columns] + [*filter(None, [more])]
    else:
        parts = _propose(rows, languages)
        at = next((at for at, row in enumerate(rows) if _count_texts(row) > 1), 0)
        if at:
            parts.append(f"start={rows[at].line}")
    return ColumnsError(what, ",".join(parts), rows[0].line)


def _propose(rows: Sequence[Row], languages: Languages) -> list[str]:
    """Return the columns that most likely hold the source and the target: of those full of terms, by script or by
    order.
    """
    below = [row for row in rows[:_LOOKED_AT] if _count_texts(row) > 1] or rows
    width = max(len(row.cells) for row in below)
    free = [place for place in range(width) if not _is_field(rows[0], place)]
    full = sorted(free, key=lambda place: not _holds_terms(below, place))
    counts = {place: sum(map(has_han, _list_cells(below, place))) for place in full}
    if not tell_scripts(languages) or (len(full) > 1 and not any(counts.values())):
        return [f"{code}={place + 1}" for code, place in zip(languages, full or range(width), strict=False)]
    chinese = max(full, key=lambda place: (counts[place], -full.index(place)), default=0)
    chinese = chinese if counts.get(chinese) else -1
    other = next((place for place in full if place != chinese and counts[place] <= len(below) / 2), -1)
    sides = (chinese, other) if matches_language(languages.source, "zh") else (other, chinese)
    return [f"{code}={place + 1}" for code, place in zip(languages, sides, strict=True) if place >= 0]


def _is_field(row: Row, place: int) -> bool:
    """Return whether a title is known and is above no terms."""
    title = parse_title(row.cells[place]) if place < len(row.cells) else Title()
    return title != Title() and title.name not in {"source", "target", "term"}
