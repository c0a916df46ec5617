"""How large a file may be, known before it is decoded: a single sign beyond the others takes four bytes for each."""

import codecs
from collections.abc import Iterator
from functools import partial
from io import BytesIO
from typing import BinaryIO, NamedTuple

from align.errors import ReadError
from align.readers import ChangedFileError
from glossary.storage.decoding import decode, decode_with_encoding

LARGEST_TEXT = 15_000_000
"""Code points above which a file of texts of a program, or of subtitles, is not read."""
LARGEST_PLAIN = 25_000_000
"""Code points above which a plain text, one in Markdown, or a file of pairs without markup is not read."""

_MOST_BYTES = 4
"""Bytes that a character takes at most."""
_PIECE = 1 << 20
_MARK = codecs.BOM_UTF8


class EncodedText(NamedTuple):
    """A text in UTF-8 of which one line at a time is in memory; it begins at an offset of an open file."""

    file: BinaryIO
    start: int = 0

    def find_lines(self) -> Iterator[tuple[int, int, str]]:
        """Yield where each line starts, its hash, and the line; only LF and CR LF end one. Raises ChangedFileError."""
        start = self.file.seek(self.start)
        try:
            for line in self.file:
                yield start, hash(line), _decode_line(line)
                start += len(line)
        except UnicodeDecodeError:  # when its characters were counted, the file was UTF-8
            raise ChangedFileError from None

    def read_line(self, start: int, hashed: int) -> str:
        """Return the line that started at an offset when all were found. Raises ChangedFileError where its hash is
        another.
        """
        try:
            self.file.seek(start)
            line = self.file.readline()
        except OSError:
            raise ChangedFileError from None
        if hash(line) != hashed:
            raise ChangedFileError
        return _decode_line(line)

    def decode_head(self, most: int) -> str:
        """Return the text up to so many characters, or some more."""
        self.file.seek(self.start)
        return codecs.getincrementaldecoder("utf-8")("replace").decode(self.file.read(most * _MOST_BYTES))


def _decode_line(line: bytes) -> str:
    return line.decode().removesuffix("\n").removesuffix("\r")


def encode_limited(file: BinaryIO, encoding: str | None, most: int) -> EncodedText:
    """Return the text of a file, as `decode_limited` gives it, in UTF-8: left in the file where that is UTF-8.

    Raises ReadError as that does, OSError.
    """
    if encoding is None and _is_plain(file, most):
        file.seek(0)
        return EncodedText(file, len(_MARK) if file.read(len(_MARK)) == _MARK else 0)
    file.seek(0)
    return EncodedText(BytesIO(decode_limited(file.read(), encoding, most=most).encode()))


def _is_plain(file: BinaryIO, most: int) -> bool:
    """Return whether a file is UTF-8 of no more characters than `most`. Raises ReadError where it is, but is no
    text.
    """
    count = _count_characters(file, whole=True)
    if count is None or count > most:
        return False
    file.seek(0)
    return decode_with_encoding(file.read(_PIECE), partial=True).encoding.codec == "utf-8"


def decode_limited(data: bytes, encoding: str | None, declared: str | None = None, most: int | None = None) -> str:
    """Decode a file as `decode` does. Raises ReadError where it has more characters than `most` (`LARGEST_TEXT`)."""
    most = LARGEST_TEXT if most is None else most
    if not is_larger(data, most):
        text = decode(data, encoding, declared)
        if len(text) <= most:
            return text
    raise ReadError(f"larger than {most // 1_000_000} million characters: split it")


def is_larger(data: bytes, most: int) -> bool:
    """Return whether a file surely has more characters than this: counted in pieces where it is UTF-8, else by its
    bytes.
    """
    if len(data) <= most:
        return False
    count = _count_characters(BytesIO(data))
    return len(data) > _MOST_BYTES * (most + 1) if count is None else count > most


def _count_characters(file: BinaryIO, *, whole: bool = False) -> int | None:
    """Return how many characters a file in UTF-8 has, counted in pieces; None where it is no UTF-8, or no text.

    The last character may be cut off, unless the file has to be `whole`.
    """
    decoder, size = codecs.getincrementaldecoder("utf-8-sig")(), 0
    file.seek(0)
    try:
        for piece in iter(partial(file.read, _PIECE), b""):
            if b"\0" in piece:  # UTF-16, or no text
                return None
            size += len(decoder.decode(piece))
        return size + len(decoder.decode(b"", final=whole))
    except UnicodeDecodeError:
        return None
