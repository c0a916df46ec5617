"""Glossaries of DeepL: CSV or TSV without a header, a source and a target a row, at most 1,024 bytes a side.

Two more columns, with the codes of the languages, may follow; they are read and not written.
Source: https://developers.deepl.com/docs/api-reference/glossaries
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import BinaryIO

from glossary.formats import cells
from glossary.formats.base import Languages
from glossary.formats.cells import PLAIN, Dialect, Row, dialect
from glossary.formats.headers import is_language
from glossary.formats.wordlist import glossary_of, losses_of, rows_of
from glossary.model import Glossary

__all__ = ["dialect", "dump", "load", "losses"]

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
    return glossary_of(rows, languages)


def dump(glossary: Glossary, languages: Languages, dialect: Dialect = PLAIN) -> Iterator[bytes]:
    """The bytes of a file of pairs."""
    return cells.write(rows_of(glossary, languages), dialect, guarded=False)


def losses(glossary: Glossary, languages: Languages) -> Sequence[str]:
    """All but one pair for each source term."""
    return [*losses_of(glossary, languages, LONGEST)]
