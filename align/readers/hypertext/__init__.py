"""HTML: its visible text, block by block."""

import re
from collections.abc import Iterator
from dataclasses import replace

from align.errors import ReadError
from align.model import Document
from align.model.pages import GENERATOR
from align.readers import OtherContentError, ReadOptions
from align.readers.assembly import Assembly, LinePlaces
from align.readers.hypertext.blocks import add_blocks
from align.readers.hypertext.elements import Page, is_main
from align.readers.hypertext.tokens import refuse_declarations, tokenize
from align.readers.xml.events import LARGEST_PART, Start
from glossary.storage.declared import find_declared_encoding
from glossary.storage.decoding import decode

_MAIN = re.compile(r"<main\b|\brole\s*=\s*[\"']?main\b", re.IGNORECASE)
_HEADER = re.compile(r"<(/?header|h1)(?![\w-])", re.IGNORECASE)
_HEAD = 2_000
"""Among how many bytes at its start a page says what it is."""

ATTRIBUTES = frozenset({"alt", "title"})
"""The attributes that are text, read where the part `attributes` is asked for."""


def read(path: str, data: bytes, options: ReadOptions) -> Iterator[Document]:
    """Yield the one document of a page.

    Where it says which part is its main one, only that is read, and the title; where that is empty, all of it.
    Raises ReadError where it is larger than `LARGEST_PART`, or XHTML that declares entities; OtherContentError for one
    that shows what was checked.
    """
    if GENERATOR.encode() in data[:_HEAD]:
        raise OtherContentError("page of a review")
    if len(data) > LARGEST_PART:
        raise ReadError(f"larger than {LARGEST_PART // 1_000_000} MB of HTML; split the file")
    text = decode(data, options.encoding, find_declared_encoding(data))
    if options.find_suffix(path) == ".xhtml":
        refuse_declarations(text)
    main = None if "navigation" in options.parts else _find_main(text)
    page = Page(options, only_main=main is not None, titled_headers=frozenset(_find_titled_headers(text)))
    document = _assemble(path, text, page)
    if main is not None and not any(one.origin and one.origin.start > main for one in document.stretches or ()):
        document = _assemble(path, text, replace(page, only_main=False))
    yield document


def _assemble(path: str, text: str, page: Page) -> Document:
    assembly = Assembly(LinePlaces(text))
    add_blocks(assembly, tokenize(text, find_values(page)), page)
    return assembly.build(path, page.options.target_language)


def find_values(page: Page) -> frozenset[str]:
    """Return the attributes that are read."""
    return ATTRIBUTES if "attributes" in page.options.parts else frozenset()


def _find_main(text: str) -> int | None:
    """Return where the main part of a page starts; None where it says of none that it is."""
    if not _MAIN.search(text):
        return None
    tags = (event for event in tokenize(text) if isinstance(event, Start))
    return next((tag.span.start for tag in tags if is_main(tag.name, tag.attributes)), None)


def _find_titled_headers(text: str) -> Iterator[int]:
    """Yield where the `header` elements start that hold an `h1`."""
    start = -1
    for match in _HEADER.finditer(text):
        if match[1].lower() != "h1":
            start = -1 if match[1].startswith("/") else match.start()
        elif start >= 0:
            yield start
