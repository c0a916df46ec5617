"""Bytes -> text, of texts and glossaries: the byte order mark, the declared name, strict UTF-8, then the best guess."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from glossary.errors import ReadError
from glossary.storage.guessing import SAMPLE, guess_encoding, has_chinese_marks, has_controls

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SUPERSETS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "iso8859-1": "cp1252",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "iso2022_jp": "iso2022_jp_ext",
}
"""Codecs that files name -> the superset that they mean."""

_ASCII_OR_PRIVATE = re.compile("[\0-\x7f\ue000-\uf8ff]+")
_TWO_BYTES = re.compile("[\x80-\u07ff]")
_NO_TEXT = re.compile("[\0\ud800-\udfff]")
_ADVICE = "save the file again as UTF-8, or name its encoding with --encoding"


class Encoding(NamedTuple):
    """How a text is stored: the name of a codec, and the byte order mark before the text, empty where there is none."""

    codec: str = "utf-8"
    mark: bytes = b""

    def encode(self, pieces: Iterable[str]) -> Iterator[bytes]:
        """Yield the bytes of a text, piece by piece. Raises UnicodeEncodeError where the codec lacks a character."""
        encoder = codecs.getincrementalencoder(self.codec)()
        yield self.mark
        for piece in pieces:
            yield encoder.encode(piece)
        yield encoder.encode("", final=True)


class DecodedText(NamedTuple):
    """The text of a file, without the byte order mark, and the encoding that gives the file's bytes again."""

    text: str
    encoding: Encoding


class DecodeError(ReadError):
    """Bytes that are not text, or not text in their encoding.

    `reason` says what is wrong; the message also says what a person who may name the encoding can do.
    """

    def __init__(self, reason: str, advice: str, line: int | None = None) -> None:
        super().__init__(f"{reason}; {advice}", line)
        self.reason = reason


def decode(data: bytes, encoding: str | None = None, declared: str | None = None) -> str:
    """Decode the bytes of a file; the byte order mark is left out.

    `encoding` is what a person names and wins over everything; `declared` is what the file itself names.
    Raises DecodeError where the bytes are not text, or not text in that encoding.
    """
    return decode_with_encoding(data, encoding, declared).text


def decode_with_encoding(
    data: bytes, encoding: str | None = None, declared: str | None = None, *, partial: bool = False
) -> DecodedText:
    """Decode the bytes of a file, as `decode` does, and return their encoding.

    `partial`: the bytes are the first of a file and may end inside a character, which is then left out.
    """
    if encoding is not None:
        return _decode_as(data, encoding, partial)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _decode_as(data, name, partial)
    if declared is not None and _is_codec(declared):
        found = _decode_as(data, declared, partial)
        if found.encoding.codec != "cp1252" or not has_chinese_marks(found.text):
            return found
    if b"\0" in data:
        return _decode_as(data, _guess(data), partial)
    try:
        text = _decode_strictly(data, "utf-8", partial)
    except UnicodeDecodeError as error:
        if _is_broken_utf8(data):
            raise _build_error("UTF-8", data, error) from error
        return _decode_as(data, _guess(data), partial)
    if has_controls(text[:SAMPLE], share=0.1):  # a few are faults of the text, for a rule to report
        raise _build_no_text_error()
    return DecodedText(text, Encoding())


def find_codec(name: str) -> str:
    """Find the codec of an encoding that a file names: the superset that is intended, `gb18030` for `GB2312`.

    Raises LookupError where there is none.
    """
    codec = codecs.lookup(name).name
    return _SUPERSETS.get(codec, codec)


def _is_codec(name: str) -> bool:
    try:
        return not codecs.lookup(name).name.startswith(("undefined", "idna", "punycode")) and bool("a".encode(name))
    except (LookupError, ValueError):
        return False


def _decode_as(data: bytes, name: str, partial: bool) -> DecodedText:
    if not _is_codec(name):
        raise ReadError(f"“{name}” is not a known encoding; use for example --encoding gb18030, big5 or utf-8")
    codec = find_codec(name)
    try:
        text = _decode_strictly(data, codec, partial)
    except UnicodeDecodeError as error:
        raise _build_error(name, data, error) from error
    if bad := _NO_TEXT.search(text):
        what = "a NUL character" if bad[0] == "\0" else "half a character (a lone surrogate)"
        raise DecodeError(f"holds {what}", _ADVICE, line=text.count("\n", 0, bad.start()) + 1)
    if text.startswith("\ufeff"):
        return DecodedText(text[1:], Encoding(codec, "\ufeff".encode(codec)))
    return DecodedText(text, Encoding(codec))


def _decode_strictly(data: bytes, codec: str, partial: bool) -> str:
    return codecs.getincrementaldecoder(codec)().decode(data) if partial else data.decode(codec)


def _build_error(name: str, data: bytes, error: UnicodeDecodeError) -> DecodeError:
    return DecodeError(
        f"not {name}: byte 0x{data[error.start]:02x} at offset {error.start:,} cannot be read",
        _ADVICE,
        line=data.count(b"\n", 0, error.start) + 1,
    )


def _build_no_text_error() -> DecodeError:
    return DecodeError(
        "not a text file (it holds control characters)", "if it is one, name its encoding with --encoding"
    )


def _is_broken_utf8(data: bytes) -> bool:
    """Return whether bytes that are not UTF-8 were intended to be: most characters read well, or the last is
    cut off.
    """
    text = _ASCII_OR_PRIVATE.sub("", data.decode(errors="replace"))
    bad = text.count("\ufffd")
    letters = len(_TWO_BYTES.findall(text))
    good = 2 * (len(text) - bad - letters) + letters / 2  # by chance one pair of bytes of GBK in six reads as a letter
    return good > bad or (bad == 1 and _is_cut_off(data))


def _is_cut_off(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError as error:
        return error.reason == "unexpected end of data" and len(data) - error.start > 1
    return False


def _guess(data: bytes) -> str:
    """Guess the codec of the bytes. Raises DecodeError where none is likely."""
    name = guess_encoding(data)
    if name is not None:
        return name
    if b"\0" in data or has_controls(data[:SAMPLE].decode("latin-1")):
        raise _build_no_text_error()
    raise DecodeError("its encoding cannot be recognised", "name it with --encoding, or save the file again as UTF-8")
