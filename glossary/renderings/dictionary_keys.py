"""Dictionary keys: which words of a Chinese and an English text may render each other, cheaply for many texts.

Two words may be counterparts where they share a key. The keys of a Chinese word are the lemmas of all words in its
glosses, that of an English word is its lemma. Figures and names in Latin letters are their own keys.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from operator import itemgetter

from glossary.dictionary.cedict import load_dictionary
from glossary.dictionary.files import cache_by_dictionary
from glossary.lang import zh
from glossary.lang.en import find_lemma
from glossary.lang.function_words import DICTIONARY_WORDS, GLOSS_STOP_WORDS, make_word_set
from glossary.lang.scripts import has_han
from glossary.pack.patterns import compile_late

_LETTERS = "[A-Za-z\u0130\u0131\u017f\u212a]+"
"""What `[a-z]+` matches where case is ignored, which takes longer to match."""
_WORD = compile_late(rf"{_LETTERS}(?:'{_LETTERS})?|\d+(?:[.,]\d+)*")
_ASIDE = compile_late(r"\([^)]{0,300}\)|\[[^\]]{0,300}\]")
_STOP_WORDS = (GLOSS_STOP_WORDS - make_word_set("such than also")) | DICTIONARY_WORDS | {"one"}


def find_content_words(text: str) -> list[str]:
    """Return the content words and figures of an English text, as they are there."""
    return list(filter(_make_key, _find_words(text)))


def find_english_keys(text: str) -> list[str]:
    """Return the lemma of each content word of an English text, and its figures without separators."""
    return list(filter(None, map(_make_key, _find_words(text))))


def _find_words(text: str) -> list[str]:
    return _WORD.findall(text.replace("’", "'"))


def find_chinese_keys(text: str) -> list[tuple[str, frozenset[str]]]:
    """Return each word of a Chinese text that has keys, with its keys."""
    return list(look_up_keys(zh.segment(text)))


def look_up_keys(words: Iterable[str]) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield each of some Chinese words that has keys, with its keys."""
    find_keys = _find_keys.bind()
    words = tuple(words)
    return filter(itemgetter(1), zip(words, map(find_keys, words), strict=True))


@lru_cache(maxsize=1 << 14)
def _make_key(word: str) -> str:
    """Return the key of a word; empty for one without content."""
    small = word.lower()
    if small in _STOP_WORDS:
        return ""
    return word.replace(",", "") if word[0].isdigit() else find_lemma(small.removesuffix("'s"))


@cache_by_dictionary(1 << 14)
def _find_keys(word: str) -> frozenset[str]:
    """Return the keys of a word of a Chinese text; of one in other letters, they are those of English."""
    return _find_gloss_keys(word) if has_han(word) else frozenset(find_english_keys(word))


def _find_gloss_keys(word: str) -> frozenset[str]:
    senses = [
        _ASIDE.sub("", sense) if "(" in sense or "[" in sense else sense
        for entry in load_dictionary().look_up(word)
        for sense in entry.senses
        if not sense.startswith(("CL:", "surname "))
    ]
    return frozenset(find_english_keys("/".join(senses)))
