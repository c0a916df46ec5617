"""The words of a Chinese text and of its English translation, and the stretches of the latter that could be renderings."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property

from glossary.lang.en import root
from glossary.word_alignment.function_words import is_function_word
from glossary.word_alignment.tokens import Token, chinese_tokens, english_tokens

Span = tuple[int, int]
"""A first place and the one behind the last."""

_INSIDE = frozenset(("-", "'s", "of", "the", "for", "and", "&", "in", "on", "to", "/"))
_WIDEST_GAP = 2  # words


class BeadWords:
    """A text and its translation, cut into words."""

    def __init__(self, source: str, target: str) -> None:
        self.target = target
        self._source = chinese_tokens(source)
        self._target = english_tokens(target)

    @property
    def texts(self) -> tuple[list[str], list[str]]:
        """The words of both sides."""
        return [token.text for token in self._source], [token.text for token in self._target]

    @cached_property
    def _roots(self) -> list[str]:
        return [_root(token.text) for token in self._target]

    def linked(self, links: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
        """Return the target words that carry content, by the source words that they are linked with."""
        found: dict[int, set[int]] = {}
        for source, target in links:
            if not is_function_word(self._target[target].text, "en"):
                found.setdefault(source, set()).add(target)
        return found

    def source_words(self, start: int, end: int) -> Span:
        """Return the source words that characters stand in."""
        return _words(self._source, start, end)

    def words_in(self, start: int, end: int) -> Span:
        """Return the target words that characters stand in."""
        return _words(self._target, start, end)

    def characters(self, words: Span) -> Span:
        """Return where target words stand in the target."""
        return self._target[words[0]].start, self._target[words[1] - 1].end

    def text(self, words: Span) -> str:
        """Return target words as they stand there."""
        return self.target[slice(*self.characters(words))]

    def key(self, words: Span) -> str:
        """Return the lemmas of target words, without hyphens and marks."""
        places = range(*words)
        return " ".join(self._roots[place] for place in places if self._target[place].text[-1].isalnum())

    def find(self, key: str) -> Iterator[Span]:
        """Yield the stretches of the target that have this key."""
        wanted = key.split(" ")
        for start, word in enumerate(self._roots):
            if word == wanted[0]:
                for end in range(start + len(wanted), min(start + 2 * len(wanted), len(self._roots) + 1)):
                    if self.key((start, end)) == key and self._target[end - 1].text[-1].isalnum():
                        yield start, end

    def acronyms(self) -> Iterator[Span]:
        """Yield the words that are acronyms."""
        for place, token in enumerate(self._target):
            if is_acronym(token.text):
                yield place, place + 1

    def is_inside(self, places: Iterable[int]) -> bool:
        """Whether target words may stand inside a rendering, unlinked."""
        return all(self._target[place].text.lower() in _INSIDE for place in places)


def _root(word: str) -> str:
    return word[:-1].lower() if is_acronym(word) and word[-1] == "s" else root(word.lower())


def is_acronym(word: str) -> bool:
    """Whether a word is one of capitals, up to the ending of a plural."""
    return len(word) > 1 and word.removesuffix("s").isupper() and word.isalpha()


def stretch(bead: BeadWords, own: frozenset[int], others: frozenset[int]) -> Span | None:
    """Return the longest stretch of target words that are linked with a term; None without a link.

    Between two of them there may be small words that are linked with nothing else. Of stretches as long the first.
    """
    best: Span | None = None
    start = previous = -1
    for place in sorted(own):
        gap = range(previous + 1, place)
        if previous < 0 or len(gap) > _WIDEST_GAP or not others.isdisjoint(gap) or not bead.is_inside(gap):
            start = place
        previous = place
        if best is None or place + 1 - start > best[1] - best[0]:
            best = (start, place + 1)
    return best


def _words(tokens: list[Token], start: int, end: int) -> Span:
    first = bisect_right(tokens, start, key=lambda token: token.end)
    last = bisect_left(tokens, end, key=lambda token: token.start)
    return first, max(first, last)
