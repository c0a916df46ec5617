"""Where the words of segments go, by what they mean: no dictionary is needed, and a word it lacks counts as well."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from align.aligners.semantic.coverage import Coverage, coverage, word_weights
from align.aligners.semantic.soft_masses import Pieces, Softness, soft_masses
from align.aligners.semantic.words import Words, numbered

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from align.aligners.band import Band
    from align.aligners.semantic.masses import Masses
    from align.aligners.side import Side
    from align.encoders.base import Encoder

    Matrix = NDArray[np.float32]

_SOFTNESS = Softness(sharpness=18.0, nowhere=0.5, rows=32)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, eq=False)
class MeantWords:
    """Where the words go, cell by cell, and how much those of each source segment weigh."""

    masses: Masses
    weights: NDArray[np.float64]

    @cached_property
    def coverage(self) -> Coverage:
        """How much of the words of each source segment is rendered."""
        return coverage(self.masses, self.weights)


def meant_words(source: Side, target: Side, encoder: Encoder, cells: Band) -> MeantWords:
    """The masses of words by the vectors of the words themselves."""
    (words, ours), (_, theirs) = (_pieces(side, encoder) for side in (source, target))
    return MeantWords(soft_masses(ours, theirs, cells, _SOFTNESS), word_weights(words, len(source.segments)))


def _pieces(side: Side, encoder: Encoder) -> tuple[Words, Pieces]:
    forms: dict[str, int] = {}
    words = numbered(_words(side), forms)
    vectors = _centred(encoder.encode(list(forms) or [""]).sentences)

    def some(first: int, last: int) -> Matrix:
        return vectors[words.types[first:last]]

    return words, Pieces(words.owners, words.weights[words.types], some, len(side.segments))


def _words(side: Side) -> Iterable[list[str]]:
    """The words of each segment that say something, in small letters."""
    if side.language[:2] == "zh":
        from glossary.lang.zh import segment

        return ([word.lower() for word in segment(text) if _WORD.search(word)] for text in side.segments)
    if side.language[:2] == "en":
        from glossary.renderings.equivalents import content_words

        return ([word.lower().removesuffix("'s") for word in content_words(text)] for text in side.segments)
    return (_WORD.findall(text.lower()) for text in side.segments)


def _centred(vectors: Matrix) -> Matrix:
    """Unit vectors without what all of them share."""
    import numpy as np

    if not len(vectors):
        return vectors
    moved = vectors - vectors.mean(axis=0)
    unit: Matrix = moved / np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-6)
    return unit
