"""Whether the dictionary supports a rendering of a term: a check on what word alignment found."""

from __future__ import annotations

from glossary.dictionary.cedict import load_dictionary
from glossary.lang import zh
from glossary.renderings.dictionary_keys import find_chinese_keys, find_english_keys

_HALF = 2


def measure_support(term: str, rendering: str) -> float:
    """Return the share of the content words of an English rendering that are in the glosses of the words of a Chinese
    term.

    A word that the dictionary does not have counts by its characters. From 0 to 1. Raises DictionaryNotFoundError.
    """
    words, glosses = find_english_keys(rendering), find_gloss_words(term)
    return sum(word in glosses for word in words) / len(words) if words else 0.0


def find_gloss_words(term: str) -> set[str]:
    """Return the lemmas of the content words in the glosses of the words of a Chinese term."""
    return {key for word in zh.segment(term) for key in _find_glosses(word)}


def is_whole(term: str, rendering: str) -> bool:
    """Return whether an English rendering has two content words or more, and something of each word of a Chinese term.

    That is a word of its glosses; of a word of four characters two, or one for each half. A word without glosses does
    not count.
    """
    keys = frozenset(find_english_keys(rendering))
    return len(keys) > 1 and all(_has_word(word, keys) for word in zh.segment(term))


def _has_word(word: str, keys: frozenset[str]) -> bool:
    halves = [word[:_HALF], word[_HALF:]]
    if len(word) == 2 * _HALF and all(load_dictionary().look_up(half) for half in halves):
        return len(keys & _find_glosses(word)) > 1 or all(_has_word(half, keys) for half in halves)
    glosses = _find_glosses(word)
    return not glosses or not keys.isdisjoint(glosses)


def _find_glosses(word: str) -> set[str]:
    found = find_chinese_keys(word) or [one for character in word for one in find_chinese_keys(character)]
    return {key for _, keys in found for key in keys}
