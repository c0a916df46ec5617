"""HTML: its visible text, block by block."""

import re
from collections.abc import Iterator

from align.model import Document
from align.readers import ReadOptions
from align.readers.assembly import Assembly, LinePlaces
from align.readers.hypertext.blocks import add_blocks
from align.readers.hypertext.tokens import tokenize
from glossary.storage.decoding import decode

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_HEAD = 2048


def read(path: str, data: bytes, options: ReadOptions) -> Iterator[Document]:
    """The one document of a page."""
    declared = _CHARSET.search(data[:_HEAD])
    text = decode(data, options.encoding, declared[1].decode("ascii") if declared else None)
    assembly = Assembly(LinePlaces(text))
    add_blocks(assembly, tokenize(text), options)
    yield assembly.build(path, options.target_language)
