"""TMX 1.4b: a translation unit is a concept, each of its variants a term; valid against the DTD of the standard.

Fields for which TMX has no element are properties: `x-status`, `x-part-of-speech`, `x-definition`. Properties of other
tools, and notes after the first, are extras. A term is the text of a segment without its inline codes; an extra,
`as:text`, keeps the codes. The white space of texts is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from glossary.formats.base import Languages
from glossary.formats.losses import Loss
from glossary.formats.tmx.read import read
from glossary.formats.tmx.write import drop_stale_frames, write
from glossary.formats.verifying import map_texts
from glossary.formats.xml.text import find_losses as find_xml_losses
from glossary.formats.xml.text import replace_illegal
from glossary.model import Glossary


def load(stream: BinaryIO, languages: Languages) -> Glossary:
    """Read a glossary; the variants name their languages. Raises FormatError."""
    return read(stream, languages)


def dump(glossary: Glossary, languages: Languages) -> Iterator[bytes]:
    """Yield the bytes of a TMX file, a unit for each concept that has a term. `languages` name the source language."""
    return (piece.encode() for piece in write(glossary, languages))


def keep(glossary: Glossary, languages: Languages) -> Glossary:
    """Return what of a glossary the format holds; codes that no longer fit the text of a term are not written."""
    held = map_texts(glossary, replace_illegal)
    return held._replace(concepts=tuple(map(drop_stale_frames, held.concepts)))


def find_losses(glossary: Glossary, languages: Languages) -> Sequence[Loss]:
    """Return what is lost: what no XML holds."""
    return find_xml_losses(glossary)
