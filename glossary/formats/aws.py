"""Custom terminology of Amazon Translate: CSV or TSV with a header of language codes, a text a language.

The first column is the source. Source: https://docs.aws.amazon.com/translate/latest/dg/creating-custom-terminology.html
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from glossary.formats import cells
from glossary.formats.base import FormatError, Languages
from glossary.formats.cells import PLAIN, Dialect, dialect
from glossary.formats.headers import is_language
from glossary.formats.wordlist import glossary_of, losses_of, rows_of, used_languages
from glossary.model import Glossary

__all__ = ["dialect", "dump", "load", "losses"]


def load(stream: BinaryIO, languages: Languages) -> Glossary:
    """Read a terminology of two or more languages. Raises FormatError."""
    rows = cells.read(stream, guarded=False)
    header = next(rows, None)
    if header is None:
        return Glossary(())
    for cell in header.cells:
        if not is_language(cell):
            raise FormatError(
                f"“{cell}” is no language code: the first row names the languages, as in zh,en", header.line
            )
    return glossary_of(rows, [cell.strip() for cell in header.cells])


def dump(glossary: Glossary, languages: Languages, dialect: Dialect = PLAIN) -> Iterator[bytes]:
    """The bytes of a terminology in all languages of the glossary."""
    codes = used_languages(glossary, languages.source) or [*languages]
    return cells.write([codes, *rows_of(glossary, codes)], dialect, guarded=False)


def losses(glossary: Glossary, languages: Languages) -> Sequence[str]:
    """All but one term a language for each source term."""
    return [*losses_of(glossary, used_languages(glossary, languages.source) or [*languages])]
