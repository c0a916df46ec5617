"""A table's rows -> terms and concepts: the columns that are fields, and the others, which come along as extras."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from operator import itemgetter

from glossary.formats.base import FormatError
from glossary.formats.cells import too_many
from glossary.formats.fields import CASES, CONCEPT_FIELDS, MATCHES, TERM_FIELDS, status_and_state
from glossary.formats.headers import key
from glossary.model import Concept, Term

CONCEPT_PREFIX = "concept:"
"""Before the name of an extra column whose values belong to the concept, not to the term."""

TERM_PREFIX = "term:"
"""Before the name of an extra column that would otherwise be taken for a field."""


class Columns:
    """Where the fields of a row's term and of its concept stand, told by the header.

    `taken` are the places whose columns the format reads itself. A row gets an empty cell at the end, which is read for
    every field without a column.
    """

    def __init__(self, header: Sequence[str], taken: Collection[int]) -> None:
        self.width = len(header)
        self.concept_extras: list[tuple[str, int]] = []
        self._extras: list[tuple[str, int]] = []
        self._fields: dict[str, int] = {}
        for place, title in enumerate(header):
            if place not in taken:
                self._place(place, title)
        self._pick = itemgetter(*(self._fields.get(name, self.width) for name in TERM_FIELDS))
        self.concept_fields = [(name, self._fields[name]) for name in CONCEPT_FIELDS if name in self._fields]
        self._seen: dict[str, str] = {}

    def _place(self, place: int, title: str) -> None:
        name = key(title)
        if name.startswith(CONCEPT_PREFIX):
            self.concept_extras.append((title.partition(":")[2], place))
        elif name.startswith(TERM_PREFIX):
            self._extras.append((title.partition(":")[2], place))
        elif (name in TERM_FIELDS or name in CONCEPT_FIELDS) and name not in self._fields:
            self._fields[name] = place
        else:
            self._extras.append((title, place))

    def fit(self, cells: list[str]) -> None:
        """Make a row as wide as the header and an empty cell. Raises FormatError where it has more cells than that."""
        if len(cells) == self.width:
            cells.append("")
            return
        if any(map(str.strip, cells[self.width :])):
            raise too_many(len(cells), self.width)
        cells[self.width :] = [""] * (1 + max(0, self.width - len(cells)))

    def term(self, text: str, language: str, cells: list[str]) -> Term:
        """The term of a row that `fit` has seen. Raises FormatError where a cell is not what its column asks for."""
        status, state, part_of_speech, case, match, origin, note, created, modified = self._pick(cells)
        same = self._seen.setdefault
        extra = tuple((name, cells[place]) for name, place in self._extras if cells[place]) if self._extras else ()
        return Term(
            text,
            same(language, language),
            *status_and_state(status, state),
            same(part_of_speech, part_of_speech),
            CASES[case],
            MATCHES[match],
            same(origin, origin),
            note,
            same(created, created),
            same(modified, modified),
            extra,
        )


class Gathering:
    """Concepts in the making: the rows of one concept need not stand together."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        extras = [(CONCEPT_PREFIX + name, place) for name, place in columns.concept_extras]
        self._places = [*columns.concept_fields, *extras]
        self._pick = itemgetter(*(place for _, place in self._places), columns.width)
        self._terms: dict[str, list[Term]] = {}
        self._values: dict[str, dict[int, str]] = {}

    def add(self, concept: str, cells: list[str]) -> list[Term]:
        """The terms of a concept so far, to be added to; what the row says of the concept itself is noted.

        Raises FormatError where it says something else than a row before.
        """
        if any(self._pick(cells)):
            self._note(concept, cells)
        terms = self._terms.get(concept)
        if terms is None:
            terms = self._terms[concept] = []
        return terms

    def _note(self, concept: str, cells: list[str]) -> None:
        values = self._values.setdefault(concept, {})
        for name, place in self._places:
            if cells[place] and values.setdefault(place, cells[place]) != cells[place]:
                raise FormatError(
                    f"concept “{concept}” has two values of {name}, “{values[place]}” and “{cells[place]}”: "
                    "keep one of them"
                )

    def concepts(self) -> tuple[Concept, ...]:
        """The concepts, in the order of their first rows."""
        return tuple(self._concept(name, terms) for name, terms in self._terms.items())

    def _concept(self, name: str, terms: list[Term]) -> Concept:
        values = self._values.get(name)
        if values is None:
            return Concept(name, tuple(terms))
        fields = {CONCEPT_FIELDS[field]: values[at] for field, at in self._columns.concept_fields if at in values}
        extra = tuple((title, values[at]) for title, at in self._columns.concept_extras if at in values)
        return Concept(name, tuple(terms), **fields, extra=extra)
