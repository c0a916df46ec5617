"""Equivalent term sets of Google Cloud Translation: CSV with a header of language codes, a text a language.

The columns `pos` and `description` may follow the languages; both are read and written.
Source: https://cloud.google.com/translate/docs/advanced/glossary
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from glossary.formats import cells
from glossary.formats.base import FormatError, Languages
from glossary.formats.cells import PLAIN, Dialect, Row, dialect
from glossary.formats.headers import is_language, key
from glossary.formats.losses import counted
from glossary.formats.wordlist import glossary_of, losses_of, terms_of, used_languages
from glossary.model import Concept, Glossary

__all__ = ["dialect", "dump", "load", "losses"]

_MORE = ("pos", "description")


def load(stream: BinaryIO, languages: Languages) -> Glossary:
    """Read term sets; `pos` is the part of speech of all terms of its row, `description` the definition of the concept.

    Raises FormatError.
    """
    rows = cells.read(stream, guarded=False)
    header = next(rows, None)
    if header is None:
        return Glossary(())
    codes = [cell.strip() for cell in header.cells if key(cell) not in _MORE]
    if wrong := next((code for code in codes if not is_language(code)), ""):
        raise FormatError(f"“{wrong}” is no language code: the first row names the languages, as in zh,en", header.line)
    more = {key(cell): at for at, cell in enumerate(header.cells) if key(cell) in _MORE}
    concepts: dict[str, Concept] = {}
    for row in rows:
        for new in _concepts(row, codes, more):
            old = concepts.get(new.id, new)
            terms = tuple(dict.fromkeys((*old.terms, *new.terms)))
            concepts[new.id] = old._replace(terms=terms, definition=old.definition or new.definition)
    return Glossary(tuple(concepts.values()))


def _concepts(row: Row, codes: Sequence[str], more: dict[str, int]) -> Iterable[Concept]:
    """The concept of a row, or none where no term stands in it."""
    said = {name: row.cells[at] if at < len(row.cells) else "" for name, at in more.items()}
    texts = [cell for at, cell in enumerate(row.cells) if at not in more.values()]
    for concept in glossary_of([Row(row.line, texts)], codes).concepts:
        terms = tuple(term._replace(part_of_speech=said.get("pos", "")) for term in concept.terms)
        yield concept._replace(terms=terms, definition=said.get("description", ""))


def dump(glossary: Glossary, languages: Languages, dialect: Dialect = PLAIN) -> Iterator[bytes]:
    """The bytes of term sets in all languages of the glossary."""
    codes = used_languages(glossary, languages.source) or [*languages]
    rows = [
        [*(term.text if term else "" for term in terms), terms[0].part_of_speech, concept.definition]
        for concept, terms in terms_of(glossary, codes)
    ]
    used = any(any(row[-2:]) for row in rows)
    rows = rows if used else [row[:-2] for row in rows]
    return cells.write([[*codes, *(_MORE if used else ())], *rows], dialect, guarded=False)


def losses(glossary: Glossary, languages: Languages) -> Sequence[str]:
    """All but one term a language for each source term."""
    codes = used_languages(glossary, languages.source) or [*languages]
    rows = [terms for _, terms in terms_of(glossary, codes)]
    differing = sum(term.part_of_speech != terms[0].part_of_speech for terms in rows for term in terms if term)
    return [
        *losses_of(glossary, codes, None, ("definition",), ("part_of_speech",)),
        *counted(differing, "term", "the part of speech becomes that of the source"),
    ]
