"""DOCX (Office Open XML): the text that a person sees in Word, as if all changes were accepted."""

from collections.abc import Iterator

from align.model import Document
from align.readers import ReadOptions
from align.readers.archive import open_archive
from align.readers.assembly import Assembly
from align.readers.docx.package import Package
from align.readers.docx.stories import Walk
from align.readers.docx.styles import read_styles


def read(path: str, data: bytes, options: ReadOptions) -> Iterator[Document]:
    """Yield the one document of a file: its text, then footnotes, endnotes, headers and footers."""
    package = Package(open_archive(data))
    assembly = Assembly()
    walk = Walk(assembly, read_styles(package), options)
    walk.read_body(package.main, package.read(package.main))
    for kind in ("footnote", "endnote"):
        if part := package.find_part(f"{kind}s"):
            walk.read_notes(kind, part, package.read(part))
    for kind in ("header", "footer"):
        for number, part in enumerate(package.find_targets(walk.references[kind]), 1):
            walk.read_story(f"{kind} {number}", part, package.read(part))
    yield assembly.build(path, options.target_language)
