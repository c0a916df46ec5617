"""Which words carry no content of their own, in Chinese and English."""

from __future__ import annotations

from glossary.lang.en_function_words import FUNCTION_WORDS
from glossary.lang.zh_function_words import load_renderings

_MARKS = frozenset(("'s", "’s", "-lrb-", "-rrb-"))
"""Marks that are written with letters; the brackets as treebanks write them."""


def is_function_word(word: str, language: str) -> bool:
    """Return whether a word of English (`en`) or simplified Chinese carries no content of its own; marks carry none.

    >>> is_function_word("The", "en"), is_function_word("石墨", "zh"), is_function_word("，", "zh")
    (True, False, True)
    """
    if not any(character.isalnum() for character in word) or word.lower() in _MARKS:
        return True
    return word.lower() in FUNCTION_WORDS if language == "en" else word in load_renderings()
