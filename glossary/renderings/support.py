"""Whether the dictionary supports a rendering of a term: a check on what word alignment found."""

from __future__ import annotations

from glossary.lang import zh
from glossary.renderings.dictionary_keys import find_chinese_keys, find_english_keys


def measure_support(term: str, rendering: str) -> float:
    """The share of the content words of an English rendering that are in the glosses of the words of a Chinese term.

    A word that the dictionary does not have counts by its characters. From 0 to 1. Raises DictionaryNotFoundError.
    """
    words = find_english_keys(rendering)
    glosses = {key for word in zh.segment(term) for key in _find_glosses(word)}
    return sum(word in glosses for word in words) / len(words) if words else 0.0


def _find_glosses(word: str) -> set[str]:
    found = find_chinese_keys(word) or [one for character in word for one in find_chinese_keys(character)]
    return {key for _, keys in found for key in keys}
