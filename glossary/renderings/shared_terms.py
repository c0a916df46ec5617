"""The Chinese term that two competing English phrases both render."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import pairwise

from glossary.lang import zh
from glossary.lang.scripts import has_han
from glossary.renderings.dictionary_keys import find_chinese_keys

_RECURS = 2
_LONGEST = 2_000
_COMPOUND = 4


def find_shared_term(
    noun: str, modifiers: Collection[str], sources: Collection[str], others: Collection[str]
) -> str | None:
    """Return the one term with the noun in the sources of two phrases that end in it; None where there is none.

    `sources` are the sentences of the one phrase, which must have no second term with the noun. Half of `others`, those
    of the other phrase, must have the term, which must recur there. `modifiers` are those of the phrases.
    """
    terms = {term for source in sources for term in _list_terms(noun, modifiers, source)}
    if len(terms) != 1:
        return None
    (term,) = terms
    having = [source.count(term) for source in others if term in source]
    return term if sum(having) >= _RECURS and len(having) >= len(others) / 2 else None


def share_term(noun: str, modifiers: Collection[str], sources: Collection[str], others: Collection[str]) -> bool:
    """Return whether the sources of two phrases have any term with the noun in common."""
    terms = {term for source in sources for term in _list_terms(noun, modifiers, source)}
    return any(term in source for term in terms for source in others)


def _list_terms(noun: str, modifiers: Collection[str], source: str) -> Iterator[str]:
    """Yield the words of a sentence that mean the noun, each with the word before it.

    A longer word is alone; it counts only if it means one of the modifiers too.
    """
    for before, word in pairwise(["", *zh.segment(source[:_LONGEST])]):
        keys = frozenset(key for _, found in find_chinese_keys(word) for key in found) if has_han(word) else frozenset()
        if noun not in keys:
            continue
        if len(word) < _COMPOUND and has_han(before):
            yield before + word
        elif not keys.isdisjoint(modifiers):
            yield word
