"""TBX (ISO 30042): read in version 2 and 3, written again in version 3, dialect TBX-Basic in DCA style.

A file that is there is changed in its own version, dialect, style and layout (`editing`).

Elements for which the model has no field are kept as extras and written back as they were: those of a term or an entry
under their category (`termNote:termType`), those of a language section with the language before it
(`en/descripGrp:definition`), the header under the names of its parts. A value for which TBX-Basic has no word is
written as the nearest one, with a note that gives the value (a marker): `aligncheck:status=forbidden` next to
`deprecatedTerm-admn-sts`. An extra that is no element of TBX is written as a marker too. Texts keep their white space:
the header says so in a paragraph of type `aligncheck:space`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from typing import BinaryIO

from glossary.formats.base import Languages
from glossary.formats.losses import Loss
from glossary.formats.tbx import editing
from glossary.formats.tbx.editing import describe_form
from glossary.formats.tbx.read import read
from glossary.formats.tbx.write import renew_frames, write
from glossary.formats.verifying import map_texts
from glossary.formats.xml.text import find_losses as find_xml_losses
from glossary.formats.xml.text import replace_illegal
from glossary.model import Glossary

__all__ = ["describe_form", "dump", "edit", "find_losses", "keep", "load"]


def load(stream: BinaryIO, languages: Languages) -> Glossary:
    """Read a glossary; its file names the languages. Raises FormatError."""
    return read(stream)


def dump(glossary: Glossary, languages: Languages) -> Iterator[bytes]:
    """Yield the bytes of a TBX-Basic file, piece by piece."""
    return (piece.encode() for piece in write(_part_ids(glossary)))


def edit(data: bytes, glossary: Glossary, languages: Languages) -> Iterator[Iterable[bytes]]:
    """Yield a draft of a file in which only the entries and terms that differ are written again."""
    return editing.edit(data, _part_ids(glossary))


def keep(glossary: Glossary, languages: Languages) -> Glossary:
    """Return what of a glossary the format holds; frames that no longer fit their fields are renewed."""
    held = map_texts(_part_ids(glossary), replace_illegal)
    return held._replace(concepts=tuple(map(renew_frames, held.concepts)))


def find_losses(glossary: Glossary, languages: Languages) -> Sequence[Loss]:
    """Return what is lost: what no XML holds."""
    return find_xml_losses(glossary)


def _part_ids(glossary: Glossary) -> Glossary:
    """Return a glossary whose ids differ also where XML lacks characters of them: a number is added."""
    taken = {concept.id for concept in glossary.concepts}
    if len(set(map(replace_illegal, taken))) == len(taken):
        return glossary
    concepts = []
    for concept in glossary.concepts:
        held = replace_illegal(concept.id)
        if held != concept.id:
            held = next(name for number in count(1) if (name := f"{held}-{number}") not in taken)
            taken.add(held)
        concepts.append(concept._replace(id=held))
    return glossary._replace(concepts=tuple(concepts))
