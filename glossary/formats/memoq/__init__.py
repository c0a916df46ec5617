"""Term bases of memoQ as CSV: a row for each entry, and a group of columns for each of its terms.

    Entry_ID;Entry_Subject;Entry_Note;Chinese_PRC_Def;Chinese_PRC;Term_Info;Term_Example;English_Def;English;Term_Info;...

A group is repeated for further terms of a language. `Term_Info` holds words: the case rule (CaseSense, CasePermissive,
CaseInsense), the matching (NoPrefix is exact, HalfPrefix the default) and NonTerm for a forbidden term. Other words
and other columns are kept as extras. Deprecated and superseded terms are written as forbidden: without a
word for them, memoQ would have a translator use them.
Source: https://docs.memoq.com/current/api-docs/wsapi/memoqservices/tbservice.importexport.csv.html
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from glossary.formats.base import Languages
from glossary.formats.losses import Loss, find_field_losses, find_header_losses, note_loss
from glossary.formats.memoq.names import DEFINITION, find_code, find_name
from glossary.formats.memoq.read import read
from glossary.formats.memoq.terms import WRITTEN_AS_FORBIDDEN, is_held
from glossary.formats.memoq.write import build_entry, build_rows, count_columns, select_terms
from glossary.formats.tables import cells
from glossary.formats.tables.cells import Dialect, read_dialect
from glossary.model import Concept, Glossary, Match, Status

__all__ = ["dump", "find_losses", "load", "read_dialect"]

_USUAL = Dialect(delimiter=";")


def load(stream: BinaryIO, languages: Languages) -> Glossary:
    """Read a term base. Raises FormatError."""
    return read(stream)


def dump(glossary: Glossary, languages: Languages, dialect: Dialect = _USUAL) -> Iterator[bytes]:
    """Yield the bytes of a term base."""
    return cells.write(build_rows(glossary, languages), dialect, guarded=False)


def find_losses(glossary: Glossary, languages: Languages) -> Sequence[Loss]:
    """Return what is lost: states, all statuses but forbidden, and most fields of a term but case and match."""
    terms = [term for concept in glossary.concepts for term in select_terms(concept)]
    plain = sum(term.status in {Status.PREFERRED, Status.ADMITTED} for term in terms)
    worse = sum(term.status in WRITTEN_AS_FORBIDDEN - {Status.FORBIDDEN} for term in terms)
    columns = count_columns(glossary, languages)
    unheld = sum(not _is_held(concept, columns) for concept in glossary.concepts)
    refused = sum(len(concept.terms) for concept in glossary.concepts) - len(terms)
    matched = sum(term.match in {Match.INFLECTED, Match.PREFIX} for term in terms)
    renamed = sum(find_code(find_name(term.language)) != term.language for term in terms)
    return [
        *find_header_losses(glossary),
        *note_loss(unheld, "concept", "extra values left out"),
        *note_loss(refused, "term", "left out, not accepted"),
        *note_loss(plain, "term", "the status left out"),
        *note_loss(worse, "term", "deprecated or superseded becomes forbidden"),
        *note_loss(matched, "term", "the match left out"),
        *note_loss(renamed, "term", "the language becomes one with a country, as memoQ has it"),
        *note_loss(sum(not is_held(term) for term in terms), "term", "extra values left out"),
        *find_field_losses((), terms, (), ("status", "state", "case", "match", "example", "extra")),
    ]


def _is_held(concept: Concept, columns: dict[str, int]) -> bool:
    """Return whether all extras of a concept can be read back as extras."""
    entry = build_entry(concept, columns)
    titles = {name + DEFINITION for name in columns}
    own = next(iter(columns)) + DEFINITION
    return all(name != own and entry.get(name) == value for name, value in concept.extra if value) and (
        bool(concept.definition) or not any(entry.get(title) for title in titles)
    )
