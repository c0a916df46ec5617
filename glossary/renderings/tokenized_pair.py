"""A Chinese text and its English translation as words, and the stretches of target words that may be renderings."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from sys import intern

from glossary.lang.en import find_lemma, find_lemmas
from glossary.lang.function_words import is_function_word
from glossary.word_alignment.tokenization import Token, tokenize_chinese, tokenize_english

Span = tuple[int, int]
"""The index of the first word or character, and of the one after the last."""

_INSIDE = frozenset(("-", "'s", "of", "the", "for", "and", "&", "in", "on", "to", "/"))
_WIDEST_GAP = 3  # words
_PARTICLES = frozenset(("back", "by", "down", "in", "off", "on", "out", "over", "through", "up", "ups"))
"""What belongs to a word that a hyphen joins it to: on-site, start-up."""
_SHORTEST_PLURAL = 4  # letters
_NAMES_LIKE_PRONOUNS = frozenset(("US", "IT", "WHO"))


class _Words:
    """Words and their offsets, as columns: a tenth of the memory that tokens take."""

    def __init__(self, tokens: Iterable[Token]) -> None:
        found = list(tokens)
        self.texts = [intern(token.text) for token in found]
        self.starts = array("l", (token.start for token in found))
        self.ends = array("l", (token.end for token in found))

    def find_words(self, start: int, end: int) -> Span:
        """Return the words that the characters from `start` to `end` are in."""
        first, last = bisect_right(self.ends, start), bisect_left(self.starts, end)
        return first, max(first, last)


class TokenizedPair:
    """A text and its translation as words. A span is one of target words unless it says otherwise."""

    def __init__(self, source: str, target: str) -> None:
        self.target = target
        self._source = _Words(tokenize_chinese(source))
        self._target = _Words(tokenize_english(target))

    @property
    def texts(self) -> tuple[list[str], list[str]]:
        """Return the words of both sides."""
        return self._source.texts, self._target.texts

    @cached_property
    def _lemmas(self) -> list[str]:
        return list(map(_find_lemma, self._target.texts))

    def group_links(self, links: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
        """Return the content words of the target by the source word that they are linked with."""
        found: dict[int, set[int]] = {}
        for source, target in links:
            if not _is_light(self._target.texts[target]):
                found.setdefault(source, set()).add(target)
        return found

    def find_source_words(self, start: int, end: int) -> Span:
        """Return the span of the source words that characters of the source are in."""
        return self._source.find_words(start, end)

    def find_target_words(self, start: int, end: int) -> Span:
        """Return the span of the words that characters of the target are in."""
        return self._target.find_words(start, end)

    def find_characters(self, words: Span) -> Span:
        """Return the characters of the target that words are in."""
        return self._target.starts[words[0]], self._target.ends[words[1] - 1]

    def get_text(self, words: Span) -> str:
        """Return the text of words as it is in the target."""
        return self.target[slice(*self.find_characters(words))]

    def make_key(self, words: Span) -> str:
        """Return the lemmas of words, joined by blanks, without hyphens and marks, and trimmed, see `trim`."""
        places = range(*self.trim(words))
        return " ".join(self._lemmas[place] for place in places if self._target.texts[place][-1].isalnum())

    def find_key(self, key: str) -> Iterator[Span]:
        """Yield the spans that have this key."""
        wanted = key.split(" ")
        for start, word in enumerate(self._lemmas):
            if word == wanted[0]:
                for end in range(start + len(wanted), min(start + 2 * len(wanted), len(self._lemmas) + 1)):
                    if self.make_key((start, end)) == key and self._target.texts[end - 1][-1].isalnum():
                        yield start, end

    def find_acronyms(self) -> Iterator[Span]:
        """Yield the spans of one word that are acronyms."""
        for place, word in enumerate(self._target.texts):
            if is_acronym(word):
                yield place, place + 1

    def find_runs(self, linked: Collection[int]) -> Iterator[Span]:
        """Yield the longest spans of content words that are not among the linked ones."""
        start = 0
        for place in range(len(self._target.texts) + 1):
            if place == len(self._target.texts) or not self._is_free(place, linked):
                if start < place:
                    yield start, place
                start = place + 1

    def find_free_words(self, place: int, step: int, most: int, linked: Collection[int]) -> Iterator[int]:
        """Yield the indices of up to `most` content words without a link, from `place` on, in steps of 1 or -1.

        A hyphen may be before each. The first half of a hyphenated word does not count: "co" of "co-operation".
        """
        for _ in range(most):
            place += step * self._is_hyphen(place)
            if not (0 <= place < len(self._target.texts) and self._is_free(place, linked)):
                return
            if step > 0 and self._is_hyphen(place + 1):
                return
            yield place
            place += step

    def trim(self, words: Span) -> Span:
        """Return a span without function words and marks at its ends; one that has nothing else stays as it is."""
        content = [place for place in range(*words) if not _is_light(self._target.texts[place])]
        return (content[0], content[-1] + 1) if content else words

    def add_particles(self, words: Span) -> Span:
        """Return a span with the particles that hyphens join to its ends, which are no words of their own."""
        start, end = words
        start -= 2 * (self._is_joined(start - 1) and self._is_particle(start - 2))
        end += 2 * (self._is_joined(end) and self._is_particle(end + 1))
        return start, end

    def _is_joined(self, place: int) -> bool:
        """Return whether a word is a hyphen without blanks on either side."""
        starts, ends = self._target.starts, self._target.ends
        return (
            0 < place < len(starts) - 1
            and self._is_hyphen(place)
            and ends[place - 1] == starts[place]
            and ends[place] == starts[place + 1]
        )

    def _is_particle(self, place: int) -> bool:
        return self._target.texts[place].lower() in _PARTICLES

    def _is_hyphen(self, place: int) -> bool:
        return 0 <= place < len(self._target.texts) and self._target.texts[place] == "-"

    def _is_free(self, place: int, linked: Collection[int]) -> bool:
        return place not in linked and not _is_light(self._target.texts[place])

    def is_inside(self, places: Iterable[int]) -> bool:
        """Return whether words without a link may be inside a rendering: three at most, one of them a content word."""
        words = [self._target.texts[place].lower() for place in places]
        others = [word for word in words if word not in _INSIDE]
        return len(words) <= _WIDEST_GAP and len(others) <= 1 and all(word.isalnum() for word in others)


def has_joined_particle(text: str) -> bool:
    """Return whether a particle that a hyphen joins is at an end of a text; see `TokenizedPair.add_particles`.

    >>> [has_joined_particle(text) for text in ("on-site examination", "start-up", "start-up firm")]
    [True, True, False]
    """
    pieces = text.lower().split("-")
    return len(pieces) > 1 and not _PARTICLES.isdisjoint((pieces[0], pieces[-1]))


def make_key(text: str) -> str:
    """Return the key of an English text; see `TokenizedPair.make_key`."""
    bead = TokenizedPair("", text)
    return bead.make_key((0, len(bead.texts[1])))


def _is_light(word: str) -> bool:
    """Return whether a word of English carries no content of its own; “US” and “IT” in capitals do."""
    return word not in _NAMES_LIKE_PRONOUNS and is_function_word(word, "en")


def _find_lemma(word: str) -> str:
    if is_acronym(word) and word[-1] == "s":
        return word[:-1].lower()
    is_plural = word.isalpha() and word.islower() and word.endswith("s") and not word.endswith(("ss", "us", "is"))
    return (
        word[:-1] if is_plural and len(word) >= _SHORTEST_PLURAL and not find_lemmas(word) else find_lemma(word.lower())
    )


def is_acronym(word: str) -> bool:
    """Return whether a word is written in capitals, but for the ending of a plural."""
    return len(word) > 1 and word.removesuffix("s").isupper() and word.isalpha()


def find_longest_stretch(bead: TokenizedPair, own: frozenset[int], others: frozenset[int]) -> Span | None:
    """Return the longest span from one word linked with a term to another; None without a link.

    `own` are the words linked with the term, `others` those linked with other words of the source, which may not be
    between. Words without a link may, see `is_inside`. Of spans of one length the first is returned.
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
