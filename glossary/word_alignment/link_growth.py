"""Links grown to adjacent words: to the second word of "gas station", to the rest of a name cut in two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from glossary.word_alignment.lexical_evidence import is_content
from glossary.word_alignment.reach import ROUNDS
from glossary.word_alignment.similarity import Phrase, write_phrase

if TYPE_CHECKING:
    from glossary.word_alignment.reach import Reach
    from glossary.word_alignment.similarity import Phrases, WordSimilarity

Links = frozenset[tuple[int, int]]
Pairs = Sequence[tuple[Sequence[str], Sequence[str]]]

_LOSS = {"en": 0.05, "zh": 0.0}  # of similarity to the counterpart that a further word may lose


class _Side(NamedTuple):
    """The words of the language that gets links, and their counterparts, of each pair.

    `content` and `across` are the places of those with content, `free` of those that may get a link unless they have
    one.
    """

    language: str
    words: Sequence[Sequence[str]]
    others: Sequence[Sequence[str]]
    content: Sequence[Set[int]]
    across: Sequence[Set[int]]
    free: Sequence[Set[int]]

    def can_grow(self, number: int, link: tuple[int, int]) -> bool:
        """Return whether links may grow from this one: those of words without content do not."""
        return link[0] in self.content[number] and link[1] in self.across[number]


class _Chance(NamedTuple):
    """A word without a link, at `place`, next to one at `beside` that is linked with the word at `other`."""

    pair: int
    place: int
    beside: int
    other: int


class Growth:
    """The links of some pairs, which can be grown, first to target words, then to source words.

    With `reach`, they grow only there.
    """

    def __init__(self, pairs: Pairs, links: Sequence[Links], reach: Sequence[Reach] = ()) -> None:
        words = [source for source, _ in pairs], [target for _, target in pairs]
        source, target = (
            [{place for place, word in enumerate(row) if is_content(word, language)} for row in rows]
            for language, rows in zip(("zh", "en"), words, strict=True)
        )
        free = [here.intersection(one.source) for here, one in zip(source, reach, strict=True)] if reach else source
        others = [here.intersection(one.target) for here, one in zip(target, reach, strict=True)] if reach else target
        self._sources = _Side("zh", *words, source, target, free)
        self._targets = _Side("en", *words[::-1], target, source, others)
        self._links = links
        self._swapped = list(map(_swap, links))

    @cached_property
    def phrases(self) -> list[Phrase]:
        """Return the phrases whose vectors may be needed, each once."""
        found = *_list_phrases(self._targets, self._swapped), *_list_phrases(self._sources, self._links)
        return list(dict.fromkeys(found))

    def list_texts(self) -> list[str]:
        """Return the texts whose vectors may be needed."""
        return list(map(write_phrase, self.phrases))

    def grow(self, similarity: WordSimilarity) -> list[Links]:
        """Return the links of each pair and those grown from them."""
        phrases = similarity.encode_phrases(self.phrases)
        grown = _grow_side(self._targets, self._swapped, phrases)
        return _grow_side(self._sources, list(map(_swap, grown)), phrases)


def _swap(links: Links) -> Links:
    return frozenset([(other, place) for place, other in links])


def _list_phrases(side: _Side, links: Sequence[Links]) -> Iterator[Phrase]:
    """Yield each two words of a side that `_grow_side` may ask for: words without a link, in a row, and one with."""
    for number, here in enumerate(links):
        free = side.free[number] - {place for place, _ in here}
        words = side.words[number]
        for end in {link[0] for link in here if side.can_grow(number, link)}:
            for step in (-1, 1):
                for place in range(end + step, end + step * (ROUNDS + 1), step):
                    if place not in free:
                        break
                    yield _make_phrase(side.language, words, place, place - step)


def _make_phrase(language: str, words: Sequence[str], one: int, other: int) -> Phrase:
    return language, words[min(one, other)], words[max(one, other)]


def _grow_side(side: _Side, links: Sequence[Links], phrases: Phrases) -> list[Links]:
    found = fresh = list(links)
    for _ in range(ROUNDS):
        fresh = _grow_once(side, found, fresh, phrases)
        if not any(fresh):
            break
        found = [row | more for row, more in zip(found, fresh, strict=True)]
    return found


def _grow_once(side: _Side, links: Sequence[Links], fresh: Sequence[Links], phrases: Phrases) -> list[Links]:
    """Return the links of further words of a side next to fresh links."""
    chances = [
        one for number, here in enumerate(fresh) if here for one in _find_chances(side, number, links[number], here)
    ]
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
    free = side.free[number] - {place for place, _ in links}
    for beside, other in sorted(link for link in fresh if side.can_grow(number, link)):
        for place in (beside - 1, beside + 1):
            if place in free:
                yield _Chance(number, place, beside, other)


def _list_words(side: _Side, one: _Chance) -> tuple[Phrase, str, str]:
    """Return the two words in their order, the one that is linked, and its counterpart."""
    words, others = side.words[one.pair], side.others[one.pair]
    return _make_phrase(side.language, words, one.place, one.beside), words[one.beside], others[one.other]
