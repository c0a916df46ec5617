"""MultiTerm XML (`mtf`): what Trados MultiTerm, memoQ and Acrolinx exchange.

A field is a descriptive element of a free type: `Status`, `Definition`, `Part of Speech`. Other types are extras under
their name; what is more than a type and a text (a link, a group in a group, who changed what) is an extra that holds
the element. What stands in a language group beside its terms is the concept's, with the language before the name.
Texts are taken as written, white space too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from glossary.formats.base import Languages
from glossary.formats.losses import of_the_glossary
from glossary.formats.markup_text import losses as _losses
from glossary.formats.multiterm.names import LANGUAGE
from glossary.formats.multiterm.read import read
from glossary.formats.multiterm.write import write
from glossary.model import Glossary


def load(stream: BinaryIO, languages: Languages) -> Glossary:
    """Read a glossary; its language groups name the languages. Raises FormatError."""
    return read(stream)


def dump(glossary: Glossary, languages: Languages) -> Iterator[bytes]:
    """The bytes of a MultiTerm XML file in UTF-8, a group for each concept that has a term."""
    return (piece.encode() for piece in write(glossary))


def losses(glossary: Glossary, languages: Languages) -> Sequence[str]:
    """What of this glossary MultiTerm XML cannot hold."""
    unheld = tuple(pair for pair in glossary.extra if not pair[0].startswith(LANGUAGE))
    return [*_losses(glossary), *of_the_glossary(glossary._replace(extra=unheld))]
