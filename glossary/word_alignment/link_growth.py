"""Links grown to adjacent words: to the second word of "gas station", to the rest of a name cut in two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from glossary.word_alignment.lexical_evidence import is_content

if TYPE_CHECKING:
    from glossary.word_alignment.similarity import WordSimilarity

Links = frozenset[tuple[int, int]]
Pairs = Sequence[tuple[Sequence[str], Sequence[str]]]

_ROUNDS = 3
_LOSS = {"en": 0.05, "zh": 0.0}  # of similarity to the counterpart that a further word may lose


class _Chance(NamedTuple):
    """A word without a link, at `place`, beside one at `beside` that is linked with the word at `other`."""

    pair: int
    place: int
    beside: int
    other: int


def grow_links(pairs: Pairs, links: Sequence[Links], similarity: WordSimilarity) -> list[Links]:
    """Return the links of each pair and those grown from them, first to target words, then to source words."""
    sides = [(target, source) for source, target in pairs]
    swapped = _grow_side(sides, [_swap(found) for found in links], similarity, "en")
    return _grow_side(pairs, [_swap(found) for found in swapped], similarity, "zh")


def _grow_side(pairs: Pairs, links: Sequence[Links], similarity: WordSimilarity, side: str) -> list[Links]:
    found = fresh = list(links)
    for _ in range(_ROUNDS):
        fresh = _grow_once(pairs, found, fresh, similarity, side)
        found = [row | more for row, more in zip(found, fresh, strict=True)]
    return found


def _swap(links: Links) -> Links:
    return frozenset((other, place) for place, other in links)


def _grow_once(
    pairs: Pairs, links: Sequence[Links], fresh: Sequence[Links], similarity: WordSimilarity, side: str
) -> list[Links]:
    """Return the links of further words of the first side of each pair, in the language `side`, next to fresh links."""
    chances = [
        one
        for number in range(len(pairs))
        for one in _find_chances(number, *pairs[number], links[number], fresh[number], side)
    ]
    gains = similarity.compute_gains([_list_words(pairs[one.pair], one) for one in chances], side)
    best: dict[tuple[int, int], tuple[float, int]] = {}
    for one, gain in zip(chances, gains, strict=True):
        key = (one.pair, one.place)
        if gain > -_LOSS[side] and gain > best.get(key, (-1.0, 0))[0]:
            best[key] = (gain, one.other)
    added: list[set[tuple[int, int]]] = [set() for _ in pairs]
    for (number, place), (_, other) in best.items():
        added[number].add((place, other))
    return list(map(frozenset, added))


def _find_chances(
    number: int, words: Sequence[str], others: Sequence[str], links: Links, fresh: Links, side: str
) -> Iterator[_Chance]:
    across = "zh" if side == "en" else "en"
    taken = {place for place, _ in links}
    for beside, other in sorted(fresh):
        if is_content(words[beside], side) and is_content(others[other], across):
            for place in (beside - 1, beside + 1):
                if 0 <= place < len(words) and place not in taken and is_content(words[place], side):
                    yield _Chance(number, place, beside, other)


def _list_words(pair: tuple[Sequence[str], Sequence[str]], one: _Chance) -> tuple[str, str, str, str]:
    """Return the two words in their order, the one that is linked, and its counterpart."""
    words, others = pair
    first, second = sorted((one.place, one.beside))
    return words[first], words[second], words[one.beside], others[one.other]
