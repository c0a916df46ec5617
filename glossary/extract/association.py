"""Which phrases of two languages render each other: the coefficient of Dice (1945) over pairs of texts, and meaning."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from math import sqrt
from typing import NamedTuple

from glossary.extract.phrases import Inventory, Key

_LEAST_DICE = 0.2
_LEAST_LIKENESS = 0.05
_WORD = 0.02  # what a word more is worth between phrases that are equally likely


class Association(NamedTuple):
    """Two phrases, the number of pairs of texts that hold both, the Dice coefficient and the cosine of their vectors.

    The measures are rounded to four and two decimals.
    """

    source: Key
    target: Key
    together: int
    dice: float
    likeness: float

    @property
    def strength(self) -> float:
        """How firmly one means the other, to four decimals."""
        longer = 1 + _WORD * (len(self.source) + len(self.target))
        return round(self.dice * sqrt(self.likeness) * longer, 4)


Kept = tuple[Collection[Key], Collection[Key]]
_Two = tuple[Key, Key]


def associations(source: Inventory, target: Inventory, kept: Kept, least: int) -> list[Association]:
    """Return the phrases that mean each other above all others.

    `kept` are the phrases of either side that are looked at, `least` the number of pairs of texts that must hold both.
    """
    counts = Counter(_together(source, target, kept))
    likely = {}
    for two, count in counts.items():
        if count >= least:
            dice = round(2 * count / (len(source.places(two[0])) + len(target.places(two[1]))), 4)
            if dice >= _LEAST_DICE:
                likely[two] = dice
    likeness = _likeness(list(likely), target)
    return _mutual([Association(*two, counts[two], dice, likeness[two]) for two, dice in likely.items()])


def _together(source: Inventory, target: Inventory, kept: Kept) -> Iterator[_Two]:
    """Every two phrases of a pair of texts."""
    sources, targets = (_by_text(side, keys) for side, keys in zip((source, target), kept, strict=True))
    for number, keys in sources.items():
        for key in keys:
            for other in targets.get(number, ()):
                yield key, other


def _by_text(inventory: Inventory, kept: Collection[Key]) -> dict[int, list[Key]]:
    held: dict[int, list[Key]] = defaultdict(list)
    for key in inventory:
        if key in kept:
            for number in inventory.places(key):
                held[number].append(key)
    return held


def _likeness(found: list[_Two], target: Inventory) -> dict[_Two, float]:
    """The cosine of the vectors of two phrases."""
    import numpy as np

    from glossary.vectors import encode

    texts: dict[str, int] = {}
    usual = {key: target.usual(key) for _, key in found}
    rows = [
        (texts.setdefault("".join(one), len(texts)), texts.setdefault(usual[key], len(texts))) for one, key in found
    ]
    places = np.array(rows, dtype=np.intp).reshape(-1, 2)
    vectors = encode(list(texts))
    cosines = np.einsum("ij,ij->i", vectors[places[:, 0]], vectors[places[:, 1]]).tolist()
    return {two: max(round(cosine, 2), _LEAST_LIKENESS) for two, cosine in zip(found, cosines, strict=True)}


def _mutual(found: Iterable[Association]) -> list[Association]:
    """Those that are the strongest of both their phrases, the strongest first."""
    ranked = sorted(found, key=lambda one: (-one.strength, one.source, one.target))
    best: tuple[dict[Key, Association], dict[Key, Association]] = ({}, {})
    for one in ranked:
        best[0].setdefault(one.source, one)
        best[1].setdefault(one.target, one)
    return [one for one in ranked if best[0][one.source] is one and best[1][one.target] is one]
