"""Soft alignment of words by the vectors of the words themselves: no dictionary is needed, so none lacks a word."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from align.aligners.semantic.lexical import LEAST_WEIGHT, Words, number_words
from align.aligners.semantic.segment_vectors import normalize
from align.aligners.semantic.vector_alignment import Pieces, Softmax, align_pieces

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from align.aligners.band import Band
    from align.aligners.semantic.soft_alignment import SoftAlignment
    from align.aligners.side import Side
    from align.encoders.base import Encoder

    Matrix = NDArray[np.float32]

_SOFTMAX = Softmax(sharpness=18.0, null_cosine=0.5, batch=32)
_WORD = re.compile(r"\w+")


def align_word_vectors(source: Side, target: Side, encoder: Encoder, cells: Band) -> SoftAlignment:
    """The soft alignment of the words of two sides by their vectors."""
    sides = [_number_words(side) for side in (source, target)]
    vectors = encoder.encode_words([word for _, words in sides for word in words])
    count = len(sides[0][1])
    here = _make_pieces(source, sides[0][0], vectors[:count])
    there = _make_pieces(target, sides[1][0], vectors[count:])
    return align_pieces(here, there, cells, _SOFTMAX, LEAST_WEIGHT)


def _number_words(side: Side) -> tuple[Words, list[str]]:
    """The words of a side, by number, and the words of these numbers, one at least."""
    numbers: dict[str, int] = {}
    words = number_words(_list_words(side), numbers)
    return words, list(numbers) or [""]


def _make_pieces(side: Side, words: Words, vectors: Matrix) -> Pieces:
    """The words of a side; the mean of the vectors of its word types is subtracted from each."""
    centred = normalize(vectors - vectors.mean(axis=0))

    def take(first: int, last: int) -> Matrix:
        return centred[words.types[first:last]]

    return Pieces(words.segment_indices, words.weights[words.types], take, len(side.segments))


def _list_words(side: Side) -> Iterable[list[str]]:
    """The content words of each segment, in lower case; all words of languages other than Chinese and English."""
    if side.language[:2] == "zh":
        from glossary.lang.zh import segment

        return ([word.lower() for word in segment(text) if _WORD.search(word)] for text in side.segments)
    if side.language[:2] == "en":
        from glossary.renderings.dictionary_keys import find_content_words

        return ([word.lower().removesuffix("'s") for word in find_content_words(text)] for text in side.segments)
    return (_WORD.findall(text.lower()) for text in side.segments)
