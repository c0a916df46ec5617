"""Whether English words and phrases are others in another form: inflected, shortened, taken apart, or as initials."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import takewhile

from glossary.lang import en
from glossary.lang.function_words import TITLE_WORDS, make_word_set
from glossary.pack.patterns import compile_late

_PRONOUN = compile_late(
    r"\b(?:its?|itself|they|them|theirs?|this|that|these|those|such|s?he|his|hers?|him|who|which)\b", re.IGNORECASE
)
_SMALL_WORDS = TITLE_WORDS | make_word_set("from as its their")
_ACRONYM = compile_late(r"[A-Z]{2,8}s?")
_SHARED = 5  # letters that words of one family begin with, at least
_APART = 4  # words that may come between two of a phrase
_ENDINGS = make_word_set(
    "a al ally an ation e ed er es ese ian ic ical ies ing ion ious ish ism ist istic ities ity ly n ous s us y"
) | {""}
_BEGINNINGS = make_word_set(
    "anti bi de dis hyper hypo im in inter intra macro micro mono multi non over poly post pre semi sub un"
) | {""}
_SHORTEST = 3
_SHORTEST_STEM = 5


def find_main_words(text: str) -> list[str]:
    """Return the words of a text in lower case, those in hyphens apart, without articles, prepositions and "and"."""
    parts = (part for word in en.split_words(text) for part in re.split("['-]", word))
    return [part for part in parts if len(part) > 1 and part not in _SMALL_WORDS]


def has_pronoun(text: str) -> bool:
    """Return whether a text has a pronoun or determiner that may replace a noun."""
    return _PRONOUN.search(text) is not None


def has_head(phrase: str, text: str) -> bool:
    """Return whether a text has the head of a noun phrase: "the Authority" for "Monetary Authority"."""
    parts = en.split_words(phrase)
    return bool(parts) and any(_are_akin(parts[en.find_head(parts, "NOUN")], word) for word in find_main_words(text))


def has_words_apart(phrase: str, text: str) -> bool:
    """Return whether a text has all main words of a phrase near each other, in any order; related words count.

    >>> [has_words_apart("banking sector", text) for text in ("the banking and financial sectors", "a bank")]
    [True, False]
    """
    wanted, words = list(dict.fromkeys(find_main_words(phrase))), find_main_words(text)
    if len(wanted) < 2:
        return bool(wanted) and any(_are_akin(wanted[0], word) for word in words)
    places = [[place for place, word in enumerate(words) if _are_akin(part, word)] for part in wanted]
    reach = _APART * (len(wanted) - 1) + len(wanted)
    if not all(places):
        return False
    for first in sorted(place for some in places for place in some):
        following = ((some, bisect_left(some, first)) for some in places)
        if all(at < len(some) and some[at] < first + reach for some, at in following):
            return True
    return False


def has_initials(phrase: str, text: str) -> bool:
    """Return whether a text has the acronym of a phrase, or the words of a phrase that is an acronym.

    >>> has_initials("Exchange Fund", "The EF grew."), has_initials("BIS", "the Bank for International Settlements")
    (True, True)
    """
    letters = "".join(word[0] for word in find_main_words(phrase))
    if len(letters) > 1 and re.search(rf"\b{letters}s?\b", text, re.IGNORECASE) and letters.upper() in text:
        return True
    if not _ACRONYM.fullmatch(phrase):
        return False
    wanted, words = phrase.rstrip("s").lower(), find_main_words(text)
    initials = "".join(word[0] for word in words)
    if len(wanted) > 2 and wanted in initials:
        return True
    rows = (words[place : place + len(wanted)] for place in range(len(words)))  # two letters: of longer words only
    return any("".join(word[0] for word in row) == wanted and min(map(len, row)) > 3 for row in rows)


def _are_akin(one: str, other: str) -> bool:
    """Return whether two words are forms of one word, or of one family (supervise, supervision, supervisory)."""
    if one == other or en.find_lemma(one) == en.find_lemma(other):
        return True
    shared = max(_SHARED, min(len(one), len(other)) - 2)
    return one[:shared] == other[:shared] and len(one) >= shared <= len(other)


def are_forms(one: str, other: str) -> bool:
    """Return whether two words are one in other forms, or one is the other cut short.

    >>> [are_forms(*pair.split()) for pair in ("Russian Russia", "naval navy", "exam examination", "mortgage loan")]
    [True, True, True, False]
    """
    one, other = one.lower(), other.lower()
    stem = _count_shared(one, other)
    if stem < min(_SHORTEST, len(one), len(other)):
        return False
    return stem in (len(one), len(other)) or (one[stem:] in _ENDINGS and other[stem:] in _ENDINGS)


def differ_in_beginning(one: str, other: str) -> bool:
    """Return whether two words differ in a prefix that makes another thing of them.

    >>> differ_in_beginning("macroeconomic", "microeconomic"), differ_in_beginning("public", "republic")
    (True, False)
    """
    one, other = one.lower(), other.lower()
    stem = _count_shared(one[::-1], other[::-1])
    return any(
        one[: len(one) - size] in _BEGINNINGS and other[: len(other) - size] in _BEGINNINGS
        for size in range(_SHORTEST_STEM, stem + 1)
        if one != other
    )


def _count_shared(one: str, other: str) -> int:
    """Return the number of letters that both words begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
