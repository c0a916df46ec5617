"""Pairs of terms: CSV or TSV with a source term and a target term in a row.

    source,target,status
    关键矿产,critical minerals,preferred
    关键矿产,key minerals,forbidden

The header may name two languages instead (`zh,en`, `中文,英文`), or be left out where there are two columns. Rows with
the same source are one concept, whose id is the source, unless there is a column `concept`, or their subjects or
definitions differ. Status and all other columns belong to the target term; `candidate` and `rejected` may be in the
column of the status. A row may have one side only: a source without a target, or a target, such as a forbidden word,
without a source.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import BinaryIO

from glossary.formats.base import FormatError, Languages
from glossary.formats.identifiers import assign_ids
from glossary.formats.losses import Loss, find_field_losses, find_header_losses, note_loss
from glossary.formats.pairs.rows import Sides, detect_languages, dump_rows, find_pairing, split_sides
from glossary.formats.tables import cells
from glossary.formats.tables.cells import PLAIN, Dialect, Row, read_dialect
from glossary.formats.tables.choice import Choice
from glossary.formats.tables.columns import Columns, ConceptBuilder
from glossary.formats.tables.editing import Shape, edit_table
from glossary.formats.tables.faults import Faults
from glossary.formats.tables.fields import Meanings
from glossary.formats.tables.headers import TermColumn, choose_columns
from glossary.formats.tables.heading import Heading, read_heading
from glossary.formats.tables.titles import normalize_name
from glossary.model import Concept, Glossary, Term

__all__ = ["dump", "edit", "find_losses", "keep", "load", "read_dialect"]


def load(stream: BinaryIO, languages: Languages) -> Glossary:
    """Read a file of pairs. Raises FormatError."""
    return load_rows(cells.read(stream), languages)


def dump(glossary: Glossary, languages: Languages, dialect: Dialect = PLAIN) -> Iterator[bytes]:
    """Yield the bytes of a file of pairs."""
    return cells.write(dump_rows(glossary, languages, dialect.header), dialect)


def edit(data: bytes, glossary: Glossary, languages: Languages) -> Iterator[Iterable[bytes]]:
    """Yield drafts of a file in which only the rows that differ are written again; nothing where that cannot be."""
    old = load(BytesIO(data), languages)
    header = read_dialect(BytesIO(data)).header
    pairing = find_pairing([*cells.read(BytesIO(data))], languages)
    said, meant = ([*dump_rows(one, languages, header, pairing)] for one in (old, glossary))
    return edit_table(data, said, meant, tell_shape(header, languages))


def tell_shape(header: Sequence[str], languages: Languages) -> Shape:
    """Return which columns of a table with this first row, which may be a pair, say what a row is about."""
    places = tuple(column.place for column in choose_columns(header, languages)[:2])
    names = [*map(normalize_name, header)]
    return Shape(places or (0, 1), names.index("concept") if places and "concept" in names else None, bool(places))


def keep(glossary: Glossary, languages: Languages) -> Glossary:
    """Return what of a glossary the format holds: texts of source terms, and target terms."""
    sides = [split_sides(concept, languages) for concept in glossary.concepts]
    used = detect_languages(sides, languages)
    concepts = (
        concept._replace(
            terms=(
                *(Term(term.text, used.source) for term in side.source),
                *(term._replace(language=used.target) for term in side.target),
            )
        )
        for concept, side in zip(glossary.concepts, sides, strict=True)
        if side.source or side.target or not concept.terms
    )
    return Glossary(tuple(concepts))


def find_losses(glossary: Glossary, languages: Languages) -> Sequence[Loss]:
    """Return what is lost: terms in other languages, and, as a row has fields for its target only, those of sources."""
    sides = [split_sides(concept, languages) for concept in glossary.concepts]
    used = detect_languages(sides, languages)
    sources = [term for side in sides for term in side.source]
    targets = [term for side in sides for term in side.target]
    strays = sum(t.language != used.source for t in sources) + sum(t.language != used.target for t in targets)
    return [
        *find_header_losses(glossary),
        *note_loss(sum(_is_left_out(side) for side in sides), "concept", "left out, in neither language"),
        *note_loss(sum(len(s.left_out) for s in sides), "term", "left out, in another language or there already"),
        *note_loss(strays, "term", f"the language becomes {used.source} or {used.target}"),
        *find_field_losses((), sources, (), (), is_light=True),
    ]


def _is_left_out(side: Sides) -> bool:
    """Return whether a concept has terms, and none in a language of the table."""
    return not side.source and not side.target and bool(side.left_out)


def load_chosen(stream: BinaryIO, languages: Languages, choice: Choice) -> Glossary:
    """Read a file of pairs whose columns a person chose. Raises FormatError."""
    return load_rows(cells.read(stream), languages, choice)


def load_rows(rows: Iterable[Row], languages: Languages, choice: Choice | None = None) -> Glossary:
    """Build the glossary of rows of pairs, with or without a header. Raises FormatError."""
    rows = [*rows]
    meanings = choice.meanings if choice else ()
    return Glossary(_build_concepts(read_heading(rows, languages, choice), meanings) if rows else ())


def _build_concepts(heading: Heading, meanings: Meanings) -> tuple[Concept, ...]:
    names = [*map(normalize_name, heading.header)]
    id_at = names.index("concept") if "concept" in names else len(names)
    columns = Columns(heading.header, {id_at, *(column.place for column in heading.columns)}, meanings)
    builder = ConceptBuilder(columns)
    seen = set[tuple[int, str, str]]()
    faults = Faults()
    for line, row in heading.rows:
        try:
            columns.fit(row)
            _add_terms(builder, row, row[id_at].strip(), heading.columns, columns, seen)
        except FormatError as error:
            faults.add(error, line)
    faults.raise_all()
    return assign_ids(builder.build())


def _add_terms(
    builder: ConceptBuilder,
    row: list[str],
    name: str,
    places: Sequence[TermColumn],
    columns: Columns,
    seen: set[tuple[int, str, str]],
) -> None:
    """Add the terms of a row to its concept. Raises FormatError where there is none.

    `seen` are the terms of earlier rows: the list of the concept they are in, their texts and languages.
    """
    texts = [row[column.place] for column in places]
    first = name or next((text.strip() for text in texts if text.strip()), "")
    if not first:
        raise FormatError("no term on either side: fill one of the cells, or delete the row")
    terms = builder.add(first, row) if name else builder.add_apart(first, row)
    for number, (text, column) in enumerate(zip(texts, places, strict=True)):
        key = (id(terms), text, column.language)
        if not text.strip():
            continue
        if number == 1:
            term = columns.build_term(text, column.language, row)
            terms.append(term if term.status or not column.status else term._replace(status=column.status))
        elif key not in seen:
            terms.append(Term(text, column.language, column.status))
        seen.add(key)
