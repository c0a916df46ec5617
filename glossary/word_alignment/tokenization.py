"""Tokenization for word alignment: the words and marks of texts with their offsets, as short as possible."""

from __future__ import annotations

from collections.abc import Sequence
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
    return _tokenize_sentence(text) if len(text) <= _LONGEST_KEPT else tuple(_tokenize(text))


@cache_by_dictionary(512)
def _tokenize_sentence(text: str) -> tuple[Token, ...]:
    return tuple(_tokenize(text))


def _tokenize(text: str) -> list[Token]:
    units, tokens, end, is_figure = ZH_WORDS.words("after_figure"), list[Token](), 0, False
    for word in zh.segment(simplify(text)):
        start, end = end, end + len(word)
        if word.isspace():
            continue
        if is_figure and word in units:
            tokens[-1] = Token(tokens[-1].text + word, tokens[-1].start, end)
            is_figure = False
        else:
            tokens.append(Token(word, start, end))
            is_figure = word[0].isdigit() and word[-1].isdigit()
    return tokens
