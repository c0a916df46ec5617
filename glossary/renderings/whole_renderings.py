"""Which renderings of a term are the same, and which count as whole, as the words of all its renderings show.

Word alignment judges each place alone: the same words are whole in one place and lack a word of the term in another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from glossary.renderings.support import is_whole
from glossary.renderings.term_renderings import Rendering

_LONGEST = 12
"""Words of a rendering whose parts are looked at."""


class _Numbers(NamedTuple):
    """How often a term has each rendering, by its key: whole ones, and all."""

    whole: Counter[str]
    every: Counter[str]


def compare_renderings(found: Iterable[Rendering], listed: Mapping[str, frozenset[str]]) -> list[Rendering]:
    """Return the renderings of terms, in order, those of one term with the same words with one key, and all of them
    whole or all partial.

    Words are the same in one piece or in two (cross-border, crossborder), and turned round with "of", unless it is a
    name (price of gold, gold price). They are whole if they are in half of the places, or if they are in one and are
    the most frequent rendering, and no part of another. A part of a whole rendering that is as frequent ("rate" next to
    "exchange rate") is partial unless the dictionary has all of the term in it; `listed` are the keys that a glossary
    has for a term, which are whole. Raises DictionaryNotFoundError.
    """
    rows = _join_spellings(found)
    partial = {term: _find_partial(term, ours) for term, ours in _count(rows).items()}
    return [
        one._replace(complete=one.key in listed.get(one.term, ()) or one.key not in partial[one.term])
        if one.key
        else one
        for one in rows
    ]


def _join_spellings(found: Iterable[Rendering]) -> list[Rendering]:
    """Return the renderings; of keys that say the same, the most frequent one is used for all."""
    rows = list(found)
    numbers = Counter((one.term, one.key) for one in rows)
    no_names = {(one.term, one.key) for one in rows if one.text.partition(" of ")[0].islower()}
    chosen: dict[tuple[str, str], str] = {}
    forms = {}
    for term, key in sorted(numbers, key=lambda pair: (-numbers[pair], pair)):
        forms[term, key] = chosen.setdefault((term, _find_form(key, (term, key) not in no_names)), key)
    return [one._replace(key=forms[one.term, one.key]) for one in rows]


def _find_form(key: str, is_name: bool) -> str:
    """Return what keys that say the same have in common: without blanks, and "price of gold" turned to "gold price".

    A name is not turned: the Bank of China is no China Bank.
    """
    head, of, rest = key.partition(" of ")
    is_turned = of and not is_name and " of " not in rest
    return (f"{rest.removeprefix('the ')}{head}" if is_turned else key).replace(" ", "")


def _count(rows: Iterable[Rendering]) -> dict[str, _Numbers]:
    numbers: dict[str, _Numbers] = {}
    for one in rows:
        if one.key:
            ours = numbers.setdefault(one.term, _Numbers(Counter(), Counter()))
            ours.every[one.key] += 1
            ours.whole[one.key] += one.complete
    return numbers


def _find_partial(term: str, numbers: _Numbers) -> frozenset[str]:
    """Return the keys of the renderings of a term that are partial."""
    whole, every = numbers
    most = max(every.values())
    parts = {part for key in every if whole[key] for part in _list_parts(key)}
    usual = {key for key in every if every[key] == most and whole[key]} - parts
    partial = {key for key in every if 2 * whole[key] < every[key]} - usual
    within = Counter[str]()
    for key in every.keys() - partial:
        for part in _list_parts(key):
            within[part] = max(within[part], every[key])
    return frozenset(partial | {key for key in every if within[key] >= every[key] and not is_whole(term, key)})


def _list_parts(key: str) -> Iterator[str]:
    """Yield what is in a key in a row and is not all of it; nothing of a very long one."""
    words = key.split(" ") if key.count(" ") < _LONGEST else []
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            if end - start < len(words):
                yield " ".join(words[start:end])
