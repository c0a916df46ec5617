"""Where in the text of a glossary file a term stands."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from typing import NamedTuple


class Place(NamedTuple):
    """A stretch of a text: code points `start` up to, not including, `end`."""

    start: int
    end: int


_BEFORE, _AFTER = frozenset(",;\t\n\r>\"':|"), frozenset(",;\t\n\r<\"'|")
"""What stands before and behind a cell, an element or a string."""


class Places:
    """Finds terms in the text of a file, concept after concept: what is asked for must come in the file's order.

    A guess by the look of the text, the same for every format: the term as a whole cell, element or string, at or
    behind its concept's id.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._concept = ""
        self._start = 0

    def find(self, concept: str, term: str) -> Place | None:
        """The place of a term of a concept, else of the concept's id; None where neither is met."""
        if concept != self._concept:
            named = self._search(concept, self._start)
            self._concept, self._start = concept, named.start if named else self._start
        named = self._search(concept, self._start)
        return (self._search(term, self._start) if term else None) or named

    def _search(self, words: str, start: int) -> Place | None:
        for form in filter(None, _forms(words)):
            at = self._text.find(form, start)
            while at >= 0:
                if self._is_whole(at, at + len(form)):
                    return Place(at, at + len(form))
                at = self._text.find(form, at + 1)
        return None

    def _is_whole(self, start: int, end: int) -> bool:
        """Whether a stretch fills its cell but for spaces."""
        while start and self._text[start - 1] == " ":
            start -= 1
        while self._text[end : end + 1] == " ":
            end += 1
        before, after = self._text[max(start - 1, 0) : start], self._text[end : end + 1]
        return (not before or before in _BEFORE) and (not after or after in _AFTER)


def _forms(words: str) -> Iterator[str]:
    """A text as it is written in CSV, XML and JSON."""
    return iter(
        dict.fromkeys(
            (words, words.replace('"', '""'), escape(words, quote=False), escape(words), json.dumps(words)[1:-1])
        )
    )
