"""The words for the values of fields, in tables and JSON lines: statuses, states, case and match rules."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeVar
from unicodedata import normalize

from glossary.formats.base import FormatError
from glossary.formats.tables.status_words import STATUS_WORDS
from glossary.model import Case, Match, State, Status

Value = TypeVar("Value")

_WHITE = re.compile(r"[\s_-]+")
_NEAR = 0.5
"""How alike two words must be, 0 to 1, for one to be proposed for the other."""

TERM_FIELDS = ("status", "state", "part_of_speech", "case", "match", "origin", "note", "created", "modified")
"""The fields of a term that have a column of their own, beside its text and language; in the order of `Term`."""

CONCEPT_FIELDS = {"subject": "subject", "definition": "definition", "concept_note": "note"}
"""The columns of a concept's fields -> the fields."""


class Words(dict[str, Value]):
    """The words of a column -> their values. A word that is not there raises FormatError, which names the nearest.

    `words` are those of the values themselves, `others` what they are called elsewhere.
    """

    def __init__(
        self, column: str, words: Mapping[str, Value], nothing: Value, others: Mapping[str, Value] | None = None
    ) -> None:
        super().__init__({**(others or {}), **words, "": nothing})
        self._column = column
        self._words = tuple(words)
        self._others = tuple(others or ())

    def __missing__(self, cell: str) -> Value:
        word = _WHITE.sub(" ", normalize("NFKC", cell)).strip().casefold().replace("’", "'")
        if word in self:
            return self[word]
        near = get_close_matches(word, (*self._words, *self._others), 1, _NEAR)
        known = f"did you mean “{near[0]}”?" if near else f"use one of {', '.join(self._words)}, or none"
        raise FormatError(f"unknown {self._column} “{cell.strip()}”: {known}")


STATES: Words[State | None] = Words("state", {state.value: state for state in State}, None)
STATUSES: Words[Status | State | None] = Words(
    "status", {word.value: word for word in (*Status, *State)}, None, STATUS_WORDS
)
"""A state may also stand in the column of the status: lists of candidates have one column for both."""

CASES: Words[Case | None] = Words("case", {case.value: case for case in Case}, None)
MATCHES: Words[Match | None] = Words("match", {match.value: match for match in Match}, None)


def parse_status(status: str, state: str) -> tuple[Status | None, State]:
    """Read the cells of a status and of a state. Raises FormatError where they contradict each other."""
    word = STATUSES[status]
    stated = STATES[state] if state else None
    if not isinstance(word, State):
        return word, stated or State.ACCEPTED
    if stated not in {None, word}:
        raise FormatError(f"status “{word}” beside state “{stated}”: leave one of them out")
    return None, word


def format_cell(value: str | None) -> str:
    """Write a field as a cell: empty for None and for the usual state, accepted."""
    if value is None or value is State.ACCEPTED:
        return ""
    return value.value if isinstance(value, StrEnum) else value
