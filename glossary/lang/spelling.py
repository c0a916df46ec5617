"""Which words are English: in a list, or made of words that are; and what a word may be a misspelling of.

The lists are the vocabulary of the trigram model, the forms of lemminflect, the lexicon of the tagger, and the table
`en/words`, which has what all of these lack, by `field`. Those of others have some slips of their own: the table
`en/misspellings` has what is no word whatever the lists say, and the `right` word. The table `en/affixes` has what
words are made with: an `affix` is put before or behind a word `as it is`, or takes the place of a final e, doubles a
final consonant, and makes an i of a y (`with changes`). The word that it is put to has at least so many letters as
`least` says, for those of shorter ones are in the lists, or are slips.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from enum import Enum
from functools import cache, lru_cache
from string import ascii_lowercase
from typing import NamedTuple

from glossary.lang import fluency
from glossary.lang.en import find_lemmas
from glossary.lang.en_tags import has_tag
from glossary.pack.tables import Form, cache_by_packs, read_rows

WORDS = Form("glossary", "en/words", ("word", "field"), key=("word",))
MISSPELLINGS = Form("glossary", "en/misspellings", ("word", "right"), key=("word",), needed=("right",))
AFFIXES = Form(
    "glossary",
    "en/affixes",
    ("affix", "joins", "least", "example", "counter_example"),
    key=("affix",),
    needed=("joins", "least", "example"),
    choices=(("joins", ("as it is", "with changes")), ("least", tuple("3456"))),
)

_RARE = -15.0
"""ln P of the rarest words of the model that others are made of, or misspelled for: below are names and slips."""
_OF_COMPOUNDS, _OF_SHORT_ONES = -13.5, -11.0
"""ln P of the rarest parts of a compound; of one with a part of three letters, since misspellings look like it."""
_SHORTEST_STEM, _LONGER_STEM, _SHORTEST_PART, _WHOLE_PART = 3, 5, 3, 4
"""How many letters a word has at least that others are made of; if only `en/words` has it, since its short ones are
abbreviations; the shorter and the longer part of a compound.
"""
_LONG = 8
"""How many letters a word has at least that may be a misspelling of a rare one."""
_STEPS = 2
"""How many affixes a word has at most."""
_TRIPLE = re.compile(r"(.)\1\1")
"""A letter three times in a row, which no word has."""
_HISSING = ("s", "x", "z", "ch", "sh")
_VOWELS = frozenset("aeiou")
_NEVER_DOUBLED = frozenset("wxy")


class Kind(Enum):
    """What happened to a letter of a word that is misspelled; or that a table has the misspelled word."""

    ADDED = "added"
    SWAPPED = "swapped"
    MISSING = "missing"
    CHANGED = "changed"
    LISTED = "listed"


class Slip(NamedTuple):
    """How a word is misspelled: what happened, at which letter; the right `word`, and its ln P alone (`likelihood`)."""

    word: str
    kind: Kind
    place: int
    likelihood: float


def find_unlisted(words: Collection[str]) -> Iterator[str]:
    """Yield the words in small letters that no list has, or that are known to be misspelled."""
    misspelled, known = load_misspellings(), _load_words()
    yield from filter(misspelled.__contains__, words)
    for word in fluency.find_unknown(words):
        if not (word in misspelled or find_lemmas(word) or word in known or has_tag(word)):
            yield word


@cache_by_packs
def load_misspellings() -> Mapping[str, str]:
    """Return words that are known to be misspelled, each with the right one."""
    return {row.cells[0]: row.cells[1] for row in read_rows(MISSPELLINGS)}


@cache_by_packs
def _load_words() -> frozenset[str]:
    return frozenset(row.cells[0] for row in read_rows(WORDS))


class _Affix(NamedTuple):
    """The letters of an affix, whether the word before it changes, and how many letters that has at least."""

    letters: str
    changes: bool
    least: int


class _Affixes(NamedTuple):
    """Prefixes by their first two letters; suffixes by their last one, and those after which words change."""

    before: Mapping[str, list[_Affix]]
    behind: Mapping[str, list[_Affix]]
    changing: frozenset[str]


@cache
def _load_affixes() -> _Affixes:
    before, behind = dict[str, list[_Affix]](), dict[str, list[_Affix]]()
    for affix, joins, least, *_ in (row.cells for row in AFFIXES.read_built_in()):
        one = _Affix(affix.strip("-"), joins == "with changes", int(least))
        if affix.endswith("-"):
            before.setdefault(one.letters[:2], []).append(one)
        else:
            behind.setdefault(one.letters[-1], []).append(one)
    changing = frozenset(one.letters for suffixes in behind.values() for one in suffixes if one.changes)
    return _Affixes(before, behind, changing)


def is_formed(word: str, steps: int = _STEPS) -> bool:
    """Return whether a word that no list has is made of words that one has: with affixes, or of two words.

    >>> is_formed("uncuratable"), is_formed("snowboards"), is_formed("certianly")
    (True, True, False)
    """
    if _TRIPLE.search(word) or word in load_misspellings():
        return False
    known = _load_words()
    return any(
        (len(stem) >= _LONGER_STEM and stem in known) or _is_stem(stem) or (steps > 1 and is_formed(stem, steps - 1))
        for stem in list_stems(word)
    ) or (_is_compound(word))


def list_stems(word: str) -> Iterator[str]:
    """Yield what a word may be made of, with an affix; words or not.

    >>> list(list_stems("unzipping"))
    ['zipping', 'unzipp', 'unzippe', 'unzip']
    """
    affixes = _load_affixes()
    for letters, _, least in affixes.before.get(word[:2], ()):
        if word.startswith(letters) and len(word) >= len(letters) + least:
            yield word[len(letters) :]
    for letters, changes, least in affixes.behind.get(word[-1], ()):
        stem = word.removesuffix(letters)
        if stem != word and len(stem) >= least and not (letters == "s" and stem.endswith(_HISSING)):
            yield from _restore(stem, letters) if changes else (stem,)
            if stem[-1] == "i":
                yield f"{stem[:-1]}y"
            if letters == "ly":
                yield f"{stem}le"


def _restore(stem: str, suffix: str) -> Iterator[str]:
    """Yield what may have been before a suffix: with an e at its end, or one consonant there instead of two."""
    if (not stem.endswith("e") or stem.endswith("ee")) and not _needs_doubling(stem, suffix):
        yield stem
    if stem[-1] not in "aeio":
        yield f"{stem}e"
    if stem[-1] == stem[-2] and stem[-1] not in _VOWELS:
        yield stem[:-1]


def _needs_doubling(stem: str, suffix: str) -> bool:
    """Return whether the last letter of a short word is doubled before a suffix: clamming."""
    inner = sum(letter in _VOWELS for letter in stem)
    ends = stem[-1] not in _VOWELS | _NEVER_DOUBLED and stem[-2] in _VOWELS
    return suffix in ("ed", "ing", "er", "ers") and inner == 1 and ends


@lru_cache(maxsize=16384)
def _is_stem(word: str) -> bool:
    if len(word) < _SHORTEST_STEM:
        return False
    likelihood = fluency.compute_log_probability(word)
    usual = likelihood is not None and likelihood >= _RARE
    return usual or bool(find_lemmas(word))


def _is_compound(word: str) -> bool:
    suffixes = _load_affixes().changing
    for place in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
        parts = word[:place], word[place:]
        shortest, longest = sorted(map(len, parts))
        least = _OF_COMPOUNDS if shortest >= _WHOLE_PART else _OF_SHORT_ONES
        is_likely = longest >= _WHOLE_PART and parts[1] not in suffixes
        if is_likely and all((fluency.compute_log_probability(one) or -99) >= least for one in parts):
            return True
    return False


def list_slips(word: str) -> Iterator[Slip]:
    """Yield the words that a word is one slip away from: a letter too many, too few, another, or two swapped.

    Rare words are among them only where the word is long, and there is no other.

    >>> [slip.word for slip in list_slips("concreet")], list(list_slips("sincerty"))[0].kind.value
    (['concrete'], 'missing')
    """
    right = load_misspellings().get(word)
    if right:
        yield Slip(right, Kind.LISTED, 0, 0.0)
        return
    edits = dict[str, tuple[Kind, int]]()
    for kind, place, other in _list_edits(word):
        edits.setdefault(other, (kind, place))
    edits.pop(word, None)
    usual = dict[str, float]()
    for other in edits:
        likelihood = fluency.compute_log_probability(other)
        if likelihood is not None and likelihood >= _RARE:
            usual[other] = likelihood
    if not usual and len(word) >= _LONG:
        usual = {other: _RARE for other in edits if find_lemmas(other) or other in _load_words()}
    for other, likelihood in usual.items():
        yield Slip(other, *edits[other], likelihood)


def _list_edits(word: str) -> Iterator[tuple[Kind, int, str]]:
    for place in range(len(word)):
        yield Kind.ADDED, place, word[:place] + word[place + 1 :]
        if place + 1 < len(word):
            yield Kind.SWAPPED, place, word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    for letter in ascii_lowercase:
        for place in range(len(word) + 1):
            yield Kind.MISSING, place, word[:place] + letter + word[place:]
            if place < len(word):
                yield Kind.CHANGED, place, word[:place] + letter + word[place + 1 :]
