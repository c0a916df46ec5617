"""Terms and concepts -> a table's rows: which columns a glossary needs, and in which order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from glossary.formats.columns import CONCEPT_PREFIX, TERM_PREFIX
from glossary.formats.fields import CONCEPT_FIELDS, TERM_FIELDS, cell_of
from glossary.formats.headers import key
from glossary.model import Concept, Extra, State, Term

_NOBODY: tuple[None, dict[tuple[str, int], str]] = (None, {})


class Column(NamedTuple):
    """A column: its title, and what stands in it.

    `of` says whose value: the format's "own", the "term"'s, the "concept"'s or, where the file has a column that
    nothing stands in, "nobody"'s. `nth` is which of the own cells or of the extras of that name; None for a field.
    """

    title: str
    of: Literal["own", "term", "concept", "nobody"]
    name: str = ""
    nth: int | None = None

    def cell(self, holder: Concept | Term | None, extras: Mapping[tuple[str, int], str]) -> str:
        """The cell of a concept or a term with these extras; empty where there is none."""
        if holder is None:
            return ""
        if self.nth is None:
            return cell_of(getattr(holder, self.name))
        return extras.get((self.name, self.nth), "")


class Layout:
    """The columns of a table after those that the format writes itself, whose titles are `own`.

    `terms` are those that have a row. Fields that no term or concept uses have no column, unless they are among
    `always`. The columns stand in the order of `like`, the header of the file as it was, whose spelling and whose empty
    columns stay.
    """

    def __init__(
        self,
        concepts: Sequence[Concept],
        terms: Iterable[Term],
        own: Sequence[str],
        like: Sequence[str] = (),
        always: Collection[str] = (),
    ) -> None:
        self._known = {*map(key, own), *TERM_FIELDS, *CONCEPT_FIELDS}
        columns = [*self._term_columns([*terms], always), *self._concept_columns(concepts)]
        self._columns = [Column(title, "own", nth=nth) for nth, title in enumerate(own)] + columns
        self._arrange(like)
        self.header = [column.title for column in self._columns]

    def _term_columns(self, terms: list[Term], always: Collection[str]) -> Iterator[Column]:
        for name in TERM_FIELDS:
            nothing = State.ACCEPTED if name == "state" else None
            if name in always or any(getattr(term, name) not in {nothing, ""} for term in terms):
                yield Column(name, "term", name)
        for name, nth in _extras(term.extra for term in terms):
            plain = key(name) not in self._known and not key(name).startswith((CONCEPT_PREFIX, TERM_PREFIX))
            yield Column(name if plain else TERM_PREFIX + name, "term", name, nth)

    def _concept_columns(self, concepts: Sequence[Concept]) -> Iterator[Column]:
        for title, name in CONCEPT_FIELDS.items():
            if any(getattr(concept, name) for concept in concepts):
                yield Column(title, "concept", name)
        for name, nth in _extras(concept.extra for concept in concepts):
            yield Column(CONCEPT_PREFIX + name, "concept", name, nth)

    def _arrange(self, like: Sequence[str]) -> None:
        needed = Counter(key(column.title) for column in self._columns)
        for title in like:
            needed[key(title)] -= 1
            if needed[key(title)] < 0 and key(title):
                self._columns.append(Column(title, "nobody"))
        place = {key(title): place for place, title in reversed([*enumerate(like)])}
        spelling = {key(title): title for title in like if key(title) in self._known}
        self._columns.sort(key=lambda column: place.get(key(column.title), len(place)))
        self._columns = [
            column._replace(title=spelling.get(key(column.title), column.title)) for column in self._columns
        ]

    def row(self, own: Sequence[str], term: Term | None, concept: Concept | None) -> list[str]:
        """The cells of a row: the format's own, then the term's and, where they are to stand in it, the concept's."""
        holders = {"term": _with_extras(term), "concept": _with_extras(concept)}
        return [
            own[column.nth or 0] if column.of == "own" else column.cell(*holders.get(column.of, _NOBODY))
            for column in self._columns
        ]


def _extras(extras: Iterable[Extra]) -> Iterator[tuple[str, int]]:
    """The names of extras and how manieth of its name each is, in the order in which they first appear."""
    return iter(dict.fromkeys(place for extra in extras for place, _ in _numbered(extra)))


def _with_extras(holder: Concept | Term | None) -> tuple[Concept | Term | None, Mapping[tuple[str, int], str]]:
    return holder, dict(_numbered(holder.extra)) if holder and holder.extra else {}


def _numbered(extra: Extra) -> Iterator[tuple[tuple[str, int], str]]:
    """The extras that say something, each with its name and how manieth of its name it is."""
    counts: Counter[str] = Counter()
    for name, value in extra:
        if value:
            yield (name, counts[name]), value
            counts[name] += 1
