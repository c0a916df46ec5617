"""The native format, for spreadsheets and git: CSV with one row a term.

    concept,language,term,status,subject
    1,zh,关键矿产,preferred,trade
    1,en,critical minerals,preferred,
    1,en,key minerals,forbidden,

Columns, in this order: `concept` (its id), `language`, `term`, `status`, then those that are needed of `state`,
`part_of_speech`, `case`, `match`, `origin`, `note`, `created`, `modified`, extras of terms, `subject`, `definition`,
`concept_note` and extras of concepts (`concept:NAME`). What is said of a concept stands on its first row; on reading
it may stand on any. Rows of a concept need not stand together. A row with no id belongs to the concept of the row
above. A row with an id and no term says something of the concept alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from glossary.formats import cells
from glossary.formats.base import FormatError, Languages
from glossary.formats.cells import PLAIN, Dialect, Row, dialect
from glossary.formats.columns import Columns, Gathering
from glossary.formats.headers import missing, place_of
from glossary.formats.layout import Layout
from glossary.formats.losses import of_the_glossary
from glossary.model import Concept, Glossary

__all__ = ["dialect", "dump", "load", "losses"]

_OWN = ("concept", "language", "term")


def load(stream: BinaryIO, languages: Languages) -> Glossary:
    """Read a file of terms; an empty one is an empty glossary. Raises FormatError."""
    return load_rows(cells.read(stream))


def dump(glossary: Glossary, languages: Languages, dialect: Dialect = PLAIN) -> Iterator[bytes]:
    """The bytes of a file of terms."""
    return cells.write(dump_rows(glossary, dialect.header), dialect)


def losses(glossary: Glossary, languages: Languages) -> Sequence[str]:
    """What this format cannot hold: what a file says of itself."""
    return [*of_the_glossary(glossary)]


def load_rows(rows: Iterable[Row]) -> Glossary:
    """The glossary in rows, of which the first is the header. Raises FormatError."""
    rows = iter(rows)
    header = next(rows, None)
    if header is None:
        return Glossary(())
    if error := missing(_OWN, header.cells):
        raise error
    return Glossary(_concepts(rows, header.cells))


def _concepts(rows: Iterator[Row], header: Sequence[str]) -> tuple[Concept, ...]:
    places = place_of(header)
    concept_at, language_at, text_at = taken = [places[name] for name in _OWN]
    columns = Columns(header, taken)
    gathering = Gathering(columns)
    line, concept = 1, ""
    try:
        for line, row in rows:  # noqa: B007 - the line is for the error
            columns.fit(row)
            concept = row[concept_at].strip() or concept
            if not concept:
                raise FormatError("no concept in the first row: give each concept an id, such as 1")
            terms = gathering.add(concept, row)
            text, language = row[text_at], row[language_at].strip()
            if text.strip() and language:
                terms.append(columns.term(text, language, row))
            elif text.strip() or language or not row[concept_at].strip():
                raise FormatError(_lacking(text, language))
    except FormatError as error:
        raise error if error.line else FormatError(str(error), line) from error
    return gathering.concepts()


def _lacking(text: str, language: str) -> str:
    if language or not text.strip():
        return "no term: fill its cell, or delete the row"
    return f"no language for “{text}”: give its code, such as zh or en"


def dump_rows(glossary: Glossary, like: Sequence[str] = ()) -> Iterator[list[str]]:
    """The rows of a glossary, the header first; `like` is the header of the file as it was."""
    terms = [term for concept in glossary.concepts for term in concept.terms]
    layout = Layout(glossary.concepts, terms, _OWN, like, ("status",))
    yield layout.header
    for concept in glossary.concepts:
        for place, term in enumerate(concept.terms):
            yield layout.row((concept.id, term.language, term.text), term, None if place else concept)
        if not concept.terms:
            yield layout.row((concept.id, "", ""), None, concept)
