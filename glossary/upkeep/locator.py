"""Finds the terms of a glossary in the text of its file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from typing import NamedTuple


class Range(NamedTuple):
    """A stretch of a text, in code points; `end` is not included."""

    start: int
    end: int


_BEFORE, _AFTER = frozenset(",;\t\n\r>\"':|"), frozenset(",;\t\n\r<\"'|")
"""The characters before and behind a cell, an element or a string."""


class TermLocator:
    """Finds terms in the text of a file of any format. Concepts must be asked for in the order of the file.

    A term is looked for as a whole cell, element or string at or behind the id of its concept; this is a guess.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._concept = ""
        self._start = 0

    def find(self, concept: str, term: str) -> Range | None:
        """Find a term of a concept, else the id of the concept; None where neither is found."""
        if concept != self._concept:
            named = self._search(concept, self._start)
            self._concept, self._start = concept, named.start if named else self._start
        named = self._search(concept, self._start)
        return (self._search(term, self._start) if term else None) or named

    def _search(self, words: str, start: int) -> Range | None:
        for form in filter(None, _list_forms(words)):
            at = self._text.find(form, start)
            while at >= 0:
                if self._is_whole(at, at + len(form)):
                    return Range(at, at + len(form))
                at = self._text.find(form, at + 1)
        return None

    def _is_whole(self, start: int, end: int) -> bool:
        """Whether a stretch is a whole cell but for spaces."""
        while start and self._text[start - 1] == " ":
            start -= 1
        while self._text[end : end + 1] == " ":
            end += 1
        before, after = self._text[max(start - 1, 0) : start], self._text[end : end + 1]
        return (not before or before in _BEFORE) and (not after or after in _AFTER)


def _list_forms(words: str) -> Iterator[str]:
    """Yield a text as it is written in CSV, XML and JSON."""
    return iter(
        dict.fromkeys(
            (words, words.replace('"', '""'), escape(words, quote=False), escape(words), json.dumps(words)[1:-1])
        )
    )
