"""Terms and concepts -> a table's rows: which columns a glossary needs, and their order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from glossary.formats.tables.columns import CONCEPT_PREFIX, TERM_PREFIX
from glossary.formats.tables.fields import CONCEPT_FIELDS, TERM_FIELDS, format_cell
from glossary.formats.tables.titles import normalize_name, normalize_title, parse_title
from glossary.model import Concept, Extra, State, Term

_STANDING = "status or state"
"""What a column of the status holds in a file that has one column for both."""

_NOBODY: tuple[None, dict[tuple[str, int], str]] = (None, {})


class Column(NamedTuple):
    """A column: its title, and what its cells hold.

    `of` is what the column belongs to: the format ("own"), the "term", the "concept", or "nobody" where the file as it
    was has an empty column. `name` is the field or the extra. `nth` is the index among the format's own cells or among
    the extras of one name; None for a field.
    """

    title: str
    of: Literal["own", "term", "concept", "nobody"]
    name: str = ""
    nth: int | None = None

    def fill_cell(self, holder: Concept | Term | None, extras: Mapping[tuple[str, int], str]) -> str:
        """Return the cell of a concept or term with these extras, by name and number; empty where there is none."""
        if holder is None:
            return ""
        if self.name == _STANDING and isinstance(holder, Term):
            return format_cell(holder.status or holder.state)
        if self.nth is None:
            return format_cell(getattr(holder, self.name))
        return extras.get((self.name, self.nth), "")


class Layout:
    """The columns that a glossary needs in a table.

    `own` are the titles of the columns that the format fills itself; columns for the other fields of `concepts` and
    `terms` follow. A field that is never used has no column, unless it is among `always`. The columns are sorted as in
    `like`, the header of the file as it was, whose spelling and whose empty columns stay.
    """

    def __init__(
        self,
        concepts: Sequence[Concept],
        terms: Iterable[Term],
        own: Sequence[str],
        like: Sequence[str] = (),
        always: Collection[str] = (),
    ) -> None:
        self._known = {*map(normalize_name, own), *TERM_FIELDS, *CONCEPT_FIELDS}
        self._like = {*like}
        terms = [*terms]
        self._has_one = _holds_both_in_one(like, terms)
        columns = [*self._list_term_columns(terms, always), *self._list_concept_columns(concepts)]
        self._columns = [Column(title, "own", nth=nth) for nth, title in enumerate(own)] + columns
        self._arrange(like)
        self.header = [column.title for column in self._columns]

    def _list_term_columns(self, terms: list[Term], always: Collection[str]) -> Iterator[Column]:
        for name in TERM_FIELDS:
            nothing = State.ACCEPTED if name == "state" else None
            if self._has_one and name in ("status", "state"):
                if name == "status":
                    yield Column(name, "term", _STANDING)
            elif name in always or any(getattr(term, name) not in {nothing, ""} for term in terms):
                yield Column(name, "term", name)
        for name, nth in _list_extras(term.extra for term in terms):
            yield Column(TERM_PREFIX + name if self._is_ambiguous(name) else name, "term", name, nth)

    def _is_ambiguous(self, name: str) -> bool:
        """Return whether a reader would take a column of this name for something else than an extra of the term."""
        normal = normalize_name(name)
        if normal in self._known or normal.startswith((CONCEPT_PREFIX, TERM_PREFIX)):
            return True
        return name not in self._like and parse_title(name).name in {"source", "target", "term", "status"}

    def _list_concept_columns(self, concepts: Sequence[Concept]) -> Iterator[Column]:
        for title, name in CONCEPT_FIELDS.items():
            if any(getattr(concept, name) for concept in concepts):
                yield Column(title, "concept", name)
        for name, nth in _list_extras(concept.extra for concept in concepts):
            yield Column(CONCEPT_PREFIX + name, "concept", name, nth)

    def _arrange(self, like: Sequence[str]) -> None:
        """Add the empty columns of the file as it was, and bring all columns into its order and spelling."""
        needed = Counter(self._identify(column.title) for column in self._columns)
        for title in like:
            needed[self._identify(title)] -= 1
            if needed[self._identify(title)] < 0 and self._identify(title):
                self._columns.append(Column(title, "nobody"))
        place = {self._identify(title): place for place, title in reversed([*enumerate(like)])}
        spelling = {normalize_name(title): title for title in like if normalize_name(title) in self._known}
        self._columns.sort(key=lambda column: place.get(self._identify(column.title), len(like)))
        self._columns = [
            column._replace(title=spelling.get(normalize_name(column.title), column.title)) for column in self._columns
        ]

    def _identify(self, title: str) -> str:
        """Return the name of a field for any title of it, and of an extra its own title, of which a file has many."""
        name = normalize_name(title)
        is_known = name in self._known or name.startswith((CONCEPT_PREFIX, TERM_PREFIX))
        return name if is_known else normalize_title(title)

    def build_row(self, own: Sequence[str], term: Term | None, concept: Concept | None) -> list[str]:
        """Return the cells of a row. `own` are the format's own cells; the fields of None are left empty."""
        holders = {"term": _index_extras(term), "concept": _index_extras(concept)}
        return [
            own[column.nth or 0] if column.of == "own" else column.fill_cell(*holders.get(column.of, _NOBODY))
            for column in self._columns
        ]


def _holds_both_in_one(header: Sequence[str], terms: Iterable[Term]) -> bool:
    """Return whether a file has one column for statuses and states, and the terms need no more, as lists of
    candidates.
    """
    names = {*map(normalize_name, header)}
    one = "status" in names and "state" not in names
    return one and not any(term.status and term.state is not State.ACCEPTED for term in terms)


def _list_extras(extras: Iterable[Extra]) -> Iterator[tuple[str, int]]:
    """Yield each name of an extra with its number among equal names, in the order in which they first appear."""
    return iter(dict.fromkeys(place for extra in extras for place, _ in _number_extras(extra)))


def _index_extras(holder: Concept | Term | None) -> tuple[Concept | Term | None, Mapping[tuple[str, int], str]]:
    return holder, dict(_number_extras(holder.extra)) if holder and holder.extra else {}


def _number_extras(extra: Extra) -> Iterator[tuple[tuple[str, int], str]]:
    """Yield the extras that are not empty, each as its name, its number among equal names, and its value."""
    counts: Counter[str] = Counter()
    for name, value in extra:
        if value:
            yield (name, counts[name]), value
            counts[name] += 1
