"""English words and phrases near to another: what stands inside a phrase, what is derived from a word."""

from __future__ import annotations

from collections.abc import Iterator

from glossary.lang import fluency

_SHORTEST_STEM = 4
_LONGEST = 4  # words of a phrase that is taken apart
_HELD_BY = "a an the to of in on at for be as with by from or and one's sb sth up down out off away over back about not"
_PARTICLES = frozenset(_HELD_BY.split(" "))
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


def derived(word: str) -> Iterator[str]:
    """Yield words of the language model that differ from `word` in a suffix; nothing for a phrase.

    >>> list(derived("success"))
    ['successful', 'succession', 'successive', 'successor']
    """
    if " " in word:
        return
    for before, after in _SUFFIXES:
        stem = word.lower().removesuffix(before)
        if word.lower().endswith(before) and len(stem) >= _SHORTEST_STEM and fluency.knows(stem + after):
            yield stem + after


def inside(phrase: str) -> Iterator[str]:
    """Yield the words and shorter phrases that `phrase` begins or ends with; nothing if a particle holds it together.

    >>> list(inside("sports coach")), list(inside("get rid of"))
    (['coach', 'sports'], [])
    """
    words = phrase.split()
    if words[:1] == ["be"] and len(words) == 2:
        yield words[1]
    elif 2 <= len(words) <= _LONGEST and not _PARTICLES.intersection(words):
        yield from dict.fromkeys(" ".join(part) for part in (words[1:], words[:-1], words[:1], words[-1:]))
