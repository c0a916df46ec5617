"""Glossaries of DeepL: CSV or TSV without a header, a source and a target in a row, each of at most 1,024 bytes.

Two more columns, with the codes of the languages, may follow; they are read and not written.
Source: https://developers.deepl.com/docs/api-reference/glossaries
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import BinaryIO

from glossary.formats.base import Languages
from glossary.formats.losses import Loss
from glossary.formats.tables import cells
from glossary.formats.tables.cells import PLAIN, Dialect, Row, read_dialect
from glossary.formats.tables.titles import is_language
from glossary.formats.tables.wordlist import build_glossary, build_rows, find_wordlist_losses, keep_wordlist
from glossary.model import Glossary

__all__ = ["dump", "find_losses", "keep", "load", "read_dialect"]

LONGEST = 1024
"""Bytes of UTF-8 that a side may have."""


def load(stream: BinaryIO, languages: Languages) -> Glossary:
    """Read a glossary of one pair of languages. Raises FormatError."""
    rows = cells.read(stream, guarded=False)
    first = next(rows, None)
    if first is None:
        return Glossary(())
    rows = chain((first,), rows)
    if len(first.cells) == 4 and all(map(is_language, first.cells[2:])):
        languages = Languages(*(code.strip().lower() for code in first.cells[2:]))
        rows = (Row(line, row[:2]) for line, row in rows)
    return build_glossary(rows, languages)


def dump(glossary: Glossary, languages: Languages, dialect: Dialect = PLAIN) -> Iterator[bytes]:
    """Yield the bytes of a file of pairs."""
    return cells.write(build_rows(glossary, languages), dialect, guarded=False)


def keep(glossary: Glossary, languages: Languages) -> Glossary:
    """Return what of a glossary the format holds."""
    return keep_wordlist(glossary, languages)


def find_losses(glossary: Glossary, languages: Languages) -> Sequence[Loss]:
    """Return what is lost: among others, all targets but one for each source term."""
    return [*find_wordlist_losses(glossary, languages, LONGEST)]
