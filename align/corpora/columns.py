"""Which columns of a corpus hold what: by their names, or by a person (`source=zh,target=en,origin=corpus`)."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from align.errors import ReadError
from align.readers import ReadOptions
from align.readers.tables.columns import describe_doubt, find_columns, load_titles
from align.readers.xml.languages import fits_language
from glossary.formats.base import Languages
from glossary.formats.tables.headers import choose_columns
from glossary.formats.tables.titles import normalize_title, parse_language

FIELDS = ("source", "target", "id", "doc", "origin")
"""What a column may hold."""

_SHOWN = 12


class Wish(NamedTuple):
    """What a person says of the columns (field or language -> column), and the languages of the corpus."""

    columns: Mapping[str, str]
    source_lang: str = "zh"
    target_lang: str = "en"


def choose_names(names: Sequence[str], wish: Wish) -> dict[str, str]:
    """Return the column of each field that is there, of columns that have names. Raises ReadError, which lists the
    names.
    """
    told = {_name_field(key, wish): column for key, column in wish.columns.items()}
    for column in told.values():
        if column not in names:
            raise ReadError(f"no column “{column}”; there are {_list(names)}")
    found = _guess(names, wish) | told
    if not {"source", "target"} <= found.keys():
        advice = "name them with --text-columns, such as --text-columns source=src,target=tgt"
        raise ReadError(f"no columns that are known to hold source and target; there are {_list(names)}: {advice}")
    return {field: found[field] for field in FIELDS if field in found}


def choose_numbers(first: Sequence[str], wish: Wish, *, titled: bool = False) -> tuple[dict[str, str], int]:
    """Return the number, from 1, of the column of each field of a table, by its first row, and how many rows are
    titles.

    Two columns without titles are source and target, unless the table has to be `titled`. Raises ReadError.
    """
    told = {_name_field(key, wish): column for key, column in wish.columns.items()}
    origin = told.pop("origin", None)
    columns = ",".join(f"{field}={column}" for field, column in told.items())
    options = ReadOptions(wish.target_lang, source_language=wish.source_lang, columns=columns)
    found = find_columns([first], options)
    if found is None:
        if titled or len(first) != 2:
            raise ReadError(describe_doubt([first]))
        return {"source": "1", "target": "2"}, 0
    places = {field: getattr(found, field) for field in FIELDS if field != "origin"}
    places["origin"] = _find_origin(first, origin, found.first)
    return {field: str(place + 1) for field, place in places.items() if place is not None}, found.first


def _find_origin(first: Sequence[str], told: str | None, header: int) -> int | None:
    """Return the index of the column of origins: the one that a person names by title or number, else by its title."""
    titles = [load_titles("corpus").get(normalize_title(cell)) for cell in first] if header else []
    if told is None:
        return titles.index("origin") if "origin" in titles else None
    if header and told in first:
        return first.index(told)
    if told.isdecimal() and 0 < int(told[:6]) <= len(first):
        return int(told) - 1
    raise ReadError(f"no column “{told}”; there are {_list(first)}")


def _guess(names: Sequence[str], wish: Wish) -> dict[str, str]:
    """Return the fields that names of columns mean."""
    titles = load_titles("corpus")
    found = {titles[title]: name for name in reversed(names) if (title := normalize_title(name)) in titles}
    sides = choose_columns(names, Languages(wish.source_lang, wish.target_lang))[:2]
    if len(sides) == 2 and all(map(fits_language, [one.language for one in sides], wish[1:])):
        found |= {field: names[side.place] for field, side in zip(FIELDS, sides, strict=False)}
    return found


def _name_field(key: str, wish: Wish) -> str:
    """Return what a column holds that a person calls so. Raises ReadError."""
    name = normalize_title(key)
    if name in FIELDS:
        return name
    language = parse_language(key) or ""
    for field, wanted in (("source", wish.source_lang), ("target", wish.target_lang)):
        if language and fits_language(language, wanted):
            return field
    raise ReadError(f"--text-columns: unknown “{key}”; name {', '.join(FIELDS)}")


def _list(names: Sequence[str]) -> str:
    return ", ".join(names[:_SHOWN]) + (f" and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN else "")
