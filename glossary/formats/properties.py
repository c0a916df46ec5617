"""Fields of the model as properties: a name and a text, for formats that let a file name its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

from glossary.model import Case, Concept, Extra, Match, State, Status, Term

Names = Mapping[str, str]
"""What a format calls each field of the model."""

ESCAPE = "aligncheck:"
"""Before the name of an extra that the format would take for a field, or for something else of its own."""

_ENUMS: Mapping[str, type[StrEnum]] = {"status": Status, "state": State, "case": Case, "match": Match}


def value_of(field: str, text: str) -> str | None:
    """The value that a text says of a field: a member of its enumeration, or the text; None where it is neither.

    >>> value_of("status", "forbidden"), value_of("status", "green"), value_of("note", "as before")
    (<Status.FORBIDDEN: 'forbidden'>, None, 'as before')
    """
    kind = _ENUMS.get(field)
    if kind is None:
        return text or None
    return kind(text) if text in list(kind) else None


def said(record: Concept | Term, names: Names) -> Iterator[tuple[str, str]]:
    """The fields of a record that say something, under their names; being accepted goes without saying."""
    for field, name in names.items():
        value = getattr(record, field)
        if value and value is not State.ACCEPTED:
            yield name, str(value)


def escaped(extra: Iterable[tuple[str, str]], taken: Iterable[str]) -> Extra:
    """Extras under names that no reader takes for one of `taken`, whatever their case.

    >>> escaped([("Status", "x"), ("colour", "green")], {"status"})
    (('aligncheck:Status', 'x'), ('colour', 'green'))
    """
    taken = {name.lower() for name in taken}
    return tuple((ESCAPE + name if _is_taken(name, taken) else name, value) for name, value in extra)


def _is_taken(name: str, taken: Iterable[str]) -> bool:
    return not name or name.startswith(ESCAPE) or name.lower() in taken


def unescaped(name: str) -> str:
    """The name of an extra before `escaped`."""
    return name.removeprefix(ESCAPE)
