"""ODT (OpenDocument 1.3): the text that a person sees, as if all changes were accepted."""

from collections.abc import Iterator

from align.errors import ReadError
from align.model import Document
from align.readers import ReadOptions
from align.readers.archive import LARGEST_TABLE, open_archive
from align.readers.assembly import Assembly
from align.readers.odt.stories import Walk

_CONTENT, _STYLES, _MANIFEST = "content.xml", "styles.xml", "META-INF/manifest.xml"
_PACKAGE = "encrypted-package"


def read(path: str, data: bytes, options: ReadOptions) -> Iterator[Document]:
    """Yield the one document of a file: its text, each note after its paragraph, then headers and footers."""
    archive = open_archive(data)
    names = frozenset(archive.names)
    if _PACKAGE in names or (_MANIFEST in names and b"encryption-data" in archive.read(_MANIFEST, LARGEST_TABLE)):
        raise ReadError("is encrypted; save it without a password")
    if _CONTENT not in names:
        raise ReadError("holds no OpenDocument text; give it the suffix of what it is, or save it again")
    assembly = Assembly()
    walk = Walk(assembly, options)
    styles = archive.decode(_STYLES, LARGEST_TABLE) if _STYLES in names else ""
    if styles:
        walk.read_styles(_STYLES, styles)
    walk.read_body(_CONTENT, archive.decode(_CONTENT))
    if styles:
        walk.read_headers(_STYLES, styles)
    yield assembly.build(path, options.target_language)
