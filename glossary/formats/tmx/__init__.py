"""TMX 1.4b: a translation unit is a concept, each of its variants a term; valid against the DTD of the standard.

What no element of TMX says is a property: `x-status`, `x-part-of-speech`, `x-definition`. Properties of other tools,
and notes after the first, are extras. A segment with inline codes keeps them in an extra, `as:text`; the term is its
text without them. Texts are taken as written, white space too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from glossary.formats.base import Languages
from glossary.formats.markup_text import losses as _losses
from glossary.formats.tmx.read import read
from glossary.formats.tmx.write import write
from glossary.model import Glossary


def load(stream: BinaryIO, languages: Languages) -> Glossary:
    """Read a glossary; the variants name their languages. Raises FormatError."""
    return read(stream, languages)


def dump(glossary: Glossary, languages: Languages) -> Iterator[bytes]:
    """The bytes of a TMX file, a unit for each concept that has a term. `languages` name the source language."""
    return (piece.encode() for piece in write(glossary, languages))


def losses(glossary: Glossary, languages: Languages) -> Sequence[str]:
    """What of this glossary TMX cannot hold."""
    return _losses(glossary)
