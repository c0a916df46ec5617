"""Soft alignment of words by the vectors of the words themselves: no dictionary is needed, so none lacks a word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.aligners.semantic.lexical import LEAST_WEIGHT, Words, number_words
from align.aligners.semantic.segment_vectors import scale_to_unit
from align.aligners.semantic.vector_alignment import Pieces, Softmax, align_pieces
from glossary.pack.patterns import compile_late

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from align.aligners.band import Band
    from align.aligners.semantic.soft_alignment import SoftAlignment
    from align.aligners.side import Side
    from align.encoders.base import Encoder

    Matrix = NDArray[np.float32]

_SOFTMAX = Softmax(sharpness=18.0, null_cosine=0.5, batch=32)
_WORD = compile_late(r"\w+")


@dataclass(frozen=True, eq=False)
class EncodedWords:
    """The words of one side of so many segments: the word types, and their unit vectors, less their mean."""

    forms: tuple[str, ...]
    words: Words
    vectors: Matrix
    segment_count: int


def encode_words(source: Side, target: Side, encoder: Encoder) -> tuple[EncodedWords, EncodedWords]:
    """Return the words of two sides with their vectors."""
    (forms, words), (other_forms, other_words) = _number(source), _number(target)
    some = forms or ("",)  # so that there is a mean
    vectors = encoder.encode_words([*some, *(other_forms or ("",))])
    return (
        EncodedWords(forms, words, _centre(vectors[: len(some)]), len(source.segments)),
        EncodedWords(other_forms, other_words, _centre(vectors[len(some) :]), len(target.segments)),
    )


def _number(side: Side) -> tuple[tuple[str, ...], Words]:
    """Return the word types of a side, and its words."""
    numbers: dict[str, int] = {}
    words = number_words(_list_words(side), numbers)
    return tuple(numbers), words


def _centre(vectors: Matrix) -> Matrix:
    """Unit vectors of these less their mean, written over them: those of many words take much memory."""
    vectors -= vectors.mean(axis=0)
    return scale_to_unit(vectors)


def align_word_vectors(source: EncodedWords, target: EncodedWords, cells: Band) -> SoftAlignment:
    """Return the soft alignment of the words of two sides by their vectors."""
    return align_pieces(_make_pieces(source), _make_pieces(target), cells, _SOFTMAX, LEAST_WEIGHT)


def _make_pieces(encoded: EncodedWords) -> Pieces:
    words = encoded.words

    def take(first: int, last: int) -> Matrix:
        return encoded.vectors[words.types[first:last]]

    return Pieces(words.segment_indices, words.weights[words.types], take, encoded.segment_count)


def _list_words(side: Side) -> Iterable[list[str]]:
    """Return the content words of each segment, in lower case; all words of languages other than Chinese and
    English.
    """
    if side.language[:2] == "zh":
        from glossary.lang.zh import segment

        return ([word.lower() for word in segment(text) if _WORD.search(word)] for text in side.segments)
    if side.language[:2] == "en":
        from glossary.renderings.dictionary_keys import find_content_words

        return ([word.lower().removesuffix("'s") for word in find_content_words(text)] for text in side.segments)
    return (_WORD.findall(text.lower()) for text in side.segments)
