"""How large a file may be, told before it is decoded: a single sign beyond the others takes four bytes for each."""

import codecs

from align.errors import ReadError
from glossary.storage.decoding import decode

LARGEST_TEXT = 15_000_000
"""Code points above which a file of texts of a program, or of subtitles, is not read."""
LARGEST_PLAIN = 25_000_000
"""Code points above which a plain text, one in Markdown, or a file of pairs without markup is not read."""

_MOST_BYTES = 4
"""Bytes that a character takes at most."""
_PIECE = 1 << 20


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
    if b"\0" in data:  # UTF-16, or no text
        return len(data) > _MOST_BYTES * (most + 1)
    decoder, size = codecs.getincrementaldecoder("utf-8-sig")(), 0
    try:
        for start in range(0, len(data), _PIECE):
            size += len(decoder.decode(data[start : start + _PIECE]))
    except UnicodeDecodeError:
        return len(data) > _MOST_BYTES * (most + 1)
    return size > most
