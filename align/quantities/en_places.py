"""Where a quantity may begin in an English text: found for all digits and words at once.

To look for hundreds of words by an expression takes several times as long.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ahocorasick_rs import BytesAhoCorasick

_DIGIT, _BLANK = b"0", b" "
_FOLDED = bytes(
    _DIGIT[0] if chr(byte).isdecimal() else byte if chr(byte).isalpha() and byte < 128 else _BLANK[0]
    for byte in range(256)
)
"""Digits as 0, and all but letters of ASCII as blanks."""
_WIDE_DIGIT = re.compile("[０-９]")


class PlaceFinder:
    """Finds each digit, and what may be one of some words that no letter precedes."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)

    def find(self, text: str) -> list[int]:
        """The offsets, ascending. More is found than there is: what stands there has to be looked at."""
        if not text.isascii():
            text = _WIDE_DIGIT.sub("0", text)
        data = _BLANK + text.encode("ascii", "replace").translate(_FOLDED)
        found = self._automaton.find_matches_as_indexes(data, overlapping=True)
        # a blank stands before the text, and before a word
        return sorted({start - (data[start] == _DIGIT[0]) for _, start, _ in found})

    @cached_property
    def _automaton(self) -> "BytesAhoCorasick":
        from ahocorasick_rs import BytesAhoCorasick, Implementation

        return BytesAhoCorasick(sorted({_DIGIT, *_fold(self._words)}), implementation=Implementation.DFA)


def _fold(words: Iterable[str]) -> Iterator[bytes]:
    """The words that begin with letters as they stand in a text that is folded, a blank before each."""
    for word in words:
        if word[0].isalpha():
            yield _BLANK + word.encode("ascii", "replace").translate(_FOLDED)
