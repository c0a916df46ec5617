"""Pairs of terms: CSV or TSV with a source term and a target term a row.

    source,target,status
    关键矿产,critical minerals,preferred
    关键矿产,key minerals,forbidden

The header may name two languages instead (`zh,en`), or be left out where there are two columns. Rows with the same
source are one concept, whose id is the source, unless a column `concept` says otherwise. Status and all other columns
are of the target term; `candidate` and `rejected` are understood in the column of the status. A row may have one side:
a source without a target, or a target, such as a forbidden word, without a source.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from glossary.formats import cells
from glossary.formats.base import FormatError, Languages
from glossary.formats.cells import PLAIN, Dialect, Row, dialect
from glossary.formats.columns import Columns, Gathering
from glossary.formats.headers import place_of
from glossary.formats.losses import counted, of_fields, of_the_glossary
from glossary.formats.pair_rows import dump_rows, header_of, languages_of, sides_of
from glossary.model import Concept, Glossary, Term

__all__ = ["dialect", "dump", "load", "losses"]


def load(stream: BinaryIO, languages: Languages) -> Glossary:
    """Read a file of pairs. Raises FormatError."""
    return load_rows(cells.read(stream), languages)


def dump(glossary: Glossary, languages: Languages, dialect: Dialect = PLAIN) -> Iterator[bytes]:
    """The bytes of a file of pairs."""
    return cells.write(dump_rows(glossary, languages, dialect.header), dialect)


def losses(glossary: Glossary, languages: Languages) -> Sequence[str]:
    """What pairs cannot hold: other languages, and what is said of source terms."""
    sides = [sides_of(concept, languages) for concept in glossary.concepts]
    used = languages_of(sides, languages)
    sources = [term for side in sides for term in side.source]
    targets = [term for side in sides for term in side.target]
    strays = sum(t.language != used.source for t in sources) + sum(t.language != used.target for t in targets)
    return [
        *of_the_glossary(glossary),
        *counted(sum(not s.source and not s.target for s in sides), "concept", "left out, in neither language"),
        *counted(sum(len(s.left_out) for s in sides), "term", "left out, in another language or there already"),
        *counted(strays, "term", f"the language becomes {used.source} or {used.target}"),
        *of_fields((), sources, (), ()),
    ]


def load_rows(rows: Iterable[Row], languages: Languages) -> Glossary:
    """The glossary in rows of pairs, with or without a header. Raises FormatError."""
    rows = iter(rows)
    first = next(rows, None)
    if first is None:
        return Glossary(())
    header, names = header_of(first.cells, languages)
    return Glossary(_concepts(rows if header else iter((first, *rows)), header or ["source", "target"], names))


def _concepts(rows: Iterator[Row], header: Sequence[str], languages: Languages) -> tuple[Concept, ...]:
    places = place_of(header)
    source_at, target_at, id_at = places["source"], places["target"], places.get("concept", len(header))
    columns = Columns(header, {source_at, target_at, id_at})
    gathering = Gathering(columns)
    line = 1
    try:
        for line, row in rows:  # noqa: B007 - the line is for the error
            columns.fit(row)
            source, target = row[source_at], row[target_at]
            has_source, has_target = source.strip(), target.strip()
            if not has_source and not has_target:
                raise FormatError("no term on either side: fill one of the cells, or delete the row")
            terms = gathering.add(row[id_at].strip() or has_source or has_target, row)
            if has_source and not any(term.text == source and term.language == languages.source for term in terms):
                terms.append(Term(source, languages.source))
            if has_target:
                terms.append(columns.term(target, languages.target, row))
    except FormatError as error:
        raise error if error.line else FormatError(str(error), line) from error
    return gathering.concepts()
