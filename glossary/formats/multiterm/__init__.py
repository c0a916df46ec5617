"""MultiTerm XML (`mtf`): what Trados MultiTerm, memoQ and Acrolinx exchange.

A field is a descriptive element of a free type: `Status`, `Definition`, `Part of Speech`. Other types are extras under
their name. An element that is more than a type and a text (a link, a group in a group, who changed what) is kept whole
as an extra. Elements of a language group next to its terms are extras of the concept, with the language before their
name. The white space of texts is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from glossary.formats.base import Languages
from glossary.formats.losses import Loss, find_header_losses
from glossary.formats.multiterm.names import LANGUAGE
from glossary.formats.multiterm.read import read
from glossary.formats.multiterm.write import drop_stale_frames, write
from glossary.formats.verifying import map_texts
from glossary.formats.xml.text import find_losses as find_xml_losses
from glossary.formats.xml.text import replace_illegal
from glossary.model import Glossary


def load(stream: BinaryIO, languages: Languages) -> Glossary:
    """Read a glossary; its language groups name the languages. Raises FormatError."""
    return read(stream)


def dump(glossary: Glossary, languages: Languages) -> Iterator[bytes]:
    """Yield the bytes of a MultiTerm XML file in UTF-8, a group for each concept that has a term."""
    return (piece.encode() for piece in write(glossary))


def keep(glossary: Glossary, languages: Languages) -> Glossary:
    """Return what of a glossary the format holds; a frame that its field has outgrown is not written."""
    extra = tuple(pair for pair in glossary.extra if pair[0].startswith(LANGUAGE))
    held = map_texts(glossary._replace(extra=extra), replace_illegal)
    return held._replace(concepts=tuple(map(drop_stale_frames, held.concepts)))


def find_losses(glossary: Glossary, languages: Languages) -> Sequence[Loss]:
    """Return what is lost: what no XML holds, and extras of the glossary but the names of languages."""
    unheld = tuple(pair for pair in glossary.extra if not pair[0].startswith(LANGUAGE))
    return [*find_xml_losses(glossary), *find_header_losses(glossary._replace(extra=unheld))]
