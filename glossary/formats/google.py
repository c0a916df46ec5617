"""Unidirectional glossaries of Google Cloud Translation: CSV or TSV without a header, a source and a target a row.

Source: https://cloud.google.com/translate/docs/advanced/glossary
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from glossary.formats import cells
from glossary.formats.base import Languages
from glossary.formats.cells import PLAIN, Dialect, dialect
from glossary.formats.wordlist import glossary_of, losses_of, rows_of
from glossary.model import Glossary

__all__ = ["dialect", "dump", "load", "losses"]


def load(stream: BinaryIO, languages: Languages) -> Glossary:
    """Read a glossary of one pair of languages. Raises FormatError."""
    return glossary_of(cells.read(stream, guarded=False), languages)


def dump(glossary: Glossary, languages: Languages, dialect: Dialect = PLAIN) -> Iterator[bytes]:
    """The bytes of a file of pairs."""
    return cells.write(rows_of(glossary, languages), dialect, guarded=False)


def losses(glossary: Glossary, languages: Languages) -> Sequence[str]:
    """All but one pair for each source term."""
    return [*losses_of(glossary, languages)]
