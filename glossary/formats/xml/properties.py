"""Fields of the model as properties, each a name and a text, for formats in which a file may name its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

from glossary.formats.tables.fields import parse_term_type
from glossary.model import Case, Concept, Extra, Match, State, Status, Term

Names = Mapping[str, str]
"""The fields of the model -> their names in a format."""

ESCAPE = "aligncheck:"
"""The prefix of an extra whose name would otherwise be read as a field, or as something else of the format."""

_ENUMS: Mapping[str, type[StrEnum]] = {"status": Status, "state": State, "case": Case, "match": Match}


def parse_value(field: str, text: str) -> str | None:
    """Read the value of a field: a member of its enumeration, or else the text; None where it is empty or unknown.

    >>> parse_value("status", "forbidden"), parse_value("status", "green"), parse_value("note", "as before")
    (<Status.FORBIDDEN: 'forbidden'>, None, 'as before')
    """
    if field == "term_type":
        return parse_term_type(text) or None
    kind = _ENUMS.get(field)
    if kind is None:
        return text or None
    return kind(text) if text in list(kind) else None


def list_properties(record: Concept | Term, names: Names) -> Iterator[tuple[str, str]]:
    """Yield the names and texts of the fields that are not empty; the usual state, accepted, is left out."""
    for field, name in names.items():
        value = getattr(record, field)
        if value and value is not State.ACCEPTED:
            yield name, str(value)


def escape_names(extra: Iterable[tuple[str, str]], taken: Iterable[str]) -> Extra:
    """Prefix the names of extras that a reader would take for one of `taken`, whatever their case.

    >>> escape_names([("Status", "x"), ("colour", "green")], {"status"})
    (('aligncheck:Status', 'x'), ('colour', 'green'))
    """
    taken = {name.lower() for name in taken}
    return tuple((ESCAPE + name if _is_taken(name, taken) else name, value) for name, value in extra)


def _is_taken(name: str, taken: Iterable[str]) -> bool:
    return not name or name.startswith(ESCAPE) or name.lower() in taken


def unescape_name(name: str) -> str:
    """Undo `escape_names` for one name."""
    return name.removeprefix(ESCAPE)
