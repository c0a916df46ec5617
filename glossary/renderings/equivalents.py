"""Which words of a text and of its translation could render each other: cheap keys, for many texts at once.

Two words may be counterparts where they share a key. A Chinese word has the lemmas of all words in its glosses; an
English word its lemma. Everything else (names in Latin letters, figures) is its own key.
"""

from __future__ import annotations

import re
from functools import lru_cache

from glossary.dictionary.cedict import default_dictionary
from glossary.lang import zh
from glossary.lang.en import root

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+(?:[.,]\d+)*", re.I)
_HAN = re.compile(r"[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_FUNCTION_WORDS = """
the a an of to in on at is are was were be been and or that this it he she his her they them their i we you my your with
for as by from not no do did does had has have but so if what which who there then when one would could will can into
up out all him me us our its these those sb sth etc esp
"""
_NO_CONTENT = frozenset(_FUNCTION_WORDS.split())


def content_words(text: str) -> list[str]:
    """The content words and figures of an English text, as they stand there."""
    return [word for word in _WORD.findall(text.replace("’", "'")) if word.lower() not in _NO_CONTENT]


def english_keys(text: str) -> list[str]:
    """The lemma of each content word of an English text, and its figures without separators."""
    return [_key(word) for word in content_words(text)]


def chinese_keys(text: str) -> list[tuple[str, frozenset[str]]]:
    """Each word of a Chinese text that has keys, with them."""
    found = []
    for word in zh.segment(text):
        keys = _gloss_keys(word) if _HAN.search(word) else frozenset(english_keys(word))
        if keys:
            found.append((word, keys))
    return found


def _key(word: str) -> str:
    if word[0].isdigit():
        return word.replace(",", "")
    return root(word.lower().removesuffix("'s"))


@lru_cache(maxsize=65536)
def _gloss_keys(word: str) -> frozenset[str]:
    senses = (
        sense
        for entry in default_dictionary().lookup(word)
        for sense in entry.senses
        if not sense.startswith(("CL:", "surname "))
    )
    return frozenset(key for sense in senses for key in english_keys(_ASIDE.sub("", sense)))
