"""Texts in which some characters are written as others: `\\n`, `\\u4f60`, `''`."""

import re
from collections.abc import Callable, Iterator, Mapping

from align.model import Notation, Origin
from align.readers.units import Content
from glossary.storage.surrogates import replace_surrogates

Decode = Callable[[str], str]
"""An escape as the file writes it -> the characters it means."""

C_ESCAPE = re.compile(
    r"\\[uU][dD][89abAB][0-9a-fA-F]{2}\\[uU][dD][c-fC-F][0-9a-fA-F]{2}"
    r"|\\(?:u[0-9a-fA-F]{4}|U(?:00(?:0[0-9a-fA-F]|10)[0-9a-fA-F]{4}|[0-9a-fA-F]{4})|x[0-9a-fA-F]{1,2}|[0-7]{1,3}|.)",
    re.DOTALL,
)
"""A backslash and what belongs to it."""

_C_CHARS = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "a": "\a"}


def add_escaped(
    content: Content, text: str, start: int, end: int, notation: Notation, escape: re.Pattern[str], decode: Decode
) -> None:
    """Add what is between two offsets of a file to a side of a unit, each escape as a piece of its own."""
    for piece, origin in split_escapes(text, start, end, notation, escape, decode):
        content.add(piece, origin)
    content.end_at(end, notation)


def split_escapes(
    text: str, start: int, end: int, notation: Notation, escape: re.Pattern[str], decode: Decode
) -> Iterator[tuple[str, Origin]]:
    """Yield what is between two offsets of a file and where, each escape apart."""
    position = start
    for match in escape.finditer(text, start, end):
        if match.start() > position:
            yield text[position : match.start()], Origin(position, match.start(), "", notation)
        yield decode(match[0]), Origin(*match.span(), "", notation)
        position = match.end()
    if end > position:
        yield text[position:end], Origin(position, end, "", notation)


def decode_c_escape(escape: str, chars: Mapping[str, str] = _C_CHARS) -> str:
    r"""Return the character of an escape as C, JSON, Java and Apple write it; an unknown one means its second
    character.

    >>> decode_c_escape(r"\n"), decode_c_escape(r"\u4f60"), decode_c_escape(r"\101"), decode_c_escape(r"\q")
    ('\n', '你', 'A', 'q')
    """
    body = escape[1:]
    if body[0] in "uUx" and len(body) > 1:
        digits = [int(part, 16) for part in re.split(r"\\?[uUx]", body) if part]
        data = b"".join(number.to_bytes(2 if len(digits) > 1 else 4, "big") for number in digits)
        decoded = data.decode("utf-16-be" if len(digits) > 1 else "utf-32-be", "replace")
        return replace_surrogates(decoded)
    if body[0] in "01234567":
        return chr(int(body, 8) % 256)
    return chars.get(body, body)
