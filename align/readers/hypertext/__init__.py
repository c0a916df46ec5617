"""HTML: its visible text, block by block."""

from collections.abc import Iterator

from align.model import Document
from align.readers import ReadOptions
from align.readers.assembly import Assembly, LinePlaces
from align.readers.hypertext.blocks import add_blocks
from align.readers.hypertext.tokens import tokenize
from glossary.storage.declared import find_declared_encoding
from glossary.storage.decoding import decode


def read(path: str, data: bytes, options: ReadOptions) -> Iterator[Document]:
    """The one document of a page."""
    text = decode(data, options.encoding, find_declared_encoding(data))
    assembly = Assembly(LinePlaces(text))
    add_blocks(assembly, tokenize(text), options)
    yield assembly.build(path, options.target_language)
