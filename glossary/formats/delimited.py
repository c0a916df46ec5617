"""The native format, for spreadsheets and git: CSV with one row a term.

    concept,language,term,status,subject
    1,zh,关键矿产,preferred,trade
    1,en,critical minerals,preferred,
    1,en,key minerals,forbidden,

Columns, in this order: `concept` (its id), `language`, `term`, `status`, then those that are needed of `state`,
`part_of_speech`, `case`, `match`, `origin`, `note`, `term_type`, `example`, `when_source`, `created`, `modified`,
extras of terms, `subject`, `definition`, `concept_note` and extras of concepts (`concept:NAME`). The fields of a
concept are written on its first row; on reading they may be on any. Rows of a concept need not be together. A row with
no id belongs to the concept of the row above. A row with an id and no term holds fields of the concept alone.
`candidate` and `rejected` may be in the column of the status, and are written there where a file has no column of the
state.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from io import BytesIO
from typing import BinaryIO

from glossary.formats.base import FormatError, Languages
from glossary.formats.losses import Loss, find_header_losses
from glossary.formats.tables import cells
from glossary.formats.tables.cells import PLAIN, Dialect, Row, read_dialect
from glossary.formats.tables.choice import Choice
from glossary.formats.tables.columns import Columns, ConceptBuilder
from glossary.formats.tables.editing import Shape, edit_table
from glossary.formats.tables.faults import Faults
from glossary.formats.tables.fields import Meanings
from glossary.formats.tables.headers import NATIVE, find_native_columns
from glossary.formats.tables.layout import Layout
from glossary.formats.tables.titles import normalize_name, parse_language
from glossary.model import Concept, Glossary

__all__ = ["dump", "edit", "find_losses", "keep", "load", "load_unfinished", "read_dialect"]

_CODE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8})*|[ix](-[A-Za-z0-9]{1,8})+")
"""A BCP 47 code, near enough to distinguish it from a name."""


def load(stream: BinaryIO, languages: Languages) -> Glossary:
    """Read a file of terms; an empty one is an empty glossary. Raises FormatError."""
    return load_rows(cells.read(stream))


def load_unfinished(stream: BinaryIO, languages: Languages) -> Glossary:
    """Read as `load` does, but a row that has a language and no term as a term without text. Raises FormatError."""
    return load_rows(cells.read(stream), unfinished=True)


def dump(glossary: Glossary, languages: Languages, dialect: Dialect = PLAIN) -> Iterator[bytes]:
    """Yield the bytes of a file of terms."""
    return cells.write(dump_rows(glossary, dialect.header), dialect)


def keep(glossary: Glossary, languages: Languages) -> Glossary:
    """Return what of a glossary the format holds."""
    return glossary._replace(extra=())


def find_losses(glossary: Glossary, languages: Languages) -> Sequence[Loss]:
    """Return what is lost: the extras of the glossary itself."""
    return [*find_header_losses(glossary)]


def edit(data: bytes, glossary: Glossary, languages: Languages) -> Iterator[Iterable[bytes]]:
    """Yield drafts of a file in which only the rows that differ are written again; nothing where that cannot be."""
    old = load(BytesIO(data), languages)
    rows = [*cells.read(BytesIO(data))]
    header = rows[0].cells if rows else []
    said, meant = (name_languages(dump_rows(one, header), rows) for one in (old, glossary))
    return edit_table(data, said, meant, tell_shape(header))


def name_languages(table: Iterable[list[str]], like: Sequence[Row]) -> list[list[str]]:
    """Return the rows of a table, with the header, that name languages as those of a file do: “Chinese” for zh."""
    at = find_native_columns(like[0].cells)[1] if like else None
    if at is None:
        return [*table]
    names: dict[str, str] = {}
    for _, row in like[1:]:
        if at < len(row) and row[at].strip():
            names.setdefault(_read_language(row[at].strip()), row[at].strip())
    return [[*row[:at], names.get(row[at], row[at]), *row[at + 1 :]] for row in table]


def tell_shape(header: Sequence[str]) -> Shape:
    """Return which columns of a table with this header say what a row is about."""
    concept, language, term = find_native_columns(header)
    texts = tuple(place for place in (language, term) if place is not None)
    return Shape(texts, concept, inherits=True)


def load_chosen(stream: BinaryIO, languages: Languages, choice: Choice, unfinished: bool = False) -> Glossary:
    """Read a file of terms some of whose statuses a person explains. Raises FormatError."""
    return load_rows(cells.read(stream), unfinished, choice.meanings)


def load_rows(rows: Iterable[Row], unfinished: bool = False, meanings: Meanings = ()) -> Glossary:
    """Build the glossary of these rows, of which the first is the header. Raises FormatError.

    `unfinished` admits rows with a language and without a term; `meanings` explain statuses.
    """
    rows = iter(rows)
    header = next(rows, None)
    if header is None:
        return Glossary(())
    taken = _find_columns(header)
    return Glossary(_build_concepts(rows, taken, Columns(header.cells, taken, meanings), unfinished))


def _find_columns(header: Row) -> list[int]:
    """Find the columns of the id, the language and the term. Raises FormatError where one is missing."""
    places = find_native_columns(header.cells)
    lacking = [name for name, place in zip(NATIVE, places, strict=True) if place is None]
    if lacking:
        raise FormatError(f"no column {' and no column '.join(lacking)}: the first row has to name them", header.line)
    names = [*map(normalize_name, header.cells)]
    for place in places:
        if place is not None and names.count(names[place]) > 1:
            title = header.cells[place].strip()
            raise FormatError(f"two columns are called “{title}”: give one of them another title", header.line)
    return [place for place in places if place is not None]


def _build_concepts(
    rows: Iterable[Row], taken: Sequence[int], columns: Columns, unfinished: bool
) -> tuple[Concept, ...]:
    concept_at, language_at, text_at = taken
    builder = ConceptBuilder(columns)
    concept = ""
    faults = Faults()
    for line, row in rows:
        try:
            columns.fit(row)
            concept = row[concept_at].strip() or concept
            if not concept:
                raise FormatError("no concept in the first row: give each concept an id, such as 1")
            terms = builder.add(concept, row)
            text, language = row[text_at], _read_language(row[language_at].strip())
            if language and (unfinished or text.strip()):
                terms.append(columns.build_term(text, language, row))
            elif text.strip() or language or not row[concept_at].strip():
                raise FormatError(_describe_lack(text, language))
        except FormatError as error:
            faults.add(error, line)
    faults.raise_all()
    return builder.build()


@lru_cache(maxsize=256)
def _read_language(cell: str) -> str:
    """Read a language, given by code or by name. Raises FormatError where it is neither."""
    if not cell or _CODE.fullmatch(cell):
        return cell
    code = parse_language(cell)
    if code is None:
        raise FormatError(f"unknown language “{cell}”: give its code, such as zh or en")
    return code


def _describe_lack(text: str, language: str) -> str:
    """Say what a row lacks that has no term, or a term without its language."""
    if language or not text.strip():
        return "no term: fill its cell, or delete the row"
    return f"no language for “{text}”: give its code, such as zh or en"


def _choose_titles(like: Sequence[str]) -> list[str]:
    """Return the titles of the id, the language and the term: those of the file as it was, where it had them."""
    places = find_native_columns(like)
    return [name if place is None else like[place] for name, place in zip(NATIVE, places, strict=True)]


def dump_rows(glossary: Glossary, like: Sequence[str] = ()) -> Iterator[list[str]]:
    """Yield the rows of a glossary, the header first; `like` is the header of the file as it was."""
    terms = [term for concept in glossary.concepts for term in concept.terms]
    layout = Layout(glossary.concepts, terms, _choose_titles(like), like, () if like else ("status",))
    yield layout.header
    for concept in glossary.concepts:
        for place, term in enumerate(concept.terms):
            yield layout.build_row((concept.id, term.language, term.text), term, None if place else concept)
        if not concept.terms:
            yield layout.build_row((concept.id, "", ""), None, concept)
