"""The words of texts with their places, as word alignment wants them: short ones, punctuation among them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from glossary.lang import zh, zh_folding

_ENGLISH = re.compile(
    r"\d+(?:[.,]\d+)*(?:st|nd|rd|th|s)?(?![^\W\d_])|['’]s\b|(?:[^\W_]\.){2,}|[^\W_]+(?:['’](?!s\b)[^\W_]+)*|[^\w\s]"
)
_UNITS = frozenset("年月日号亿万")


class Token(NamedTuple):
    """A word: its text, without regard to script in Chinese, and where it stands in what was given."""

    text: str
    start: int
    end: int


def english_tokens(text: str) -> list[Token]:
    """Return the words and marks of an English text; hyphens and possessive endings stand alone."""
    return [Token(match[0].replace("’", "'"), match.start(), match.end()) for match in _ENGLISH.finditer(text)]


def chinese_tokens(text: str) -> list[Token]:
    """Return the words and marks of a Chinese text, in simplified script; a figure and its unit are one word."""
    return list(_joined(_segmented(text)))


def _segmented(text: str) -> Iterator[Token]:
    start = 0
    for word in zh.segment(zh_folding.simplify(text)):
        end = start + len(word)
        if not word.isspace():
            yield Token(word, start, end)
        start = end


def _joined(tokens: Iterator[Token]) -> Iterator[Token]:
    held: Token | None = None
    for token in tokens:
        if held and token.text in _UNITS:
            yield Token(held.text + token.text, held.start, token.end)
            held = None
            continue
        if held:
            yield held
        held = token if token.text[0].isdigit() and token.text[-1].isdigit() else None
        if not held:
            yield token
    if held:
        yield held
