"""Bytes -> text, for files that people save from spreadsheets: UTF-8, UTF-16 with a mark, or GB 18030."""

from __future__ import annotations

import codecs
from typing import NamedTuple

from glossary.formats.base import FormatError

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


class Decoded(NamedTuple):
    """A text, and the name of the encoding in which it is written back."""

    text: str
    encoding: str


def decode(data: bytes) -> Decoded:
    """The text of a file: what its mark says, else strict UTF-8, else GB 18030 (which holds GBK and GB 2312).

    Raises FormatError where it is none of these. Bytes that are UTF-8 but for a few are not taken for GB 18030, which
    would read nearly all of them as other characters.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return Decoded(_strict(data, name), name)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        if b"\0" in data:
            raise _no_text() from error
        if _is_damaged_utf8(data):
            raise _broken("UTF-8", error) from error
        return Decoded(_strict(data, "gb18030"), "gb18030")
    if 4 * data.count(0) > len(data):  # UTF-16 without its mark
        raise _no_text()
    return Decoded(text, "utf-8")


def decode_head(head: bytes) -> Decoded:
    """The text of the first bytes of a file, as `decode`, without what a cut may have left of the last character."""
    cut = max(head.rfind(b"\n"), 0) + 1
    complete = head if len(head) < HEAD else head[: cut + cut % 2 if head[:2] in (b"\xff\xfe", b"\xfe\xff") else cut]
    return decode(complete)


HEAD = 1 << 16
"""Bytes from the start of a file that are enough to tell its format."""


def _strict(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise _broken(name.removesuffix("-sig").upper(), error) from error


def _no_text() -> FormatError:
    return FormatError("not a text file (it holds NUL bytes): save it as UTF-8 text")


def _broken(name: str, error: UnicodeDecodeError) -> FormatError:
    return FormatError(
        f"byte 0x{error.object[error.start]:02x} is not {name}: save the file again as UTF-8",
        error.object.count(b"\n", 0, error.start) + 1,
    )


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether more characters outside ASCII can be read as UTF-8 than cannot."""
    text = data.decode(errors="replace")
    bad = text.count("\ufffd")
    return sum(char > "\x7f" for char in text) - bad > bad
