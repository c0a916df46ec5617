"""Whether an English text says a phrase in other words: shortened, taken apart, or by its initials."""

from __future__ import annotations

import re
from collections.abc import Sequence

from glossary.lang import en

_PRONOUN = re.compile(
    r"\b(?:its?|itself|they|them|theirs?|this|that|these|those|such|s?he|his|hers?|him|who|which)\b", re.IGNORECASE
)
_SMALL = re.compile("an?|the|of|in|on|at|for|to|from|with|by|and|or|as|its|their")
_ACRONYM = re.compile(r"[A-Z]{2,8}s?")
_SHARED = 5  # letters that words of one family begin with, at least
_APART = 4  # words that may stand between two of a phrase


def content_words(text: str) -> list[str]:
    """Return the words of a text in lower case, those in hyphens apart, without articles, prepositions and "and"."""
    parts = (part for word in en.words(text) for part in re.split("['-]", word))
    return [part for part in parts if len(part) > 1 and not _SMALL.fullmatch(part)]


def has_pronoun(text: str) -> bool:
    """Whether a text has a word that may stand for another one."""
    return _PRONOUN.search(text) is not None


def says_head(phrase: str, text: str) -> bool:
    """Whether a text has the head of a noun phrase: the Authority for the Monetary Authority."""
    parts = en.words(phrase)
    return bool(parts) and any(_akin(parts[en.head_index(parts, "NOUN")], word) for word in content_words(text))


def says_apart(phrase: str, text: str) -> bool:
    """Whether a text has all content words of a phrase near each other, in any order, themselves or their kin.

    >>> says_apart("banking sector", "the banking and financial sectors"), says_apart("banking sector", "a bank")
    (True, False)
    """
    wanted, words = list(dict.fromkeys(content_words(phrase))), content_words(text)
    if len(wanted) < 2:
        return bool(wanted) and any(_akin(wanted[0], word) for word in words)
    places = [[place for place, word in enumerate(words) if _akin(part, word)] for part in wanted]
    reach = _APART * (len(wanted) - 1) + len(wanted)
    return all(places) and any(
        all(any(first <= place < first + reach for place in some) for some in places)
        for first in sorted(place for some in places for place in some)
    )


def says_initials(phrase: str, text: str) -> bool:
    """Whether a text has the acronym of a phrase (HKMA), or the phrase is one and the text has the words.

    >>> says_initials("Exchange Fund", "The EF grew."), says_initials("BIS", "the Bank for International Settlements")
    (True, True)
    """
    letters = "".join(word[0] for word in content_words(phrase))
    if len(letters) > 1 and re.search(rf"\b{letters}s?\b", text, re.IGNORECASE) and letters.upper() in text:
        return True
    if not _ACRONYM.fullmatch(phrase):
        return False
    wanted, words = phrase.rstrip("s").lower(), content_words(text)
    initials = "".join(word[0] for word in words)
    return (len(wanted) > 2 and wanted in initials) or _spelled(wanted, words)


def _spelled(wanted: str, words: Sequence[str]) -> bool:
    """Whether words in a row begin with the letters, long ones only."""
    rows = (words[place : place + len(wanted)] for place in range(len(words)))
    return any("".join(word[0] for word in row) == wanted and min(map(len, row)) > 3 for row in rows)


def _akin(one: str, other: str) -> bool:
    """Whether two words are forms of one, or of one family: supervise, supervision, supervisory."""
    if one == other or en.root(one) == en.root(other):
        return True
    shared = max(_SHARED, min(len(one), len(other)) - 2)
    return one[:shared] == other[:shared] and len(one) >= shared <= len(other)
