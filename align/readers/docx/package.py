"""The parts of a DOCX file, and how they belong together (ECMA-376-2, Open Packaging Conventions)."""

import posixpath
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from align.errors import ReadError
from align.readers.archive import LARGEST_TABLE, Archive
from align.readers.xml.events import Start, local_name, parse

_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w:",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w:",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m:",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m:",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp:",
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": "wp:",
}


@lru_cache(maxsize=4096)
def name_shortly(name: str) -> str:
    """Return a name with the prefix that Word gives its namespace; without any where the namespace is no text's.

    >>> name_shortly("{http://purl.oclc.org/ooxml/wordprocessingml/main}t"), name_shortly("{urn:x}t")
    ('w:t', ':t')
    """
    namespace, _, local = name.rpartition("}")
    return _PREFIXES.get(namespace[1:], ":" if namespace else "") + local


class Relationship(NamedTuple):
    """That a part uses another one: an id, what for, and the name of the other part."""

    id: str
    kind: str
    target: str


class Package:
    """The parts of a file. Raises ReadError where it holds no Word document."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._names = frozenset(archive.names)
        mains = (entry.target for entry in self._find_relationships("") if entry.kind == "officeDocument")
        self.main = next(mains, "word/document.xml")
        if self.main not in self._names:
            raise ReadError("holds no Word document; give it the suffix of what it is, or save it again")
        self._relationships = list(self._find_relationships(self.main))

    def read(self, part: str) -> str:
        """Return a part's XML. Raises ReadError."""
        return self._archive.decode(part)

    def read_table(self, part: str) -> str:
        """Return the XML of a part that holds no text. Raises ReadError."""
        return self._archive.decode(part, LARGEST_TABLE)

    def find_part(self, kind: str) -> str | None:
        """Return the part that the document uses for something, such as `styles`."""
        return next((entry.target for entry in self._relationships if entry.kind == kind), None)

    def find_targets(self, ids: Iterable[str]) -> list[str]:
        """Return the parts of these relationships, each once."""
        targets = {entry.id: entry.target for entry in self._relationships}
        return list(dict.fromkeys(targets[one] for one in ids if one in targets))

    def _find_relationships(self, part: str) -> Iterator[Relationship]:
        """Yield what a part uses inside the file; the file as a whole where it is empty."""
        folder, name = posixpath.split(part)
        relationships = posixpath.join(folder, "_rels", f"{name}.rels")
        if relationships not in self._names:
            return
        for event in parse(self.read_table(relationships)):
            if isinstance(event, Start) and local_name(event.name) == "Relationship":
                said = event.attributes
                target = posixpath.normpath(posixpath.join("/", folder, said.get("Target", ""))).lstrip("/")
                if said.get("TargetMode") != "External" and target in self._names:
                    yield Relationship(said.get("Id", ""), said.get("Type", "").rpartition("/")[2], target)
