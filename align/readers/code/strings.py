"""Strings of source code: those that may be text, each with its escapes as the characters they mean.

A string of ASCII is read where several words follow each other as in a sentence: most others are names, paths and keys.
Strings that the language joins are one text.
"""

import re
from collections.abc import Iterable, Iterator

from align.model import Notation, Origin, Role, Span
from align.readers.code.scanning import String, find_strings
from align.readers.code.syntaxes import SYNTAXES
from align.readers.escapes import C_ESCAPE, decode_c_escape
from align.readers.prose.lines import LineScanner

_JOINED = re.compile(r"\s{0,200}(?:(?:\+|\.\.?|\\)\s{0,200})?")
"""What is between two strings that are one text."""
_APART = frozenset({".sh", ".bash", ".zsh", ".ps1", ".psm1", ".cmake", ".nix", ".sql", ".css", ".scss", ".less"})
"""Suffixes of languages in which strings one after another are several."""
_WORDS = re.compile(r"(?<![A-Za-z])(?:[A-Za-z][a-z]{0,40}+(?:['’][a-z]{1,2}+)?[,;:]?[ ]){3}[A-Za-z]")
_NO_TEXT = re.compile(r"[{};<>|=$^]{2}|^[ ]*(?:SELECT|INSERT|UPDATE|DELETE|CREATE)\b|\\[dws]|://")
_CONTROLS = re.compile(r"[\0-\x1f\x7f]")


def find_string_blocks(text: str, suffix: str) -> Iterator[tuple[list[Span], Notation]]:
    """Yield the texts in strings, each as the parts of the file that hold it."""
    strings = find_strings(text, SYNTAXES[suffix])
    for group in ([one] for one in strings) if suffix in _APART else _join(text, strings):
        spans = [span for string in group for span in _list_pieces(text, string)]
        if spans and _is_text("".join(_decode(text[slice(*span)]) for span in spans)):
            yield spans, Notation.STRING


def add_string(scanner: LineScanner, spans: Iterable[Span]) -> None:
    """Add a text as a block: each part of the file is a character that is escaped, or characters as they are."""
    for span in spans:
        piece = scanner.text[slice(*span)]
        if (decoded := _decode(piece)) == piece:
            scanner.assembly.add_collapsed(piece, span.start, Notation.STRING)
        else:
            scanner.assembly.add(decoded, Origin(*span, "", Notation.STRING))
    scanner.assembly.close_block(Role.PARAGRAPH)


def is_escaped(piece: str) -> bool:
    """Return whether a part of a string, as `find_string_blocks` gives them, is an escape."""
    return len(piece) > 1 and C_ESCAPE.fullmatch(piece) is not None


def _join(text: str, strings: Iterable[String]) -> Iterator[list[String]]:
    """Yield the strings, those together that the language joins."""
    group = list[String]()
    for string in strings:
        if group and not _JOINED.fullmatch(text, group[-1].close, string.mark):
            yield group
            group = []
        group.append(string)
    if group:
        yield group


def _list_pieces(text: str, string: String) -> Iterator[Span]:
    """Yield the characters of a string, and its escapes each apart."""
    position = string.start
    for match in () if string.is_raw else C_ESCAPE.finditer(text, string.start, string.end):
        if match.start() > position:
            yield Span(position, match.start())
        yield Span(*match.span())
        position = match.end()
    if position < string.end:
        yield Span(position, string.end)


def _decode(piece: str) -> str:
    """Return the character that an escape means, a space where none is seen; other text as it is."""
    if not is_escaped(piece):
        return piece
    return "" if piece == "\\\n" else _CONTROLS.sub(" ", decode_c_escape(piece))


def _is_text(decoded: str) -> bool:
    """Return whether a string may be text: it holds a letter that is not ASCII, or words as in a sentence."""
    if not decoded.isascii():
        return any(char.isalpha() and not char.isascii() for char in decoded)
    return _WORDS.search(decoded) is not None and not _NO_TEXT.search(decoded)
