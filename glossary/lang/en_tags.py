"""Tagging: the parts of speech of English words in their sentence.

The tagger is Pattern's (De Smedt and Daelemans 2012), as textblob carries it: a lexicon and rules, nothing to download.
Tags are those of the Penn Treebank.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from importlib.abc import FileLoader
from typing import Protocol, cast

from glossary.lang import en
from glossary.lang.function_words import MODALS, make_word_set


class Parser(Protocol):
    """What is used of the tagger."""

    lexicon: TagTable

    def find_tags(self, words: list[str]) -> list[tuple[str, str]]:
        """Pair each word with its tag."""


class TagTable:
    """What replaces the tagger's dictionary: lines of a word and its tag, looked up among those that are sorted.

    To make a dictionary of them, as the package does, costs ten times as long.
    """

    def __init__(self, data: bytes) -> None:
        self._lines = sorted(data.decode().splitlines())

    def get(self, word: str, default: str | None = None) -> str | None:
        """Return the tag of a word."""
        place = bisect_left(self._lines, prefix := f"{word} ")
        if place == len(self._lines) or not self._lines[place].startswith(prefix):
            return default
        if " " in word or word.startswith(_COMMENT):
            return default
        return self._lines[place].split(" ", 2)[1]


_COMMENT = ";;;"
_BEFORE_VERBS = MODALS | make_word_set("to not i you we they")


def tag_words(words: Sequence[str]) -> list[str]:
    """Return the tag of each word of a sentence, punctuation marks counting as words."""
    return [tag for _, tag in _load_parser().find_tags(list(words))]


def has_tag(word: str) -> bool:
    """Return whether the lexicon of the tagger has a word, with these very capitals."""
    return _load_parser().lexicon.get(word) is not None


@cache
def _load_parser() -> Parser:
    """Import the tagger alone: the package that it is in imports NLTK on its way, which takes ten times as long."""
    import sys
    from importlib.util import find_spec, module_from_spec

    spec = None if "textblob" in sys.modules else find_spec("textblob")
    if spec:
        sys.modules["textblob"] = module_from_spec(spec)
    try:
        from textblob.en import Parser as PackageParser
        from textblob.en import parser
    finally:
        if spec:
            del sys.modules["textblob"]
    loader = cast(FileLoader, sys.modules["textblob.en"].__loader__)
    table = TagTable(loader.get_data(parser.lexicon.path))
    return cast(Parser, PackageParser(lexicon=table, default=parser.default, language=parser.language))


def is_modifier(before: Sequence[str], modifier: str, noun: str, behind: Sequence[str]) -> bool:
    """Return whether `modifier` is before `noun` as an adjective or noun, in the sentence that they are part of."""
    if before and before[-1].lower() in _BEFORE_VERBS and "VERB" in en.find_lemmas(modifier):
        return False
    place = len(before)
    first, second = tag_words([*before, modifier, noun, *behind])[place : place + 2]
    return first.startswith(("JJ", "NN")) and second.startswith("NN")
