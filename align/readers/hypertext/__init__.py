"""HTML: its visible text, block by block."""

import re
from collections.abc import Iterator

from align.model import Document
from align.readers import ReadOptions
from align.readers.assembly import Assembly, LinePlaces
from align.readers.hypertext.blocks import add_blocks
from align.readers.hypertext.elements import Page, is_main
from align.readers.hypertext.tokens import tokenize
from align.readers.xml.events import Start
from glossary.storage.decoding import decode

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_HEAD = 2048
_MAIN = re.compile(r"<main\b|\brole\s*=\s*[\"']?main\b", re.IGNORECASE)
ATTRIBUTES = frozenset({"alt", "title"})
"""The attributes that are text, read where the part `attributes` is asked for."""


def read(path: str, data: bytes, options: ReadOptions) -> Iterator[Document]:
    """The one document of a page.

    Where it says which part is its main one, only that is read, and the title; where that is empty, all of it.
    """
    declared = _CHARSET.search(data[:_HEAD])
    text = decode(data, options.encoding, declared[1].decode("ascii") if declared else None)
    only_main = "navigation" not in options.parts and _has_main(text)
    document = _assemble(path, text, Page(options, only_main=only_main))
    if only_main and len(document.blocks) < 2:
        document = _assemble(path, text, Page(options))
    yield document


def _assemble(path: str, text: str, page: Page) -> Document:
    assembly = Assembly(LinePlaces(text))
    add_blocks(assembly, tokenize(text, find_values(page)), page)
    return assembly.build(path, page.options.target_language)


def find_values(page: Page) -> frozenset[str]:
    """The attributes that are read."""
    return ATTRIBUTES if "attributes" in page.options.parts else frozenset()


def _has_main(text: str) -> bool:
    if not _MAIN.search(text):
        return False
    tags = (event for event in tokenize(text) if isinstance(event, Start))
    return any(is_main(tag.name, tag.attributes) for tag in tags)
