"""The words for the values of fields, in tables and JSON lines: statuses, states, case and match rules."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from enum import StrEnum
from functools import cache, lru_cache
from typing import TypeVar
from unicodedata import normalize

from glossary.formats.base import FormatError
from glossary.formats.tables.title_words import STANDINGS, load_cells, load_term_types
from glossary.model import Case, Match, State, Status

Value = TypeVar("Value")

_WHITE = re.compile(r"[\s_-]+")
_NEAR = 0.5
"""How alike two words must be, 0 to 1, for one to be proposed for the other."""

TERM_FIELDS = (
    *("status", "state", "part_of_speech", "case", "match", "origin", "note"),
    *("term_type", "example", "when_source", "created", "modified"),
)
"""The fields of a term that have a column of their own, besides its text and language; in the order of `Term`."""

CONCEPT_FIELDS = {"subject": "subject", "definition": "definition", "concept_note": "note"}
"""The columns of a concept's fields -> the fields."""


class UnknownWordError(FormatError):
    """A word that a column does not know: what is advised, here and in general, and the value that it may have."""

    def __init__(self, column: str, word: str, near: str, value: object, usual: str) -> None:
        self.column, self.word, self.value, self.usual = column, word, value, usual
        self.advice = f"did you mean “{near}”?" if near else usual
        super().__init__(f"unknown {column} “{word}”: {self.advice}")


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
        word = _normalize(cell)
        if word in self:
            return self[word]
        near = get_close_matches(word, (*self._words, *self._others), 1, _NEAR)
        usual = f"use one of {', '.join(self._words)}, or none"
        value = self[near[0]] if near else Status.ADMITTED
        raise UnknownWordError(self._column, cell.strip(), near[0] if near else "", value, usual)


def _normalize(cell: str) -> str:
    return _WHITE.sub(" ", normalize("NFKC", cell)).strip().casefold().replace("’", "'")


STATES: Words[State | None] = Words("state", {state.value: state for state in State}, None)
Meanings = tuple[tuple[str, str], ...]
"""Words for statuses that a person explains, each with a known one."""


@cache
def load_statuses(meanings: Meanings = ()) -> Words[Status | State | None]:
    """Return the words for statuses with those that a person explains. Raises FormatError where one is not known.

    A state may also be in the column of the status: lists of candidates have one column for both.
    """
    others = {word: STANDINGS[meaning] for word, meaning in load_cells().items() if meaning in STANDINGS}
    own = {_normalize(word): load_statuses()[known] for word, known in meanings}
    return Words("status", STANDINGS, None, {**others, **own})


def is_status(word: str) -> bool:
    """Return whether a word names a status or a state."""
    return bool(word) and _normalize(word) in load_statuses()


@lru_cache(maxsize=256)
def parse_term_type(cell: str) -> str:
    """Read the type of a term: the usual word for it where it is known, else as it is.

    >>> parse_term_type("缩写"), parse_term_type("Acronym"), parse_term_type("trade name")
    ('abbreviation', 'acronym', 'trade name')
    """
    return load_term_types().get(_normalize(cell), cell)


CASES: Words[Case | None] = Words("case", {case.value: case for case in Case}, None)
MATCHES: Words[Match | None] = Words("match", {match.value: match for match in Match}, None)


def parse_status(
    status: str, state: str, statuses: Mapping[str, Status | State | None] | None = None
) -> tuple[Status | None, State]:
    """Read the cells of a status and of a state. Raises FormatError where they contradict each other."""
    word = (statuses or load_statuses())[status]
    stated = STATES[state] if state else None
    if not isinstance(word, State):
        return word, stated or State.ACCEPTED
    if stated not in {None, word}:
        raise FormatError(f"status “{word}” and state “{stated}”: leave one of them out")
    return None, word


def format_cell(value: str | None) -> str:
    """Write a field as a cell: empty for None and for the usual state, accepted."""
    if value is None or value is State.ACCEPTED:
        return ""
    return value.value if isinstance(value, StrEnum) else value
