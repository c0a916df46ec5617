"""Equivalent term sets of Google Cloud Translation: CSV with a header of language codes, a column for each.

The columns `pos` and `description` may follow the languages; both are read and written.
Source: https://cloud.google.com/translate/docs/advanced/glossary
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from glossary.formats.base import FormatError, Languages
from glossary.formats.losses import Loss, note_loss
from glossary.formats.tables import cells
from glossary.formats.tables.cells import PLAIN, Dialect, Row, read_dialect
from glossary.formats.tables.titles import is_language, normalize_title
from glossary.formats.tables.wordlist import build_glossary, find_wordlist_losses, list_languages, select_terms
from glossary.model import Concept, Glossary

__all__ = ["dump", "find_losses", "load", "read_dialect"]

_MORE = ("pos", "description")


def load(stream: BinaryIO, languages: Languages) -> Glossary:
    """Read term sets. `pos` is the part of speech of all terms in its row, `description` the concept's definition.

    Raises FormatError.
    """
    rows = cells.read(stream, guarded=False)
    header = next(rows, None)
    if header is None:
        return Glossary(())
    codes = [cell.strip() for cell in header.cells if normalize_title(cell) not in _MORE]
    if wrong := next((code for code in codes if not is_language(code)), ""):
        raise FormatError(
            f"“{wrong}” is not a language code: the first row names the languages, as in zh,en", header.line
        )
    more = {normalize_title(cell): at for at, cell in enumerate(header.cells) if normalize_title(cell) in _MORE}
    concepts: dict[str, Concept] = {}
    for row in rows:
        for new in _build_concepts(row, codes, more):
            old = concepts.get(new.id, new)
            terms = tuple(dict.fromkeys((*old.terms, *new.terms)))
            concepts[new.id] = old._replace(terms=terms, definition=old.definition or new.definition)
    return Glossary(tuple(concepts.values()))


def _build_concepts(row: Row, codes: Sequence[str], more: dict[str, int]) -> Iterable[Concept]:
    """Yield the concept of a row, or none where the row has no term."""
    values = {name: row.cells[at] if at < len(row.cells) else "" for name, at in more.items()}
    texts = [cell for at, cell in enumerate(row.cells) if at not in more.values()]
    for concept in build_glossary([Row(row.line, texts)], codes).concepts:
        terms = tuple(term._replace(part_of_speech=values.get("pos", "")) for term in concept.terms)
        yield concept._replace(terms=terms, definition=values.get("description", ""))


def dump(glossary: Glossary, languages: Languages, dialect: Dialect = PLAIN) -> Iterator[bytes]:
    """Yield the bytes of term sets in all languages of the glossary."""
    codes = list_languages(glossary, languages.source) or [*languages]
    rows = [
        [*(term.text if term else "" for term in terms), terms[0].part_of_speech, concept.definition]
        for concept, terms in select_terms(glossary, codes)
    ]
    used = any(any(row[-2:]) for row in rows)
    rows = rows if used else [row[:-2] for row in rows]
    return cells.write([[*codes, *(_MORE if used else ())], *rows], dialect, guarded=False)


def find_losses(glossary: Glossary, languages: Languages) -> Sequence[Loss]:
    """Return what is lost: among others, all terms but one for each source term and language."""
    codes = list_languages(glossary, languages.source) or [*languages]
    rows = [terms for _, terms in select_terms(glossary, codes)]
    differing = sum(term.part_of_speech != terms[0].part_of_speech for terms in rows for term in terms if term)
    return [
        *find_wordlist_losses(glossary, codes, None, ("definition",), ("part_of_speech",)),
        *note_loss(differing, "term", "the part of speech becomes that of the source"),
    ]
