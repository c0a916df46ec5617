"""Finds the terms of a glossary in the text of its file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from itertools import islice
from typing import NamedTuple


class Range(NamedTuple):
    """A stretch of a text, in code points; `end` is not included."""

    start: int
    end: int


_BEFORE, _AFTER = frozenset(",;\t\n\r>\"':|"), frozenset(",;\t\n\r<\"'|")
"""The characters before and after a cell, an element or a string."""
_NEAR = 1000
"""How many characters before and after a term the id in its row is looked for."""


class TermLocator:
    """Finds terms in the text of a file of any format. Concepts must be asked for in the order of the file.

    A term is looked for as a whole cell, element or string at or after the id of its concept; this is a guess.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._concept = ""
        self._start = 0
        self._copies: dict[str, tuple[list[Range], Iterator[Range]]] = {}

    def find(self, concept: str, term: str, copy: int = 0) -> Range | None:
        """Find a term of a concept, else the id of the concept; None where neither is found.

        `copy` is which of the concept's terms with this text is intended, counted from 0; the last one where it has
        fewer.
        """
        if concept != self._concept:
            named = self._search(concept, self._start)
            self._concept, self._start = concept, named.start if named else self._start
            self._copies.clear()
        named = self._search(concept, self._start)
        return (self._find_copy(term, copy) if term else None) or named

    def _find_copy(self, term: str, copy: int) -> Range | None:
        known, others = self._copies.setdefault(term, ([], self._list_copies(term)))
        known += islice(others, max(copy + 1 - len(known), 0))
        return known[min(copy, len(known) - 1)] if known else None

    def _list_copies(self, term: str) -> Iterator[Range]:
        """Yield the places of a term: first those in rows with the id of the concept, if the first of all has it."""
        first = self._search(term, self._start)
        if first is None:
            return
        yield first
        form = self._text[first.start : first.end]
        is_named = self._is_named(first)
        if is_named:
            yield from (place for place in self._list_places(form, first.end) if self._is_named(place))
        yield from (place for place in self._list_places(form, first.end) if not (is_named and self._is_named(place)))

    def _is_named(self, place: Range) -> bool:
        """Return whether the id of the concept is in the line of a place."""
        start = self._text.rfind("\n", max(place.start - _NEAR, 0), place.start)
        end = self._text.find("\n", place.end, place.end + _NEAR)
        line = self._text[max(start, place.start - _NEAR, 0) : place.end + _NEAR if end < 0 else end]
        return TermLocator(line)._search(self._concept, 0) is not None

    def _search(self, words: str, start: int) -> Range | None:
        places = (place for form in filter(None, _list_forms(words)) for place in self._list_places(form, start))
        return next(places, None)

    def _list_places(self, form: str, start: int) -> Iterator[Range]:
        """Yield the places after an offset in which a text is a whole cell."""
        at = self._text.find(form, start)
        while at >= 0:
            if self._is_whole(at, at + len(form)):
                yield Range(at, at + len(form))
            at = self._text.find(form, at + 1)

    def _is_whole(self, start: int, end: int) -> bool:
        """Return whether a stretch is a whole cell but for spaces."""
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
