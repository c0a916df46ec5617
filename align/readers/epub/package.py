"""Which members of an EPUB file are its chapters, in reading order (EPUB 3.3, 4 and 5; EPUB 2 has the same)."""

import posixpath
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from align.errors import ReadError
from align.readers.archive import LARGEST_TABLE, Archive
from align.readers.xml.events import Start, local_name, parse

_CONTAINER, _ENCRYPTION = "META-INF/container.xml", "META-INF/encryption.xml"
_PAGES = frozenset({"application/xhtml+xml", "text/html", "text/x-oeb1-document"})


class Chapter(NamedTuple):
    """A member of the archive, the name that people know it by, and whether it is the table of contents."""

    part: str
    name: str
    is_contents: bool = False


def find_chapters(archive: Archive) -> list[Chapter]:
    """Return the chapters of a book. Raises ReadError where it is none, one is missing, or encrypted."""
    parts = dict(_find_parts(archive))
    names = Counter(posixpath.basename(part) for part in parts)
    encrypted, members = set(_find_encrypted(archive)), frozenset(archive.names)
    for part in parts:
        if part in encrypted:
            raise ReadError(f"“{part}” is encrypted; take a copy of the book without protection")
        if part not in members:
            raise ReadError(f"there is no “{part}” in it; save the book again")
    return [
        Chapter(part, name if names[name := posixpath.basename(part)] == 1 else part, is_contents)
        for part, is_contents in parts.items()
    ]


def _find_parts(archive: Archive) -> Iterator[tuple[str, bool]]:
    """Yield the pages of the spine, and whether each is the table of contents."""
    package = _find_package(archive)
    items = dict[str, Mapping[str, str]]()
    for event in parse(archive.decode(package, LARGEST_TABLE)):
        if not isinstance(event, Start):
            continue
        name, said = local_name(event.name), event.attributes
        if name == "item":
            items[said.get("id", "")] = said
        item = items.get(said.get("idref", ""), {}) if name == "itemref" else {}
        if item.get("media-type") in _PAGES:
            yield _resolve(package, item.get("href", "")), "nav" in item.get("properties", "").split()


def _find_package(archive: Archive) -> str:
    if _CONTAINER not in archive.names:
        raise ReadError("is not an EPUB book; give it the suffix of what it is, or save it again")
    for event in parse(archive.decode(_CONTAINER, LARGEST_TABLE)):
        if isinstance(event, Start) and local_name(event.name) == "rootfile":
            return _resolve("", event.attributes.get("full-path", ""))
    raise ReadError("names no package document; save the book again")


def _find_encrypted(archive: Archive) -> Iterator[str]:
    if _ENCRYPTION in archive.names:
        for event in parse(archive.decode(_ENCRYPTION, LARGEST_TABLE)):
            if isinstance(event, Start) and local_name(event.name) == "CipherReference":
                yield _resolve("", event.attributes.get("URI", ""))


def _resolve(base: str, reference: str) -> str:
    """Return the member that a reference in another one leads to; `..` leads no further up than the archive."""
    try:
        path = unquote(urlsplit(reference).path)
    except ValueError:
        path = reference
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(base), path)).lstrip("/")
