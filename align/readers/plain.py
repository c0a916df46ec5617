"""Plain text: a paragraph a line, or paragraphs wrapped at a width."""

from collections.abc import Iterator

from align.lang import language
from align.layout import Lines
from align.model import Document
from align.readers import ReadOptions
from align.readers.encodings import decode


def read(path: str, data: bytes, options: ReadOptions) -> Iterator[Document]:
    """The one document of a text file."""
    text = decode(data, options.encoding)
    code = options.target_language
    yield Document(path, code, text, Lines(), language(code).split)
