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

Phrase = tuple[str, str, str]
"""A language, and two words of it that follow each other."""

_PIECE = 4096  # words that are encoded at once
_TOGETHER = 0.4  # what is added for words that always occur together
_BLANKS = {"en": " ", "zh": ""}


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
        self._pairs = pairs
        self._places = {
            "zh": _number_words(source for source, _ in pairs),
            "en": _number_words(target for _, target in pairs),
        }
        vectors = _encode_words([word for words in self._places.values() for word in words])
        self._vectors = {"zh": vectors[: len(self._places["zh"])], "en": vectors[len(self._places["zh"]) :]}
        self._bonus = [find_source_bonus(word) for word in self._places["zh"]]
        self._keys = [find_target_keys(word) for word in self._places["en"]]
        self._ends = list(accumulate(sizes or (len(pairs),)))
        bounds = pairwise((0, *self._ends))
        self._together = [together or Cooccurrence(pairs[start:end]) for start, end in bounds]

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

    def encode_phrases(self, phrases: Sequence[Phrase]) -> Phrases:
        """Compute the vectors of distinct phrases, all at once."""
        return Phrases(self, phrases)


class Phrases:
    """Two words in a row as one: their vectors, and what they are more similar to than one of them alone."""

    def __init__(self, words: WordSimilarity, phrases: Sequence[Phrase]) -> None:
        from glossary.vectors import encode

        self._words = words
        self._places = {phrase: place for place, phrase in enumerate(phrases)}
        self._vectors = encode(list(map(write_phrase, phrases)))

    def compute_gains(self, chances: Sequence[tuple[Phrase, str, str]]) -> list[float]:
        """Return by how much phrases are more similar to a word of the other language than one of their words is.

        A chance is a phrase, one of its words, and the word of the other language; all phrases are of one language.
        """
        import numpy as np

        if not chances:
            return []
        language = chances[0][0][0]
        together = self._vectors[[self._places[phrase] for phrase, _, _ in chances]]
        alone = self._words.find_vectors([one for _, one, _ in chances], language)
        others = self._words.find_vectors([other for _, _, other in chances], "zh" if language == "en" else "en")
        gains: list[float] = np.einsum("ij,ij->i", together - alone, others).round(3).tolist()
        return gains


def write_phrase(phrase: Phrase) -> str:
    """Return the text of a phrase."""
    language, first, second = phrase
    return first + _BLANKS[language] + second


def _number_words(rows: Iterable[Sequence[str]]) -> dict[str, int]:
    numbers: dict[str, int] = {}
    for row in rows:
        for word in row:
            numbers.setdefault(word, len(numbers))
    return numbers


def _encode_words(words: Sequence[str]) -> NDArray[np.float16]:
    """Return the vectors of words, 1 kB each."""
    import numpy as np

    from glossary.vectors import DIMENSIONS, encode

    vectors = np.empty((len(words), DIMENSIONS), dtype=np.float16)
    for start in range(0, len(words), _PIECE):
        vectors[start : start + _PIECE] = encode(words[start : start + _PIECE])
    return vectors
