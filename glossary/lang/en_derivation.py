"""English words and phrases related in form: words derived with a suffix, and the shorter phrases inside one."""

from __future__ import annotations

from collections.abc import Iterator

from glossary.lang import fluency
from glossary.lang.en_function_words import ADVERB_PARTICLES, TITLE_WORDS, make_word_set

_SHORTEST_STEM = 4
_LONGEST = 4  # words of a phrase that is taken apart
_HOLDING_TOGETHER = TITLE_WORDS | ADVERB_PARTICLES | make_word_set("from as be one's sb sth away over back about not")
_BOTH_WAYS = (
    ("", "ful"), ("", "al"), ("", "ly"), ("", "ment"), ("", "ion"), ("e", "ion"), ("", "ation"), ("e", "ation"),
    ("", "ive"), ("e", "ive"), ("", "er"), ("e", "er"), ("", "y"), ("", "ness"),
)  # fmt: skip
_SUFFIXES = (
    *_BOTH_WAYS,
    *((after, before) for before, after in _BOTH_WAYS),
    ("le", "ly"), ("y", "ily"), ("e", "al"), ("", "or"), ("", "ed"), ("e", "ed"), ("y", "ied"), ("ion", "ed"),
    ("", "ing"), ("e", "ing"), ("ity", "e"),
)  # fmt: skip


def derive_words(word: str) -> Iterator[str]:
    """Yield words of the language model that differ from `word` in a suffix; nothing for a phrase.

    >>> list(derive_words("success"))
    ['successful', 'succession', 'successive', 'successor']
    """
    if " " in word:
        return
    for before, after in _SUFFIXES:
        stem = word.lower().removesuffix(before)
        if word.lower().endswith(before) and len(stem) >= _SHORTEST_STEM and fluency.is_known(stem + after):
            yield stem + after


def find_inner_phrases(phrase: str) -> Iterator[str]:
    """Yield the words and shorter phrases that `phrase` begins or ends with; nothing if a particle holds it together.

    >>> list(find_inner_phrases("sports coach")), list(find_inner_phrases("get rid of"))
    (['coach', 'sports'], [])
    """
    words = phrase.split()
    if words[:1] == ["be"] and len(words) == 2:
        yield words[1]
    elif 2 <= len(words) <= _LONGEST and _HOLDING_TOGETHER.isdisjoint(words):
        yield from dict.fromkeys(" ".join(part) for part in (words[1:], words[:-1], words[:1], words[-1:]))
