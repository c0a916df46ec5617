"""How likely two words are to render each other: vectors, dictionary and form, and what recurs together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from glossary.word_alignment.evidence import source_bonus, target_keys
from glossary.word_alignment.recurrence import Recurrence

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

_TOGETHER = 0.4  # what it is worth to recur together always, and nowhere else


class Likeness:
    """The words of some pairs, as vectors, with what tells of each."""

    def __init__(self, pairs: Sequence[tuple[Sequence[str], Sequence[str]]]) -> None:
        from glossary.vectors import encode

        self._places = {
            "zh": _numbered(source for source, _ in pairs),
            "en": _numbered(target for _, target in pairs),
        }
        self._vectors = {language: encode(list(words)).astype("f2") for language, words in self._places.items()}
        self._bonus = [source_bonus(word) for word in self._places["zh"]]
        self._keys = [target_keys(word) for word in self._places["en"]]
        self._together = Recurrence(pairs)
        self._gains: dict[tuple[str, str, str, str], float] = {}

    def matrix(self, source: Sequence[str], target: Sequence[str]) -> Floats:
        """Return the likeness of each source word with each target word of a pair: cosines and what adds to them."""
        found: Floats = self.vectors(source, "zh") @ self.vectors(target, "en").T
        found += _TOGETHER * self._together.matrix(source, target)
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

    def vectors(self, words: Sequence[str], language: str) -> Floats:
        """Return the vectors of words of the pairs."""
        places = self._places[language]
        found: Floats = self._vectors[language][[places[word] for word in words]].astype("f4")
        return found

    def gains(self, chances: Sequence[tuple[str, str, str, str]], language: str) -> list[float]:
        """Return how much liker two words of a language are, together, to a word of the other than one of them alone.

        A chance is the first word, the second, the one of them, and the word of the other language.
        """
        known = self._gains
        new = [one for one in dict.fromkeys(chances) if one not in known]
        if new:
            known.update(zip(new, self._new_gains(new, language), strict=True))
        return [known[one] for one in chances]

    def _new_gains(self, chances: Sequence[tuple[str, str, str, str]], language: str) -> list[float]:
        import numpy as np

        from glossary.vectors import encode

        blank, across = (" ", "zh") if language == "en" else ("", "en")
        together = encode([first + blank + second for first, second, _, _ in chances])
        alone = self.vectors([one for _, _, one, _ in chances], language)
        others = self.vectors([other for _, _, _, other in chances], across)
        gains: list[float] = np.einsum("ij,ij->i", together - alone, others).round(3).tolist()
        return gains


def _numbered(rows: Iterable[Sequence[str]]) -> dict[str, int]:
    numbers: dict[str, int] = {}
    for row in rows:
        for word in row:
            numbers.setdefault(word, len(numbers))
    return numbers
