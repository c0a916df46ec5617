"""Pairs of terms: CSV or TSV with a source term and a target term in a row.

    source,target,status
    关键矿产,critical minerals,preferred
    关键矿产,key minerals,forbidden

The header may name two languages instead (`zh,en`), or be left out where there are two columns. Rows with the same
source are one concept, whose id is the source, unless there is a column `concept`. Status and all other columns belong
to the target term; `candidate` and `rejected` may stand in the column of the status. A row may have one side only: a
source without a target, or a target, such as a forbidden word, without a source.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import BinaryIO

from glossary.formats.base import FormatError, Languages
from glossary.formats.losses import describe_loss, find_field_losses, find_header_losses
from glossary.formats.pairs.rows import detect_languages, dump_rows, read_header, split_sides
from glossary.formats.tables import cells
from glossary.formats.tables.cells import PLAIN, Dialect, Row, read_dialect
from glossary.formats.tables.columns import Columns, ConceptBuilder
from glossary.formats.tables.editing import edit_table
from glossary.formats.tables.headers import index_columns
from glossary.model import Concept, Glossary, Term

__all__ = ["dump", "edit", "find_losses", "keep", "load", "read_dialect"]


def load(stream: BinaryIO, languages: Languages) -> Glossary:
    """Read a file of pairs. Raises FormatError."""
    return load_rows(cells.read(stream), languages)


def dump(glossary: Glossary, languages: Languages, dialect: Dialect = PLAIN) -> Iterator[bytes]:
    """Yield the bytes of a file of pairs."""
    return cells.write(dump_rows(glossary, languages, dialect.header), dialect)


def edit(data: bytes, glossary: Glossary, languages: Languages) -> Iterable[bytes] | None:
    """Return the bytes of a file in which only the rows that differ are written anew; None where that cannot be."""
    old = load(BytesIO(data), languages)
    header = read_dialect(BytesIO(data)).header
    headed = bool(header and read_header(header, languages)[0])
    return edit_table(data, [*dump_rows(old, languages, header)], [*dump_rows(glossary, languages, header)], headed)


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
        if side.source or side.target
    )
    return Glossary(tuple(concepts))


def find_losses(glossary: Glossary, languages: Languages) -> Sequence[str]:
    """Tell what is lost: terms in other languages, and all fields of source terms."""
    sides = [split_sides(concept, languages) for concept in glossary.concepts]
    used = detect_languages(sides, languages)
    sources = [term for side in sides for term in side.source]
    targets = [term for side in sides for term in side.target]
    strays = sum(t.language != used.source for t in sources) + sum(t.language != used.target for t in targets)
    return [
        *find_header_losses(glossary),
        *describe_loss(sum(not s.source and not s.target for s in sides), "concept", "left out, in neither language"),
        *describe_loss(sum(len(s.left_out) for s in sides), "term", "left out, in another language or there already"),
        *describe_loss(strays, "term", f"the language becomes {used.source} or {used.target}"),
        *find_field_losses((), sources, (), ()),
    ]


def load_rows(rows: Iterable[Row], languages: Languages) -> Glossary:
    """Build the glossary of rows of pairs, with or without a header. Raises FormatError."""
    rows = iter(rows)
    first = next(rows, None)
    if first is None:
        return Glossary(())
    header, names = read_header(first.cells, languages)
    return Glossary(_build_concepts(rows if header else iter((first, *rows)), header or ["source", "target"], names))


def _build_concepts(rows: Iterator[Row], header: Sequence[str], languages: Languages) -> tuple[Concept, ...]:
    places = index_columns(header)
    source_at, target_at, id_at = places["source"], places["target"], places.get("concept", len(header))
    columns = Columns(header, {source_at, target_at, id_at})
    builder = ConceptBuilder(columns)
    line = 1
    try:
        for line, row in rows:  # noqa: B007 - the line is for the error
            columns.fit(row)
            source, target = row[source_at], row[target_at]
            has_source, has_target = source.strip(), target.strip()
            if not has_source and not has_target:
                raise FormatError("no term on either side: fill one of the cells, or delete the row")
            terms = builder.add(row[id_at].strip() or has_source or has_target, row)
            if has_source and not any(term.text == source and term.language == languages.source for term in terms):
                terms.append(Term(source, languages.source))
            if has_target:
                terms.append(columns.build_term(target, languages.target, row))
    except FormatError as error:
        error.line = error.line or line
        raise
    return builder.build()
