"""Files of candidates: new ones put in without the loss of anything that stood there."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import chain, count
from pathlib import Path
from typing import NamedTuple

from glossary.extract.known import source_key, target_key
from glossary.formats import cells, format_of_name, pairs
from glossary.formats.base import Languages
from glossary.formats.cells import PLAIN, Dialect
from glossary.formats.files import GlossaryError, editing, load
from glossary.formats.headers import key
from glossary.formats.pair_rows import dump_rows
from glossary.model import Concept, Extra, Glossary, State, Term, speaks
from glossary.storage.atomic import write_bytes_atomically
from glossary.storage.locks import LockError, locked

_PAIR = Languages()


class Entry(NamedTuple):
    """A candidate for a file: its source, empty where there is none, its target, and what else is said of it."""

    source: str
    target: str
    fields: Extra


def write(path: Path, entries: Sequence[Entry], languages: Languages = _PAIR) -> Glossary:
    """Put candidates into a file, a new one of pairs or whatever glossary it holds, and return what it holds then.

    Raises glossary.formats.files.GlossaryError; the file is then as it was.
    """
    if not _holds_pairs(path, languages):
        with editing(path, None, languages, create=True) as draft:
            draft.glossary = merged(draft.glossary, entries, languages)
        return draft.glossary
    try:
        with locked(path):
            old = load(path, None, languages).glossary if path.exists() else Glossary(())
            glossary = merged(old, entries, languages)
            write_bytes_atomically(path, lines(glossary, languages, _dialect(path)))
            return glossary
    except LockError as error:
        raise GlossaryError(f"{path}: {error}") from error
    except UnicodeEncodeError as error:
        raise GlossaryError(f"{path}: its encoding lacks {error.object[error.start]!r}: save it as UTF-8") from error
    except OSError as error:
        raise GlossaryError(f"{path}: cannot be written ({error.strerror}): name another file") from error


def _holds_pairs(path: Path, languages: Languages) -> bool:
    """Whether the file is one of pairs, or may become one."""
    if path.suffix.lower() == ".xlsx":
        return False
    return load(path, None, languages).format == "pairs" if path.exists() else format_of_name(path.name) == "csv"


def _dialect(path: Path) -> Dialect:
    if path.exists():
        with path.open("rb") as stream:
            return pairs.dialect(stream)
    return Dialect(delimiter="\t") if path.suffix.lower() == ".tsv" else PLAIN


def lines(glossary: Glossary, languages: Languages = _PAIR, dialect: Dialect = PLAIN) -> Iterator[bytes]:
    """Return the bytes of a file of pairs in which the states stand in the column of the status, where they can."""
    return cells.write(_one_column([*dump_rows(glossary, languages, dialect.header)]), dialect)


def _one_column(rows: list[list[str]]) -> Iterable[list[str]]:
    titles = [key(title) for title in rows[0]] if rows else []
    if "state" not in titles:
        return rows
    at = titles.index("state")
    if "status" not in titles:
        return [[*rows[0][:at], "status", *rows[0][at + 1 :]], *rows[1:]]
    status = titles.index("status")
    if any(row[at] and row[status] for row in rows[1:]):
        return rows
    for row in rows[1:]:
        row[status] = row[status] or row[at]
    return [[*row[:at], *row[at + 1 :]] for row in rows]


def merged(old: Glossary, entries: Iterable[Entry], languages: Languages = _PAIR) -> Glossary:
    """Return a glossary with these candidates first, in their order, and then all that it had.

    What the file says of a candidate is brought up to date, its other fields stay; no other term changes.
    """
    concepts = {concept.id: concept for concept in old.concepts}
    names = _names(old, languages)
    first: dict[str, None] = {}
    for entry in entries:
        own = _key(entry, languages)
        if own not in names:
            names[own] = _free(entry.source or entry.target, concepts)
            source = (Term(entry.source, languages.source),) if entry.source else ()
            concepts[names[own]] = Concept(names[own], source)
        name = names[own]
        first.setdefault(name)
        concepts[name] = _with(concepts[name], entry, languages)
    order = [*first, *(name for name in concepts if name not in first)]
    return old._replace(concepts=tuple(concepts[name] for name in order))


def _names(glossary: Glossary, languages: Languages) -> dict[tuple[str, str], str]:
    """The concept that has each source; that of a target, where the concept has no source."""
    found: dict[tuple[str, str], str] = {}
    for concept in glossary.concepts:
        sources = concept.terms_in(languages.source)
        for term in sources:
            found.setdefault((source_key(term.text, languages.source), ""), concept.id)
        for term in () if sources else concept.terms_in(languages.target):
            found.setdefault(("", target_key(term.text)), concept.id)
    return found


def _key(entry: Entry, languages: Languages) -> tuple[str, str]:
    return (source_key(entry.source, languages.source), "") if entry.source else ("", target_key(entry.target))


def _free(wanted: str, used: Container[str]) -> str:
    """An id that no concept has."""
    return next(name for name in chain((wanted,), (f"{wanted}-{n}" for n in count(2))) if name not in used)


def _with(concept: Concept, entry: Entry, languages: Languages) -> Concept:
    """A concept with a candidate: added to it, or what is said of it anew."""
    terms = list(concept.terms)
    for place, term in enumerate(terms):
        if speaks(term.language, languages.target) and target_key(term.text) == target_key(entry.target):
            if term.state is State.CANDIDATE:
                new = {name for name, _ in entry.fields}
                kept = tuple(pair for pair in term.extra if pair[0] not in new)
                terms[place] = term._replace(extra=(*entry.fields, *kept))
            return concept._replace(terms=tuple(terms))
    added = Term(entry.target, languages.target, state=State.CANDIDATE, extra=entry.fields)
    return concept._replace(terms=(*terms, added))
