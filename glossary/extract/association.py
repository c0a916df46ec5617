"""Which phrases of two languages render each other, by the coefficient of Dice (1945) and the similarity of vectors."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from math import sqrt
from typing import NamedTuple

from glossary.extract.phrases import Key, PhraseIndex

_LEAST_DICE = 0.2
_LEAST_SIMILARITY = 0.05
_WORD = 0.02  # how much each further word adds to the strength


class Association(NamedTuple):
    """Two phrases, and the number of pairs of texts that hold both.

    `dice` is their Dice coefficient, to four decimals, `similarity` the cosine of their vectors, to two.
    """

    source: Key
    target: Key
    cooccurrences: int
    dice: float
    similarity: float

    @property
    def strength(self) -> float:
        """Return the strength of the association, to four decimals."""
        longer = 1 + _WORD * (len(self.source) + len(self.target))
        return round(self.dice * sqrt(self.similarity) * longer, 4)


Kept = tuple[Collection[Key], Collection[Key]]
_KeyPair = tuple[Key, Key]


def find_associations(source: PhraseIndex, target: PhraseIndex, kept: Kept, least: int) -> list[Association]:
    """Find the pairs of phrases that are more strongly associated with each other than with any other phrase.

    `kept` are the phrases of either side to consider, `least` the number of pairs of texts that must hold both.
    """
    counts = Counter(_list_cooccurrences(source, target, kept))
    likely = {}
    for two, count in counts.items():
        if count >= least:
            dice = measure_dice(count, len(source.places(two[0])), len(target.places(two[1])))
            if is_likely(dice):
                likely[two] = count, dice
    return select_associations(likely, {key: target.usual_form(key) for _, key in likely})


def measure_dice(together: int, source: int, target: int) -> float:
    """Return the coefficient of Dice of two phrases, to four decimals: how often both occur, and each of them."""
    return round(2 * together / (source + target), 4)


def is_likely(dice: float) -> bool:
    """Return whether two phrases occur together often enough to render each other."""
    return dice >= _LEAST_DICE


def select_associations(
    likely: Mapping[tuple[Key, Key], tuple[int, float]], forms: Mapping[Key, str]
) -> list[Association]:
    """Select those phrases that are the strongest for each other, strongest first.

    `likely` has the number of texts that hold both and their Dice coefficient, `forms` the form of each target.
    """
    likeness = _measure_similarity(list(likely), forms)
    return _select_mutual([Association(*two, *values, likeness[two]) for two, values in likely.items()])


def _list_cooccurrences(source: PhraseIndex, target: PhraseIndex, kept: Kept) -> Iterator[_KeyPair]:
    """Yield each source phrase of a text with each target phrase of its translation."""
    sources, targets = (_group_by_text(side, keys) for side, keys in zip((source, target), kept, strict=True))
    for number, keys in sources.items():
        for key in keys:
            for other in targets.get(number, ()):
                yield key, other


def _group_by_text(inventory: PhraseIndex, kept: Collection[Key]) -> dict[int, list[Key]]:
    held: dict[int, list[Key]] = defaultdict(list)
    for key in inventory:
        if key in kept:
            for number in inventory.places(key):
                held[number].append(key)
    return held


def _measure_similarity(found: list[_KeyPair], forms: Mapping[Key, str]) -> dict[_KeyPair, float]:
    """Map each pair of phrases to the cosine of their vectors."""
    import numpy as np

    from glossary.vectors import encode

    texts: dict[str, int] = {}
    rows = [
        (texts.setdefault("".join(one), len(texts)), texts.setdefault(forms[key], len(texts))) for one, key in found
    ]
    places = np.array(rows, dtype=np.intp).reshape(-1, 2)
    vectors = encode(list(texts))
    cosines = np.einsum("ij,ij->i", vectors[places[:, 0]], vectors[places[:, 1]]).tolist()
    return {two: max(round(cosine, 2), _LEAST_SIMILARITY) for two, cosine in zip(found, cosines, strict=True)}


def _select_mutual(found: Iterable[Association]) -> list[Association]:
    """Select the associations that are the strongest of both their phrases, the strongest first."""
    ranked = sorted(found, key=lambda one: (-one.strength, one.source, one.target))
    best: tuple[dict[Key, Association], dict[Key, Association]] = ({}, {})
    for one in ranked:
        best[0].setdefault(one.source, one)
        best[1].setdefault(one.target, one)
    return [one for one in ranked if best[0][one.source] is one and best[1][one.target] is one]
