"""EPUB: the chapters of a book in reading order, each a page of XHTML (EPUB 3.3)."""

from collections.abc import Callable, Iterator
from itertools import count

from align.model import Document
from align.readers import ReadOptions
from align.readers.archive import open_archive
from align.readers.assembly import Assembly
from align.readers.epub.package import find_chapters
from align.readers.hypertext import find_values
from align.readers.hypertext.blocks import add_blocks
from align.readers.hypertext.elements import Page
from align.readers.hypertext.tokens import refuse_declarations, tokenize


def read(path: str, data: bytes, options: ReadOptions) -> Iterator[Document]:
    """Yield the one document of a book; its table of contents only where navigation is asked for."""
    archive = open_archive(data)
    assembly = Assembly()
    for chapter in find_chapters(archive):
        if not chapter.is_contents or "navigation" in options.parts:
            page = Page(options, chapter.part)
            text = archive.decode(chapter.part)
            refuse_declarations(text, chapter.name)
            add_blocks(assembly, tokenize(text, find_values(page)), page, _count_paragraphs(chapter.name))
    yield assembly.build(path, options.target_language)


def _count_paragraphs(name: str) -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"{name}, paragraph {next(numbers)}"
