"""A table's rows -> terms and concepts. A column that is no field is an extra."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from operator import itemgetter

from glossary.formats.base import FormatError
from glossary.formats.tables.cells import check_width
from glossary.formats.tables.fields import (
    CASES,
    CONCEPT_FIELDS,
    MATCHES,
    TERM_FIELDS,
    Meanings,
    load_statuses,
    parse_status,
    parse_term_type,
)
from glossary.formats.tables.titles import normalize_name
from glossary.model import Concept, Term

CONCEPT_PREFIX = "concept:"
"""Before the name of an extra column whose values belong to the concept, not to the term."""

TERM_PREFIX = "term:"
"""Before the name of an extra column that would otherwise be taken for a field."""


class Columns:
    """Which column of a table holds which field of a term or a concept, recognized by the header.

    `taken` are the indexes of the columns that the format reads itself. `fit` appends an empty cell to each row, which
    is read for every field that has no column. `meanings` explain statuses.
    """

    def __init__(self, header: Sequence[str], taken: Collection[int], meanings: Meanings = ()) -> None:
        self.width = len(header)
        self._statuses = load_statuses(tuple(meanings))
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
        name = normalize_name(title)
        if name.startswith(CONCEPT_PREFIX):
            self.concept_extras.append((title.partition(":")[2], place))
        elif name.startswith(TERM_PREFIX):
            self._extras.append((title.partition(":")[2], place))
        elif (name in TERM_FIELDS or name in CONCEPT_FIELDS) and name not in self._fields:
            self._fields[name] = place
        else:
            self._extras.append((title, place))

    def fit(self, cells: list[str]) -> None:
        """Make a row one cell wider than the header, the last cell empty. Raises FormatError where it has more text."""
        if len(cells) == self.width:
            cells.append("")
            return
        check_width(cells, self.width)
        cells[self.width :] = [""] * (1 + max(0, self.width - len(cells)))

    def build_term(self, text: str, language: str, cells: list[str]) -> Term:
        """Build the term of a row after `fit`. Raises FormatError where a cell has a value that its field lacks."""
        status, state, part_of_speech, case, match, origin, note, *more, created, modified = self._pick(cells)
        term_type, example, when_source = more
        same = self._seen.setdefault
        extra = tuple((name, cells[place]) for name, place in self._extras if cells[place]) if self._extras else ()
        return Term(
            text,
            same(language, language),
            *parse_status(status, state, self._statuses),
            same(part_of_speech, part_of_speech),
            CASES[case],
            MATCHES[match],
            same(origin, origin),
            note,
            parse_term_type(term_type) if term_type else "",
            example,
            when_source,
            same(created, created),
            same(modified, modified),
            extra,
        )


class ConceptBuilder:
    """Collects the concepts of a table row by row; the rows of one concept need not be together."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        extras = [(CONCEPT_PREFIX + name, place) for name, place in columns.concept_extras]
        self._places = [*columns.concept_fields, *extras]
        self._pick = itemgetter(*(place for _, place in self._places), columns.width)
        self._terms: dict[str, list[Term]] = {}
        self._values: dict[str, dict[int, str]] = {}

    def add(self, concept: str, cells: list[str]) -> list[Term]:
        """Take the concept's fields from a row, and return the concept's list of terms, for the caller to append to.

        Raises FormatError where a field has another value than in an earlier row.
        """
        if any(self._pick(cells)):
            self._take_fields(concept, cells)
        terms = self._terms.get(concept)
        if terms is None:
            terms = self._terms[concept] = []
        return terms

    def add_apart(self, concept: str, cells: list[str]) -> list[Term]:
        """Do as `add`; a row whose fields contradict those of the concept begins another one of the same id."""
        name, number = concept, 1
        while any(self._contradict(name, cells)):
            number += 1
            name = f"{concept}\0{number}"
        return self.add(name, cells)

    def _contradict(self, concept: str, cells: list[str]) -> Iterator[bool]:
        values = self._values.get(concept, {})
        return (bool(cells[place]) and values.get(place, cells[place]) != cells[place] for _, place in self._places)

    def _take_fields(self, concept: str, cells: list[str]) -> None:
        values = self._values.setdefault(concept, {})
        for name, place in self._places:
            if cells[place] and values.setdefault(place, cells[place]) != cells[place]:
                raise FormatError(
                    f"concept “{concept}” has two values of {name}, “{values[place]}” and “{cells[place]}”: "
                    "keep one of them"
                )

    def build(self) -> tuple[Concept, ...]:
        """Return the concepts in the order of their first rows."""
        return tuple(self._build_concept(name, terms) for name, terms in self._terms.items())

    def _build_concept(self, name: str, terms: list[Term]) -> Concept:
        values = self._values.get(name)
        name = name.partition("\0")[0]
        if values is None:
            return Concept(name, tuple(terms))
        fields = {CONCEPT_FIELDS[field]: values[at] for field, at in self._columns.concept_fields if at in values}
        extra = tuple((title, values[at]) for title, at in self._columns.concept_extras if at in values)
        return Concept(name, tuple(terms), **fields, extra=extra)
