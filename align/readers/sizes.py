"""How large a file may be, told before it is decoded: a single sign beyond the others takes four bytes for each."""

import codecs
from collections.abc import Iterator
from typing import NamedTuple

from align.errors import ReadError
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
    """A text in UTF-8 whose lines are decoded when they are asked for; it begins at an offset of the bytes."""

    data: bytes
    start: int = 0

    def find_lines(self) -> Iterator[tuple[int, str]]:
        """Where each line starts, and the line; only LF and CR LF end one."""
        start = self.start
        while start <= len(self.data):
            end = self._find_end(start)
            yield start, self._decode(start, end)
            start = end + 1

    def decode_line(self, start: int) -> str:
        """The line that starts at an offset."""
        return self._decode(start, self._find_end(start))

    def decode_head(self, most: int) -> str:
        """The text up to so many characters, or some more."""
        decoder = codecs.getincrementaldecoder("utf-8")()
        return decoder.decode(self.data[self.start : self.start + most * _MOST_BYTES])

    def _find_end(self, start: int) -> int:
        end = self.data.find(b"\n", start)
        return len(self.data) if end < 0 else end

    def _decode(self, start: int, end: int) -> str:
        return self.data[start:end].decode().removesuffix("\r")


def encode_limited(data: bytes, encoding: str | None, most: int) -> EncodedText:
    """The text that `decode_limited` gives, in UTF-8: the bytes themselves where they are. Raises ReadError as that."""
    if encoding is None and _is_plain(data, most):
        return EncodedText(data, len(_MARK) if data.startswith(_MARK) else 0)
    return EncodedText(decode_limited(data, encoding, most=most).encode())


def _is_plain(data: bytes, most: int) -> bool:
    """Whether bytes are UTF-8 of no more characters than `most`. Raises ReadError where they are, but are no text."""
    count = None if b"\0" in data else _count_characters(data, whole=True)
    if count is None or count > most:
        return False
    return decode_with_encoding(data[:_PIECE], partial=True).encoding.codec == "utf-8"


def decode_limited(data: bytes, encoding: str | None, declared: str | None = None, most: int | None = None) -> str:
    """Decode a file as `decode` does. Raises ReadError where it has more characters than `most` (`LARGEST_TEXT`)."""
    most = LARGEST_TEXT if most is None else most
    if not is_larger(data, most):
        text = decode(data, encoding, declared)
        if len(text) <= most:
            return text
    raise ReadError(f"larger than {most // 1_000_000} million characters: split it")


def is_larger(data: bytes, most: int) -> bool:
    """Whether a file surely has more characters than this: counted in pieces where it is UTF-8, else by its bytes."""
    if len(data) <= most:
        return False
    count = None if b"\0" in data else _count_characters(data)  # UTF-16, or no text
    return len(data) > _MOST_BYTES * (most + 1) if count is None else count > most


def _count_characters(data: bytes, *, whole: bool = False) -> int | None:
    """How many characters a file in UTF-8 has, counted in pieces; None where it is no UTF-8.

    The last character may be cut off, unless the file has to be `whole`.
    """
    decoder, size = codecs.getincrementaldecoder("utf-8-sig")(), 0
    try:
        for start in range(0, len(data), _PIECE):
            size += len(decoder.decode(data[start : start + _PIECE]))
        return size + len(decoder.decode(b"", final=whole))
    except UnicodeDecodeError:
        return None
