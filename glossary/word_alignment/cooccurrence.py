"""Co-occurrence of source and target words in the pairs at hand: the coefficient of Dice (1945)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice, product
from typing import TYPE_CHECKING, NamedTuple

from glossary.lang.en import find_lemma
from glossary.word_alignment.lexical_evidence import is_content

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.int64]

_WIDEST = 400  # words of a pair that are counted, of either side
_PIECE = 4096  # pairs that are counted at a time
_BEHIND = (1 << 63) - 1  # a code after those of all forms


class Counts(NamedTuple):
    """Of some pairs: how many hold each source form, each target form, and both of a source and a target form."""

    source: dict[str, int]
    target: dict[str, int]
    together: dict[tuple[str, str], int]


class Cooccurrence:
    """The number of pairs that hold two content words both; forms of an English word count as one.

    Memory grows with the number of different words that recur together, not with that of the pairs.
    """

    def __init__(self, pairs: Sequence[tuple[Sequence[str], Sequence[str]]]) -> None:
        import numpy as np

        counts = tuple(_count_forms((pair[side] for pair in pairs), side) for side in (0, 1))
        self._number(*counts)
        rows = list(_count_together(pairs, self._numbers, self._stride))
        self._codes = np.concatenate([*(codes for codes, _ in rows), [_BEHIND]]).astype(np.int64)
        self._together = np.concatenate([*(found for _, found in rows), [0]]).astype(np.int32)

    @classmethod
    def restore(cls, counts: Counts) -> Cooccurrence:
        """Make it of counts that were taken elsewhere. Of what occurs once nothing need be known."""
        import numpy as np

        self = cls.__new__(cls)
        self._number(*({form: number for form, number in side.items() if number > 1} for side in counts[:2]))
        rows = sorted(
            (self._numbers[0][source] * self._stride + self._numbers[1][target], number)
            for (source, target), number in counts.together.items()
            if number > 1
        )
        self._codes = np.array([*(code for code, _ in rows), _BEHIND], np.int64)
        self._together = np.array([*(number for _, number in rows), 0], np.int32)
        return self

    def _number(self, *counts: Mapping[str, int]) -> None:
        """Number the forms of either side."""
        import numpy as np

        self._numbers = tuple({form: number for number, form in enumerate(counter)} for counter in counts)
        self._counts = [np.array([*counter.values(), 0]) for counter in counts]
        self._stride = len(self._numbers[1]) + 1

    def compute_matrix(self, source: Sequence[str], target: Sequence[str]) -> NDArray[np.float32]:
        """Return 2 (c(s, t) - 1) / (c(s) + c(t)) for each source word s (row) and target word t (column)."""
        import numpy as np

        found = np.zeros((len(source), len(target)), np.float32)
        (rows, first), (columns, second) = self._find_numbers(0, source), self._find_numbers(1, target)
        if rows and columns:
            codes = np.array(first)[:, None] * self._stride + second
            places = np.searchsorted(self._codes, codes)
            together = np.where(self._codes[places] == codes, self._together[places], 0)
            apart = self._counts[0][first][:, None] + self._counts[1][second]
            found[np.array(rows)[:, None], columns] = 2 * np.maximum(together - 1, 0) / apart
        return found

    def _find_numbers(self, side: int, words: Sequence[str]) -> tuple[list[int], list[int]]:
        """Return the places of the words whose form is in two pairs or more, and the numbers of these forms."""
        numbers = self._numbers[side]
        known = [(place, form) for place, word in enumerate(words) if (form := _find_form(word, side)) in numbers]
        return [place for place, _ in known], [numbers[form] for _, form in known]


def count_pairs(pairs: Iterable[tuple[Sequence[str], Sequence[str]]]) -> Counts:
    """Count the forms of pairs, alone and together, so that counts can be added up and restored."""
    sides, together = (Counter[str](), Counter[str]()), Counter[tuple[str, str]]()
    for pair in pairs:
        source, target = (list(_list_forms(words, side)) for side, words in enumerate(pair))
        sides[0].update(source)
        sides[1].update(target)
        together.update(product(source, target))
    return Counts(*sides, together)


@lru_cache(maxsize=1 << 16)
def _find_form(word: str, side: int) -> str:
    if not is_content(word, ("zh", "en")[side]):
        return ""
    return find_lemma(word.lower()) if side else word


def _list_forms(words: Iterable[str], side: int) -> Iterator[str]:
    """Yield the distinct forms of a text that are counted."""
    return islice(dict.fromkeys(form for word in words if (form := _find_form(word, side))), _WIDEST)


def _count_forms(texts: Iterable[Iterable[str]], side: int) -> dict[str, int]:
    """Return the number of texts that hold each form, for those in two or more."""
    counts = Counter(form for words in texts for form in _list_forms(words, side))
    return {form: count for form, count in counts.items() if count > 1}


def _count_together(
    pairs: Sequence[tuple[Sequence[str], Sequence[str]]], numbers: tuple[dict[str, int], ...], stride: int
) -> Iterator[tuple[Integers, Integers]]:
    """Yield for each source form the codes of the target forms it meets more than once, and how often."""
    import numpy as np

    holders: list[list[int]] = [[] for _ in numbers[0]]
    targets: list[Integers] = []
    for place, (source, target) in enumerate(pairs):
        for form in _list_forms(source, 0):
            if form in numbers[0]:
                holders[numbers[0][form]].append(place)
        targets.append(np.array([numbers[1][form] for form in _list_forms(target, 1) if form in numbers[1]], np.int32))
    for number, places in enumerate(holders):
        total = np.zeros(stride, np.int64)
        for start in range(0, len(places), _PIECE):
            met = np.concatenate([targets[place] for place in places[start : start + _PIECE]])
            total += np.bincount(met, minlength=stride)
        found = np.flatnonzero(total > 1)
        yield number * stride + found, total[found]
