"""The similarity of a source word and a target word: of their vectors, by dictionary and form, by co-occurrence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from glossary.word_alignment.cooccurrence import Cooccurrence
from glossary.word_alignment.lexical_evidence import find_source_bonus, find_target_keys

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

_TOGETHER = 0.4  # what is added for words that always occur together


class WordSimilarity:
    """The words of some pairs: their vectors, keys and co-occurrences.

    The pairs are of one text, or of several that have so many of them each as `sizes` says; `together` has the
    co-occurrences where those were counted in more pairs.
    """

    def __init__(
        self,
        pairs: Sequence[tuple[Sequence[str], Sequence[str]]],
        sizes: Sequence[int] = (),
        together: Cooccurrence | None = None,
    ) -> None:
        from glossary.vectors import encode

        self._pairs = pairs
        self._places = {
            "zh": _number_words(source for source, _ in pairs),
            "en": _number_words(target for _, target in pairs),
        }
        vectors = encode([word for words in self._places.values() for word in words]).astype("f2")
        self._vectors = {"zh": vectors[: len(self._places["zh"])], "en": vectors[len(self._places["zh"]) :]}
        self._bonus = [find_source_bonus(word) for word in self._places["zh"]]
        self._keys = [find_target_keys(word) for word in self._places["en"]]
        self._ends = list(accumulate(sizes or (len(pairs),)))
        bounds = pairwise((0, *self._ends))
        self._together = [together or Cooccurrence(pairs[start:end]) for start, end in bounds]
        self._gains: dict[tuple[str, str, str, str], float] = {}

    def compute_matrix(self, place: int) -> Floats:
        """Return the similarity of each source word (row) with each target word (column) of the pair at a place."""
        source, target = self._pairs[place]
        found: Floats = self.find_vectors(source, "zh") @ self.find_vectors(target, "en").T
        found += _TOGETHER * self._together[bisect_right(self._ends, place)].compute_matrix(source, target)
        where: dict[str, list[int]] = {}
        for column, word in enumerate(target):
            for key in self._keys[self._places["en"][word]]:
                where.setdefault(key, []).append(column)
        for row, word in enumerate(source):
            bonus = self._bonus[self._places["zh"][word]]
            best: dict[int, float] = {}
            for key in bonus.keys() & where.keys():
                for column in where[key]:
                    best[column] = max(best.get(column, 0.0), bonus[key])
            for column, value in best.items():
                found[row, column] += value
        return found

    def find_vectors(self, words: Sequence[str], language: str) -> Floats:
        """Return the vectors of words of the pairs, shape (words, dimensions)."""
        places = self._places[language]
        found: Floats = self._vectors[language][[places[word] for word in words]].astype("f4")
        return found

    def compute_gains(self, chances: Sequence[tuple[str, str, str, str]], language: str) -> list[float]:
        """Return by how much two words together are more similar to a word of the other language than one of them is.

        A chance is the first word, the second, the one of them, and the word of the other language.
        """
        known = self._gains
        new = [one for one in dict.fromkeys(chances) if one not in known]
        if new:
            known.update(zip(new, self._compute_new_gains(new, language), strict=True))
        return [known[one] for one in chances]

    def _compute_new_gains(self, chances: Sequence[tuple[str, str, str, str]], language: str) -> list[float]:
        import numpy as np

        from glossary.vectors import encode

        blank, across = (" ", "zh") if language == "en" else ("", "en")
        together = encode([first + blank + second for first, second, _, _ in chances])
        alone = self.find_vectors([one for _, _, one, _ in chances], language)
        others = self.find_vectors([other for _, _, _, other in chances], across)
        gains: list[float] = np.einsum("ij,ij->i", together - alone, others).round(3).tolist()
        return gains


def _number_words(rows: Iterable[Sequence[str]]) -> dict[str, int]:
    numbers: dict[str, int] = {}
    for row in rows:
        for word in row:
            numbers.setdefault(word, len(numbers))
    return numbers
