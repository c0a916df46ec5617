"""Unidirectional glossaries of Google Cloud Translation: CSV or TSV without a header, a source and a target in a row.

Source: https://cloud.google.com/translate/docs/advanced/glossary
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from glossary.formats.base import Languages
from glossary.formats.losses import Loss
from glossary.formats.tables import cells
from glossary.formats.tables.cells import PLAIN, Dialect, read_dialect
from glossary.formats.tables.wordlist import build_glossary, build_rows, find_wordlist_losses, keep_wordlist
from glossary.model import Glossary

__all__ = ["dump", "find_losses", "keep", "load", "read_dialect"]


def load(stream: BinaryIO, languages: Languages) -> Glossary:
    """Read a glossary of one pair of languages. Raises FormatError."""
    return build_glossary(cells.read(stream, guarded=False), languages)


def dump(glossary: Glossary, languages: Languages, dialect: Dialect = PLAIN) -> Iterator[bytes]:
    """Yield the bytes of a file of pairs."""
    return cells.write(build_rows(glossary, languages), dialect, guarded=False)


def keep(glossary: Glossary, languages: Languages) -> Glossary:
    """Return what of a glossary the format holds."""
    return keep_wordlist(glossary, languages)


def find_losses(glossary: Glossary, languages: Languages) -> Sequence[Loss]:
    """Return what is lost: among others, all targets but one for each source term."""
    return [*find_wordlist_losses(glossary, languages)]
