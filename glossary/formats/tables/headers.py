"""The first row of a delimited file: which format it belongs to, and which of its columns hold terms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from glossary.formats.base import DEFAULT_LANGUAGES, Languages
from glossary.formats.tables.titles import (
    Title,
    is_language,
    may_be_number,
    normalize_name,
    normalize_title,
    parse_title,
)
from glossary.model import Status, matches_language

NATIVE = ("concept", "language", "term")
"""The columns that a table with one row a term has."""
AGAINST = frozenset({Status.DEPRECATED, Status.SUPERSEDED, Status.FORBIDDEN})
"""The statuses of terms that may not be used."""
_SIDES = ("source", "target")


class TermColumn(NamedTuple):
    """A column of terms: its index, the language of its terms, and their status where its title names one."""

    place: int
    language: str
    status: Status | None = None


def detect_table_by_header(header: Sequence[str]) -> str:
    """Return the format of a delimited file by its first row; that of an empty file is the native one, `csv`."""
    names = [normalize_title(cell) for cell in header]
    if not any(names) or set(NATIVE) <= set(names):
        return "csv"
    if "term_info" in names:
        return "memoq"
    used = [cell for cell in header if cell.strip()]
    if len(used) > 2 and all(is_language(cell) and not may_be_number(cell) for cell in used):
        return "aws"
    columns = choose_columns(header, DEFAULT_LANGUAGES)
    if not columns and len([name for name in find_native_columns(header) if name is not None]) > 1:
        return "csv"
    return "wide" if len(columns) > 2 or any(column.status for column in columns) else "pairs"


def find_native_columns(header: Sequence[str]) -> tuple[int | None, int | None, int | None]:
    """Find the columns of the concept's id, of the language and of the term in a table with one row a term."""
    names = [*map(normalize_name, header)]
    titles = [*map(parse_title, header)]

    def find(*wanted: str) -> int | None:
        return next((names.index(name) for name in wanted if name in names), None)

    term = find("term")
    if term is None and Title("term") in titles:
        term = titles.index(Title("term"))
    return find("concept", "number"), find("language"), term


def choose_columns(header: Sequence[str], languages: Languages) -> list[TermColumn]:
    """Choose the columns of terms by their titles: that of the source, that of the target, then all others.

    The languages given are looked for first, and hold where a title names a side and no language. Returns nothing where
    the titles leave a doubt.
    """
    found = _parse_titles(header, languages)
    codes = dict.fromkeys(_get_primary(title.language) for title in found.values() if title.language)
    sides = {title.name for title in found.values() if not title.language and not title.status}
    if len(codes) > 1:
        return [] if sides.issuperset(_SIDES) else _choose_by_languages(found, languages, len(codes))
    if sides.issuperset(_SIDES) or not codes:
        return _choose_by_sides(found, languages)
    return _choose_by_rest(found, languages)


def _parse_titles(header: Sequence[str], languages: Languages) -> dict[int, Title]:
    """Return the titles that may be above terms, by their place.

    A title that may be a language or a number is a language where it is asked for or the only other title is one.
    """
    used = [cell.strip() for cell in header if cell.strip()]
    bare = all(is_language(cell) and cell.islower() for cell in used)
    found = {}
    for place, cell in enumerate(header):
        title = parse_title(cell)
        code = cell.strip()
        if bare and may_be_number(cell) and (len(used) == 2 or code in languages):
            title = Title("term", code)
        if title.name in {*_SIDES, "term"}:
            found[place] = title
    return found


def _choose_by_languages(found: dict[int, Title], languages: Languages, number: int) -> list[TermColumn]:
    """Choose columns of which two or more name their languages."""
    named = {place: title for place, title in found.items() if title.language}
    source = _find_language(named, languages.source)
    target = _find_language(named, languages.target)
    if source is None or target is None:
        if number > 2:
            return []
        source = next((place for place, title in named.items() if title.name == "source"), next(iter(named)))
        first = _get_primary(named[source].language)
        target = next(place for place, title in named.items() if _get_primary(title.language) != first)
    rest = {place: title for place, title in found.items() if title.language or title.status}
    return _build_columns(rest, source, target, Languages(named[source].language, named[target].language))


def _choose_by_sides(found: dict[int, Title], languages: Languages) -> list[TermColumn]:
    """Choose columns of which none names its language, or the two that are called source and target."""
    plain = {place: title for place, title in found.items() if not title.language}
    source = _find_name(plain, "source")
    target = _find_name(plain, "target")
    if source is None and target is not None:
        source = _find_name(plain, "term")
    if source is None or target is None:
        return []
    rest = {place: title for place, title in plain.items() if title.status}
    return _build_columns(rest, source, target, languages)


def _choose_by_rest(found: dict[int, Title], languages: Languages) -> list[TermColumn]:
    """Choose columns of which only one names its language: that of the other one is the language that is left."""
    named = next((place for place, title in found.items() if title.language and title.status not in AGAINST), None)
    if named is None:
        return []
    is_source = matches_language(found[named].language, languages.source)
    if is_source == matches_language(found[named].language, languages.target):
        return []
    plain = {place: title for place, title in found.items() if not title.language}
    order = ("target", "term", "source") if is_source else ("source", "term", "target")
    other = next((place for name in order if (place := _find_name(plain, name)) is not None), None)
    if other is None:
        return []
    rest = {place: title for place, title in found.items() if title.language or title.status}
    code = found[named].language
    if is_source:
        return _build_columns(rest, named, other, Languages(code, languages.target))
    return _build_columns(rest, other, named, Languages(languages.source, code))


def _build_columns(found: dict[int, Title], source: int, target: int, languages: Languages) -> list[TermColumn]:
    """Return the columns of both sides, then all others that were found; one without a language is on the target's
    side.
    """
    first = [TermColumn(source, languages.source), TermColumn(target, languages.target)]
    others = [
        TermColumn(place, title.language or languages.target, title.status)
        for place, title in found.items()
        if place not in {source, target}
    ]
    return [
        *(column._replace(status=found[column.place].status if column.place in found else None) for column in first),
        *others,
    ]


def _find_language(found: dict[int, Title], wanted: str) -> int | None:
    """Return the first column in exactly this language, else in a variety of it; those with a status come last."""
    fitting = [place for place, title in found.items() if matches_language(title.language, wanted.partition("-")[0])]

    def rank(place: int) -> tuple[bool, bool]:
        title = found[place]
        return title.status in AGAINST, title.language.lower() != wanted.lower()

    return min(fitting, key=rank, default=None)


def _find_name(found: dict[int, Title], name: str) -> int | None:
    """Return the first column of this name whose terms may be used."""
    return next((place for place, title in found.items() if title.name == name and title.status not in AGAINST), None)


def _get_primary(code: str) -> str:
    return code.lower().replace("_", "-").partition("-")[0]
