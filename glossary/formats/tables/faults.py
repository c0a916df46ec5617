"""What is wrong in the rows of a table, said all at once: an unknown word names its rows, and what may be typed."""

from __future__ import annotations

from collections.abc import Sequence

from glossary.formats.base import FormatError
from glossary.formats.tables.fields import UnknownWordError

_MOST = 5
"""How many words, other faults and lines a message names."""


class Faults:
    """The faults of a table, which `raise_all` raises as one error."""

    def __init__(self) -> None:
        self._lines: dict[str, list[int]] = {}
        self._words: dict[str, dict[str, UnknownWordError]] = {}
        self._first = 0

    def add(self, error: FormatError, line: int) -> None:
        """Take a fault of a row that begins on a line."""
        line = error.line or line
        self._first = self._first or line
        self._lines.setdefault(error.message, []).append(line)
        if isinstance(error, UnknownWordError):
            self._words.setdefault(error.column, {})[error.message] = error

    def raise_all(self) -> None:
        """Raise FormatError where there is a fault, at the line of the first one."""
        if not self._lines:
            return
        known = {message for words in self._words.values() for message in words}
        parts = [self._describe_words(column, [*words.values()]) for column, words in self._words.items()]
        others = [message for message in self._lines if message not in known]
        parts += [self._describe_other(message) for message in others[:_MOST]]
        parts += [f"{len(others) - _MOST} more faults of other kinds"] if len(others) > _MOST else []
        raise FormatError("; ".join(parts), self._first)

    def _describe_words(self, column: str, words: Sequence[UnknownWordError]) -> str:
        names = ", ".join(f"“{word.word}”{self._place(word.message)}" for word in words[:_MOST])
        names += f" and {len(words) - _MOST} more" if len(words) > _MOST else ""
        advice = words[0].advice if len(words) == 1 else words[0].usual
        told = ",".join(f"{word.word}={word.value}" for word in words[:_MOST] if not {*word.word} & {*"=,"})
        if column == "status" and told:
            it = "it means" if len(words) == 1 else "they mean"
            near = f"{advice} If so, correct it, or say so, as in --columns {told}"
            advice = near if advice.endswith("?") else f"{advice}, or say what {it}, as in --columns {told}"
        noun = column if len(words) == 1 else {"status": "statuses", "match": "match rules"}.get(column, f"{column}s")
        return f"unknown {noun} {names}: {advice}"

    def _describe_other(self, message: str) -> str:
        is_first = self._lines[message][0] == self._first and not self._words
        return message + self._place(message) if is_first else f"{_list_lines(self._lines[message])}: {message}"

    def _place(self, message: str) -> str:
        """Name the lines of a fault; nothing where it is the only one, whose line is before the message."""
        lines = self._lines[message]
        return f" ({_list_lines(lines)})" if len(lines) > 1 or len(self._lines) > 1 else ""


def _list_lines(lines: Sequence[int]) -> str:
    """Name lines.

    >>> _list_lines([3]), _list_lines([3, 5, 6, 7, 8, 9, 12])
    ('line 3', 'lines 3, 5, 6, 7, 8 and 2 more')
    """
    if len(lines) == 1:
        return f"line {lines[0]}"
    more = f" and {len(lines) - _MOST} more" if len(lines) > _MOST else ""
    return f"lines {', '.join(map(str, lines[:_MOST]))}{more}"
