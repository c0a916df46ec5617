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
_WINDOW = 1 << 16
"""Bytes that are searched at once: the memory that places take stays bounded."""
_WIDE_DIGIT = re.compile("[０-９]")


class PlaceFinder:
    """Finds each digit, and what may be one of some words that no letter precedes."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)

    def find(self, text: str) -> Iterator[int]:
        """The offsets, ascending. Some begin no quantity: whoever asks looks at what stands there."""
        if not text.isascii():
            text = _WIDE_DIGIT.sub("0", text)
        data = _BLANK + text.encode("ascii", "replace").translate(_FOLDED)  # a blank stands before each word
        for offset in range(0, len(data), _WINDOW):
            part = data[offset : offset + _WINDOW + self._overlap]
            found = self._automaton.find_matches_as_indexes(part, overlapping=True)
            starts = {start for _, start, _ in found if start < _WINDOW}
            yield from sorted([offset + start - (part[start] == _DIGIT[0]) for start in starts])

    @cached_property
    def _overlap(self) -> int:
        """How many bytes of a word may stand behind a window that it starts in."""
        return max(map(len, _fold(self._words)))

    @cached_property
    def _automaton(self) -> "BytesAhoCorasick":
        from ahocorasick_rs import BytesAhoCorasick, Implementation

        return BytesAhoCorasick(sorted({_DIGIT, *_fold(self._words)}), implementation=Implementation.DFA)


def _fold(words: Iterable[str]) -> Iterator[bytes]:
    """The words that begin with letters as they stand in a text that is folded, a blank before each."""
    for word in words:
        if word[0].isalpha():
            yield _BLANK + word.encode("ascii", "replace").translate(_FOLDED)
