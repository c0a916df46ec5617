"""Custom terminology of Amazon Translate: CSV or TSV with a header of language codes, a column for each.

The first column is the source. Source: https://docs.aws.amazon.com/translate/latest/dg/creating-custom-terminology.html
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from glossary.formats.base import FormatError, Languages
from glossary.formats.losses import Loss
from glossary.formats.tables import cells
from glossary.formats.tables.cells import PLAIN, Dialect, read_dialect
from glossary.formats.tables.titles import is_language
from glossary.formats.tables.wordlist import build_glossary, build_rows, find_wordlist_losses, list_languages
from glossary.model import Glossary

__all__ = ["dump", "find_losses", "load", "read_dialect"]


def load(stream: BinaryIO, languages: Languages) -> Glossary:
    """Read a terminology of two or more languages. Raises FormatError."""
    rows = cells.read(stream, guarded=False)
    header = next(rows, None)
    if header is None:
        return Glossary(())
    for cell in header.cells:
        if not is_language(cell):
            raise FormatError(
                f"“{cell}” is not a language code: the first row names the languages, as in zh,en", header.line
            )
    return build_glossary(rows, [cell.strip() for cell in header.cells])


def dump(glossary: Glossary, languages: Languages, dialect: Dialect = PLAIN) -> Iterator[bytes]:
    """Yield the bytes of a terminology in all languages of the glossary."""
    codes = list_languages(glossary, languages.source) or [*languages]
    return cells.write([codes, *build_rows(glossary, codes)], dialect, guarded=False)


def find_losses(glossary: Glossary, languages: Languages) -> Sequence[Loss]:
    """Return what is lost: among others, all terms but one for each source term and language."""
    return [*find_wordlist_losses(glossary, list_languages(glossary, languages.source) or [*languages])]
