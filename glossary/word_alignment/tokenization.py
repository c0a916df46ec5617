"""Tokenization for word alignment: the words and marks of texts with their offsets, as short as possible."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from glossary.dictionary.files import cache_by_dictionary
from glossary.dictionary.script_folding import simplify
from glossary.lang import zh
from glossary.lang.function_words import ZH_WORDS
from glossary.pack.patterns import compile_late

_ENGLISH = compile_late(
    r"\d+(?:[.,]\d+)*(?:st|nd|rd|th|s)?(?![^\W\d_])|['’]s\b|(?:[^\W_]\.){2,}|[^\W_]+(?:['’](?!s\b)[^\W_]+)*|[^\w\s]"
)
_LONGEST_KEPT = 500  # characters


class Token(NamedTuple):
    """A word: its text (in simplified script if Chinese) and its offsets in the text it was cut from."""

    text: str
    start: int
    end: int


def tokenize_english(text: str) -> list[Token]:
    """Return the words and marks of an English text; hyphens and possessive endings are tokens of their own."""
    return [Token(match[0].replace("’", "'"), match.start(), match.end()) for match in _ENGLISH.finditer(text)]


def tokenize_chinese(text: str) -> Sequence[Token]:
    """Return the words and marks of a Chinese text, in simplified script; a figure and its unit are one word.

    Those of a sentence are kept for a while: terms are looked for first, then how they are rendered.
    """
    return _tokenize_sentence(text) if len(text) <= _LONGEST_KEPT else tuple(_join_units(_segment(text)))


@cache_by_dictionary(512)
def _tokenize_sentence(text: str) -> tuple[Token, ...]:
    return tuple(_join_units(_segment(text)))


def _segment(text: str) -> Iterator[Token]:
    start = 0
    for word in zh.segment(simplify(text)):
        end = start + len(word)
        if not word.isspace():
            yield Token(word, start, end)
        start = end


def _join_units(tokens: Iterator[Token]) -> Iterator[Token]:
    held: Token | None = None
    units = ZH_WORDS.words("after_figure")
    for token in tokens:
        if held and token.text in units:
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
