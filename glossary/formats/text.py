"""The text of a glossary file. It is decoded as every other text is; only the advice in the errors differs."""

from __future__ import annotations

from glossary.formats.base import FormatError
from glossary.storage.decoding import DecodedText, DecodeError, decode_with_encoding

HEAD = 1 << 16
"""Bytes from the start of a file that are enough to find its format."""


def decode(data: bytes) -> DecodedText:
    """Decode a whole file. Raises FormatError where the bytes are no text."""
    return _decode(data, partial=False)


def decode_head(head: bytes) -> DecodedText:
    """Decode the first bytes of a file, which may end inside a character. Raises FormatError."""
    return _decode(head, partial=True)


def _decode(data: bytes, partial: bool) -> DecodedText:
    try:
        return decode_with_encoding(data, partial=partial)
    except DecodeError as error:
        raise FormatError(f"{error.reason}: save the file again as UTF-8", error.line) from error
