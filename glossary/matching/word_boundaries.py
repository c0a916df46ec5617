"""Word boundaries: whether a stretch of a text is made of whole words, so that no term is found inside a word.

In scripts with blanks a word ends where its letters, digits and combining marks end. Chinese words are those of jieba's
dictionary; only the lines that are asked about are segmented. Other scripts without blanks (Japanese, Thai) have
no segmentation here: a term may not cut a run of Latin letters, digits or katakana.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import lru_cache
from itertools import accumulate

from glossary.lang import zh
from glossary.lang.scripts import FIRST_IDEOGRAPH, KATAKANA, is_unspaced
from glossary.pack.patterns import compile_late

WordTest = Callable[[int, int, bool], int]
"""(start, end, longer) -> where the words from `start` end; 0 where one of them is cut.

With `longer`, the stretch may end inside its last word.
"""

_UNSPACED = frozenset(("ja", "th", "lo", "km", "my"))
_KATAKANA = compile_late(f"[{KATAKANA}]")
_AHEAD = 500  # characters
_NEGATION = "non "  # makes another thing of the word after it; hyphens are blanks


def make_word_test(text: str, language: str) -> WordTest:
    """Return the test for the `plain` text of a `FoldedText`."""
    code = language[:2].lower()
    if code == "zh":
        return _Chinese(text).find_end
    return _Spaced(text, code).find_end


def is_word_character(character: str) -> bool:
    """Return whether a character is part of a word: a letter, a digit, an underscore, a combining mark."""
    return character.isalnum() or character == "_" or unicodedata.category(character)[0] == "M"


class _Spaced:
    """A text of a script with blanks, or of one without any known words."""

    def __init__(self, text: str, code: str) -> None:
        self._text, self._code, self._unspaced = text, code, code in _UNSPACED

    def find_end(self, start: int, end: int, longer: bool) -> int:
        text = self._text
        if start and (text[start - 1] != " " or not text[start].isalnum()) and self._is_joined(start):
            return 0
        if self._code == "en" and text[start - 2 : start] == "n " and self._is_negated(start):
            return 0
        if longer or self._code == "ko":  # a Korean word takes its particle
            return self._extend(end) if longer else end
        if end == len(text) or (text[end] == " " and text[end - 1].isalnum()):
            return end
        return 0 if self._is_joined(end) else end

    def _is_negated(self, start: int) -> bool:
        first = start - len(_NEGATION)
        return first >= 0 and self._text[first:start].lower() == _NEGATION and not (first and self._is_joined(first))

    def _extend(self, end: int) -> int:
        while end < len(self._text) and self._is_joined(end):
            end += 1
        return end

    def _is_joined(self, place: int) -> bool:
        """Return whether the characters before and at `place` belong to one word."""
        text = self._text
        left, right = text[place - 1 : place], text[place]
        if not left:
            return False
        if is_word_character(left) and is_word_character(right):
            return self._are_same_script(left, right)
        if not right.isalnum() and not left.isalnum():
            return False
        if self._code == "en" and "'" in (left, right):
            return self._is_contraction(place - 1 if left == "'" else place)
        around = text[place - 2 : place + 2] if place > 1 else ""
        return _is_fraction(around[0:3]) or _is_fraction(around[1:4])

    def _are_same_script(self, left: str, right: str) -> bool:
        if is_unspaced(left) or is_unspaced(right):
            return _is_katakana(left) and _is_katakana(right)
        return not self._unspaced or (left < "\u0e00" and right < "\u0e00")

    def _is_contraction(self, apostrophe: int) -> bool:
        """Return whether an apostrophe is inside a word (don't, o'clock) and is no possessive."""
        text = self._text
        if not text[apostrophe - 1 : apostrophe].isalpha() or not text[apostrophe + 1 : apostrophe + 2].isalpha():
            return False
        after = text[apostrophe + 1 : apostrophe + 3]
        return after[0] not in "sS" or after[1:].isalnum()


class _Chinese(_Spaced):
    """A text whose Chinese words are those of jieba's dictionary."""

    def __init__(self, text: str) -> None:
        super().__init__(text, "zh")
        self._first, self._last, self._known, self._guessed = 0, -1, set[int](), set[int]()

    def find_end(self, start: int, end: int, longer: bool) -> int:
        if start < self._first or end > self._last:
            self._segment(start, end)
        known, text = self._known, self._text
        if start in known and end in known and end - start > 1 and text[start] >= FIRST_IDEOGRAPH <= text[end - 1]:
            return end
        if not self._is_edge(start, start):
            return 0
        while longer and not self._is_edge(end, end - 1):
            end += 1
        if not self._is_edge(end, end - 1):
            return 0
        return end if end - start > 1 or self._is_single_word(start) else 0

    def _is_edge(self, place: int, inside: int) -> bool:
        """Return whether a word begins or ends at a place; the character at `inside` decides by the rules of which
        script.
        """
        if is_unspaced(self._text[inside]):
            return place in self._known or self._is_between_words(place)
        return place in (0, len(self._text)) or not self._is_joined(place)

    def _is_between_words(self, place: int) -> bool:
        """Return whether the word around a place is a compound of words of two characters and more that meet there."""
        first, last = place - 1, place + 1
        while first not in self._known:
            first -= 1
        while last not in self._known:
            last += 1
        return _are_long_words(self._text[first:place]) and _are_long_words(self._text[place:last])

    def _segment(self, start: int, end: int) -> None:
        """Segment the lines around a stretch and some after it: one call for many lines is faster."""
        self._first, last = self._text.rfind("\n", 0, start) + 1, self._text.find("\n", end + _AHEAD)
        self._last = last if last >= 0 else len(self._text)
        self._known, self._guessed = self._find_edges(False), set()

    def _find_edges(self, guess: bool) -> set[int]:
        words = zh.segment(self._text[self._first : self._last], guess)
        return set(accumulate(map(len, words), initial=self._first))

    def _is_single_word(self, start: int) -> bool:
        """Return whether a single character is a word, also when unknown words such as names are guessed."""
        if not is_unspaced(self._text[start]):
            return True
        self._guessed = self._guessed or self._find_edges(True)
        return {start, start + 1} <= self._guessed


@lru_cache(maxsize=4096)
def _are_long_words(text: str) -> bool:
    return all(len(word) > 1 for word in zh.segment(text, False))


def _is_katakana(character: str) -> bool:
    return _KATAKANA.match(character) is not None


def _is_fraction(three: str) -> bool:
    return len(three) == 3 and three[1] in ".," and three[0].isdigit() and three[2].isdigit()
