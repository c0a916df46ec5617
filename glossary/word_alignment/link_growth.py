"""Links grown to adjacent words: to the second word of "gas station", to the rest of a name cut in two."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from glossary.word_alignment.lexical_evidence import is_content
from glossary.word_alignment.reach import ROUNDS

if TYPE_CHECKING:
    from glossary.word_alignment.reach import Reach
    from glossary.word_alignment.similarity import Phrase, Phrases, WordSimilarity

Links = frozenset[tuple[int, int]]
Pairs = Sequence[tuple[Sequence[str], Sequence[str]]]
Places = Sequence[Collection[int] | None]
"""For each pair the places of words that may get links; None: all."""

_LOSS = {"en": 0.05, "zh": 0.0}  # of similarity to the counterpart that a further word may lose


class _Side(NamedTuple):
    """The pairs, those words first that get links, the language of these, and which may."""

    pairs: Pairs
    language: str
    places: Places

    def is_free(self, number: int, place: int) -> bool:
        """Whether a word may get a link, unless it has one."""
        words, places = self.pairs[number][0], self.places[number]
        return (
            0 <= place < len(words) and (places is None or place in places) and is_content(words[place], self.language)
        )

    def can_grow(self, number: int, link: tuple[int, int]) -> bool:
        """Whether links may grow from this one: those of words without content do not."""
        words, others = self.pairs[number]
        across = "zh" if self.language == "en" else "en"
        return is_content(words[link[0]], self.language) and is_content(others[link[1]], across)


class _Chance(NamedTuple):
    """A word without a link, at `place`, beside one at `beside` that is linked with the word at `other`."""

    pair: int
    place: int
    beside: int
    other: int


def grow_links(
    pairs: Pairs, links: Sequence[Links], similarity: WordSimilarity, reach: Sequence[Reach] = ()
) -> list[Links]:
    """Return the links of each pair and those grown from them, first to target words, then to source words.

    With `reach`, links grow only there.
    """
    nowhere = [None] * len(pairs)
    swapped = [(target, source) for source, target in pairs]
    targets = _Side(swapped, "en", [one.target for one in reach] or nowhere)
    sources = _Side(pairs, "zh", [one.source for one in reach] or nowhere)
    given = list(map(_swap, links))
    phrases = similarity.encode_phrases([*_list_phrases(targets, given), *_list_phrases(sources, links)])
    grown = _grow_side(targets, given, phrases)
    return _grow_side(sources, list(map(_swap, grown)), phrases)


def _swap(links: Links) -> Links:
    return frozenset((other, place) for place, other in links)


def _list_phrases(side: _Side, links: Sequence[Links]) -> Iterator[Phrase]:
    """Yield each two words of a side that `_grow_side` may ask for: words without a link, in a row, and one with."""
    for number, here in enumerate(links):
        linked = {place for place, _ in here}
        ends = {link[0] for link in here if side.can_grow(number, link)}
        words = side.pairs[number][0]
        for end in ends:
            for step in (-1, 1):
                for place in range(end + step, end + step * (ROUNDS + 1), step):
                    if place in linked or not side.is_free(number, place):
                        break
                    yield _make_phrase(side.language, words, place, place - step)


def _make_phrase(language: str, words: Sequence[str], *places: int) -> Phrase:
    first, second = sorted(places)
    return language, words[first], words[second]


def _grow_side(side: _Side, links: Sequence[Links], phrases: Phrases) -> list[Links]:
    found = fresh = list(links)
    for _ in range(ROUNDS):
        fresh = _grow_once(side, found, fresh, phrases)
        found = [row | more for row, more in zip(found, fresh, strict=True)]
    return found


def _grow_once(side: _Side, links: Sequence[Links], fresh: Sequence[Links], phrases: Phrases) -> list[Links]:
    """Return the links of further words of a side next to fresh links."""
    chances = [one for number in range(len(links)) for one in _find_chances(side, number, links[number], fresh[number])]
    gains = phrases.compute_gains([_list_words(side, one) for one in chances])
    best: dict[tuple[int, int], tuple[float, int]] = {}
    for one, gain in zip(chances, gains, strict=True):
        key = (one.pair, one.place)
        if gain > -_LOSS[side.language] and gain > best.get(key, (-1.0, 0))[0]:
            best[key] = (gain, one.other)
    added: list[set[tuple[int, int]]] = [set() for _ in links]
    for (number, place), (_, other) in best.items():
        added[number].add((place, other))
    return list(map(frozenset, added))


def _find_chances(side: _Side, number: int, links: Links, fresh: Links) -> Iterator[_Chance]:
    taken = {place for place, _ in links}
    for beside, other in sorted(fresh):
        if side.can_grow(number, (beside, other)):
            for place in (beside - 1, beside + 1):
                if place not in taken and side.is_free(number, place):
                    yield _Chance(number, place, beside, other)


def _list_words(side: _Side, one: _Chance) -> tuple[Phrase, str, str]:
    """Return the two words in their order, the one that is linked, and its counterpart."""
    words, others = side.pairs[one.pair]
    return _make_phrase(side.language, words, one.place, one.beside), words[one.beside], others[one.other]
