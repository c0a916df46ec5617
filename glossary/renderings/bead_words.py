"""The words of a Chinese text and of its English translation, and stretches of the latter that may be renderings."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from sys import intern

from glossary.lang.en import root
from glossary.word_alignment.function_words import is_function_word
from glossary.word_alignment.tokens import Token, chinese_tokens, english_tokens

Span = tuple[int, int]
"""A first place and the one behind the last."""

_INSIDE = frozenset(("-", "'s", "of", "the", "for", "and", "&", "in", "on", "to", "/"))
_WIDEST_GAP = 3  # words


class _Words:
    """Words and where they stand, as columns: a tenth of the memory."""

    def __init__(self, tokens: Iterable[Token]) -> None:
        found = list(tokens)
        self.texts = [intern(token.text) for token in found]
        self.starts = array("l", (token.start for token in found))
        self.ends = array("l", (token.end for token in found))

    def within(self, start: int, end: int) -> Span:
        """Return the words that some characters stand in."""
        first, last = bisect_right(self.ends, start), bisect_left(self.starts, end)
        return first, max(first, last)


class BeadWords:
    """A text and its translation, cut into words."""

    def __init__(self, source: str, target: str) -> None:
        self.target = target
        self._source = _Words(chinese_tokens(source))
        self._target = _Words(english_tokens(target))

    @property
    def texts(self) -> tuple[list[str], list[str]]:
        """The words of both sides."""
        return self._source.texts, self._target.texts

    @cached_property
    def _roots(self) -> list[str]:
        return list(map(_root, self._target.texts))

    def linked(self, links: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
        """Return the target words that carry content, by the source words that they are linked with."""
        found: dict[int, set[int]] = {}
        for source, target in links:
            if not is_function_word(self._target.texts[target], "en"):
                found.setdefault(source, set()).add(target)
        return found

    def source_words(self, start: int, end: int) -> Span:
        """Return the source words that characters stand in."""
        return self._source.within(start, end)

    def words_in(self, start: int, end: int) -> Span:
        """Return the target words that characters stand in."""
        return self._target.within(start, end)

    def characters(self, words: Span) -> Span:
        """Return where target words stand in the target."""
        return self._target.starts[words[0]], self._target.ends[words[1] - 1]

    def text(self, words: Span) -> str:
        """Return target words as they stand there."""
        return self.target[slice(*self.characters(words))]

    def key(self, words: Span) -> str:
        """Return the lemmas of target words, without hyphens and marks."""
        places = range(*words)
        return " ".join(self._roots[place] for place in places if self._target.texts[place][-1].isalnum())

    def find(self, key: str) -> Iterator[Span]:
        """Yield the stretches of the target that have this key."""
        wanted = key.split(" ")
        for start, word in enumerate(self._roots):
            if word == wanted[0]:
                for end in range(start + len(wanted), min(start + 2 * len(wanted), len(self._roots) + 1)):
                    if self.key((start, end)) == key and self._target.texts[end - 1][-1].isalnum():
                        yield start, end

    def acronyms(self) -> Iterator[Span]:
        """Yield the words that are acronyms."""
        for place, word in enumerate(self._target.texts):
            if is_acronym(word):
                yield place, place + 1

    def runs(self, linked: Collection[int]) -> Iterator[Span]:
        """Yield the longest stretches of words that carry content and are not among the linked ones."""
        start = 0
        for place in range(len(self._target.texts) + 1):
            if place == len(self._target.texts) or not self._is_free(place, linked):
                if start < place:
                    yield start, place
                start = place + 1

    def reach(self, place: int, step: int, most: int, linked: Collection[int]) -> Iterator[int]:
        """Yield the places from one on, in steps of 1 or -1, of words that are free; a hyphen may stand before each.

        The first half of a word with a hyphen is not free: "co" of "co-operation".
        """
        for _ in range(most):
            place += step * self._is_hyphen(place)
            if not (0 <= place < len(self._target.texts) and self._is_free(place, linked)):
                return
            if step > 0 and self._is_hyphen(place + 1):
                return
            yield place
            place += step

    def trimmed(self, words: Span) -> Span:
        """Return a stretch without small words and marks at its ends; one of nothing else as it is."""
        content = [place for place in range(*words) if not is_function_word(self._target.texts[place], "en")]
        return (content[0], content[-1] + 1) if content else words

    def _is_hyphen(self, place: int) -> bool:
        return 0 <= place < len(self._target.texts) and self._target.texts[place] == "-"

    def _is_free(self, place: int, linked: Collection[int]) -> bool:
        return place not in linked and not is_function_word(self._target.texts[place], "en")

    def is_inside(self, places: Iterable[int]) -> bool:
        """Whether target words without a link may stand inside a rendering: small ones, and one other."""
        words = [self._target.texts[place].lower() for place in places]
        others = [word for word in words if word not in _INSIDE]
        return len(words) <= _WIDEST_GAP and len(others) <= 1 and all(word.isalnum() for word in others)


def key_of(text: str) -> str:
    """Return the key of an English text as a rendering, small words at its edges left out."""
    bead = BeadWords("", text)
    places = [place for place, word in enumerate(bead.texts[1]) if not is_function_word(word, "en")]
    return bead.key((places[0], places[-1] + 1)) if places else ""


def _root(word: str) -> str:
    return word[:-1].lower() if is_acronym(word) and word[-1] == "s" else root(word.lower())


def is_acronym(word: str) -> bool:
    """Whether a word is one of capitals, up to the ending of a plural."""
    return len(word) > 1 and word.removesuffix("s").isupper() and word.isalpha()


def stretch(bead: BeadWords, own: frozenset[int], others: frozenset[int]) -> Span | None:
    """Return the longest stretch of target words that are linked with a term; None without a link.

    Between two of them there may be small words, and one other, that are linked with nothing else. Of stretches as
    long the first.
    """
    best: Span | None = None
    start = previous = -1
    for place in sorted(own):
        gap = range(previous + 1, place)
        if previous < 0 or not others.isdisjoint(gap) or not bead.is_inside(gap):
            start = place
        previous = place
        if best is None or place + 1 - start > best[1] - best[0]:
            best = (start, place + 1)
    return best
