"""Links that grow to the next word: to the second word of "gas station", to the rest of a name cut in two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from glossary.word_alignment.evidence import is_content

if TYPE_CHECKING:
    from glossary.word_alignment.likeness import Likeness

Links = frozenset[tuple[int, int]]
Pairs = Sequence[tuple[Sequence[str], Sequence[str]]]

_ROUNDS = 3
_LOSS = {"en": 0.05, "zh": 0.0}  # of likeness to the counterpart that a further word may cost


class _Chance(NamedTuple):
    """A word without a link, at `place`, beside one at `beside` that is linked with the word at `other`."""

    pair: int
    place: int
    beside: int
    other: int


def grown(pairs: Pairs, links: Sequence[Links], likeness: Likeness) -> list[Links]:
    """Return the links of each pair with those grown from them: first to target words, then to source words."""
    sides = [(target, source) for source, target in pairs]
    swapped = _grown(sides, [_swapped(found) for found in links], likeness, "en")
    return _grown(pairs, [_swapped(found) for found in swapped], likeness, "zh")


def _grown(pairs: Pairs, links: Sequence[Links], likeness: Likeness, side: str) -> list[Links]:
    found = fresh = list(links)
    for _ in range(_ROUNDS):
        fresh = _step(pairs, found, fresh, likeness, side)
        found = [row | more for row, more in zip(found, fresh, strict=True)]
    return found


def _swapped(links: Links) -> Links:
    return frozenset((other, place) for place, other in links)


def _step(pairs: Pairs, links: Sequence[Links], fresh: Sequence[Links], likeness: Likeness, side: str) -> list[Links]:
    """Return the links by which words of the first side of each pair, of the language `side`, join the fresh links."""
    chances = [
        one
        for number in range(len(pairs))
        for one in _chances(number, *pairs[number], links[number], fresh[number], side)
    ]
    gains = likeness.gains([_phrases(pairs[one.pair], one) for one in chances], side)
    best: dict[tuple[int, int], tuple[float, int]] = {}
    for one, gain in zip(chances, gains, strict=True):
        key = (one.pair, one.place)
        if gain > -_LOSS[side] and gain > best.get(key, (-1.0, 0))[0]:
            best[key] = (gain, one.other)
    added: list[set[tuple[int, int]]] = [set() for _ in pairs]
    for (number, place), (_, other) in best.items():
        added[number].add((place, other))
    return list(map(frozenset, added))


def _chances(
    number: int, words: Sequence[str], others: Sequence[str], links: Links, fresh: Links, side: str
) -> Iterator[_Chance]:
    across = "zh" if side == "en" else "en"
    taken = {place for place, _ in links}
    for beside, other in sorted(fresh):
        if is_content(words[beside], side) and is_content(others[other], across):
            for place in (beside - 1, beside + 1):
                if 0 <= place < len(words) and place not in taken and is_content(words[place], side):
                    yield _Chance(number, place, beside, other)


def _phrases(pair: tuple[Sequence[str], Sequence[str]], one: _Chance) -> tuple[str, str, str, str]:
    """The two words in their order, the one that is linked, and its counterpart."""
    words, others = pair
    first, second = sorted((one.place, one.beside))
    return words[first], words[second], words[one.beside], others[one.other]
