"""TBX (ISO 30042): read in version 2 and 3, written in version 3, dialect TBX-Basic in DCA style.

What TBX says and no field stands for comes back as it was, as extras: the elements of a term or an entry under their
category (`termNote:termType`), those of a language section with the language before them (`en/descripGrp:definition`),
the header under the names of its parts. What TBX-Basic has no word for is written as the nearest it has and a note
that says the rest, `aligncheck:status=forbidden` beside `deprecatedTerm-admn-sts`; an extra that is no element of TBX
is such a note too. Texts keep their white space: the header says so in a paragraph of type `aligncheck:space`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from glossary.formats.base import Languages
from glossary.formats.markup_text import losses as _losses
from glossary.formats.tbx.read import read
from glossary.formats.tbx.write import write
from glossary.model import Glossary


def load(stream: BinaryIO, languages: Languages) -> Glossary:
    """Read a glossary; its file names the languages. Raises FormatError."""
    return read(stream)


def dump(glossary: Glossary, languages: Languages) -> Iterator[bytes]:
    """The bytes of a TBX-Basic file, piece by piece."""
    return (piece.encode() for piece in write(glossary))


def losses(glossary: Glossary, languages: Languages) -> Sequence[str]:
    """What of this glossary TBX cannot hold."""
    return _losses(glossary)
