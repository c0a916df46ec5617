"""Soft alignment of words by a dictionary, or by their spelling."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from align.aligners.anchors import NUMBER, PREFIX, WORD, find_anchors
from align.aligners.band import expand_ranges
from align.aligners.semantic.soft_alignment import SoftAlignment

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from align.aligners.band import Band

    Integers = NDArray[np.intp]
    Floats = NDArray[np.float32]

WordsWithKeys = list[tuple[str, frozenset[str]]]
"""The words of a segment, each with the keys of the words that may render it."""

LEAST_WEIGHT = 0.3
"""Added to the weight of the words of each segment, so that none is 0."""
_NULL_WEIGHT = 0.1
"""How much "no counterpart" counts compared with the weights of a word's counterparts."""
_BATCH = 512
"""Source segments that are aligned at once."""


@dataclass(frozen=True, eq=False)
class Words:
    """The words of one side in order: the number of the word type of each, and the index of its segment, ascending.

    `weights`, by type, are near 1 for a word that occurs in one segment and near 0 for one that occurs in all (inverse
    document frequency).
    """

    types: Integers
    segment_indices: Integers
    weights: Floats


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """The words of both sides.

    `counterparts` lists the target types that may render each source type, type after type; those of a type begin at
    its `starts` and end at the next.
    """

    source: Words
    target: Words
    counterparts: Integers
    starts: Integers


def build_vocabulary(source: tuple[str, Sequence[str]], target: tuple[str, Sequence[str]]) -> Vocabulary:
    """Return the vocabulary of two sides (language, segments): by dictionary where there is one, else by spelling.

    Neither side is empty.
    """
    import numpy as np

    has_dictionary = (source[0][:2], target[0][:2]) == ("zh", "en")
    here, there = (_look_up if has_dictionary else _spell)(source[1], target[1])
    target_numbers: dict[str, int] = {}
    target_words = number_words(there, target_numbers)
    source_numbers: dict[str, int] = {}
    keys: dict[str, frozenset[str]] = {}
    source_words = number_words(_collect_keys(here, keys), source_numbers)
    counterparts = [
        sorted(target_numbers[key] for key in keys[word] if key in target_numbers) for word in source_numbers
    ]
    starts = np.cumsum([0, *map(len, counterparts)])
    return Vocabulary(source_words, target_words, np.array(list(chain.from_iterable(counterparts)), np.intp), starts)


def number_words(texts: Iterable[list[str]], numbers: dict[str, int]) -> Words:
    """Return the words of one side; new word types get the next of the `numbers`."""
    import numpy as np

    numbered, counts = array("q"), []
    for text in texts:
        numbered.extend([numbers.setdefault(word, len(numbers)) for word in text])
        counts.append(len(text))
    types, segments = np.array(numbered, np.intp), np.repeat(np.arange(len(counts)), np.array(counts, np.intp))
    total = len(counts)
    frequencies = np.bincount(np.unique(types * total + segments) // total, minlength=len(numbers))
    weights = np.log1p(total / np.maximum(frequencies, 1)) / np.log1p(total)
    return Words(types, segments, weights.astype(np.float32))


def _look_up(source: Sequence[str], target: Sequence[str]) -> tuple[Iterator[WordsWithKeys], Iterator[list[str]]]:
    """Chinese words with the keys of their translations, and the keys of English words."""
    from glossary.renderings.dictionary_keys import find_chinese_keys, find_english_keys

    return map(find_chinese_keys, source), map(find_english_keys, target)


def _spell(source: Sequence[str], target: Sequence[str]) -> tuple[Iterator[WordsWithKeys], Iterator[list[str]]]:
    """Numbers and words by their first letters: what two languages write alike."""
    here = ([(form, frozenset((form,))) for form in _list_forms(text)] for text in source)
    return here, map(_list_forms, target)


def _list_forms(text: str) -> list[str]:
    return [form for kind, form in sorted(find_anchors(text)) if _is_form(kind, form)]


def _is_form(kind: int, form: str) -> bool:
    return kind in (NUMBER, PREFIX) or (kind == WORD and len(form) == 3)


def _collect_keys(texts: Iterable[WordsWithKeys], keys: dict[str, frozenset[str]]) -> Iterator[list[str]]:
    """Yield the words of each text; their keys are put into `keys`."""
    for text in texts:
        keys.update(text)
        yield [word for word, _ in text]


def align_words(vocabulary: Vocabulary, cells: Band) -> SoftAlignment:
    """Return the soft alignment of words: each spreads its weight over its counterparts in reach, by their weights."""
    import numpy as np

    source, target = vocabulary.source, vocabulary.target
    stride = int(cells.high[-1]) + 2
    places, counts = np.unique(target.types * stride + target.segment_indices, return_counts=True)
    source_to_target, matched = np.zeros(cells.size, np.float32), [np.zeros(0, np.intp)]
    for first in range(0, len(cells.low), _BATCH):
        last = min(first + _BATCH, len(cells.low))
        span = slice(*np.searchsorted(source.segment_indices, (first, last)))
        segments, types = source.segment_indices[span], source.types[span]
        word, place = _find_matches(vocabulary, types, segments, places, stride, cells)
        weights = target.weights[places[place] // stride]
        shares = source.weights[types] / (np.bincount(word, weights, len(segments)) + _NULL_WEIGHT)
        start, end = int(cells.start[first]), int(cells.start[last])
        at = cells.index(segments[word], places[place] % stride) - start
        source_to_target[start:end] = np.bincount(at, weights * shares[word], end - start)
        matched.append(np.unique(segments[word] * len(places) + place))
    rows, place = np.divmod(np.concatenate(matched), max(len(places), 1))
    shares = counts * target.weights[places // stride] / (np.bincount(place, minlength=len(places)) + _NULL_WEIGHT)
    at = cells.index(rows, places[place] % stride)
    target_to_source = np.bincount(at, shares[place], cells.size).astype(np.float32)
    return SoftAlignment(cells, source_to_target, target_to_source, _sum_weights(source, len(cells.low)))


def _find_matches(
    vocabulary: Vocabulary, types: Integers, segments: Integers, places: Integers, stride: int, cells: Band
) -> tuple[Integers, Integers]:
    """Return all pairs of a source word and a place in reach where a counterpart occurs, both by index.

    A place is a target type times `stride`, plus the segment that the type occurs in.
    """
    import numpy as np

    starts = vocabulary.starts[types]
    word, index = expand_ranges(starts, vocabulary.starts[types + 1] - starts)
    keys = vocabulary.counterparts[index] * stride
    first = np.searchsorted(places, keys + cells.low[segments][word])
    last = np.searchsorted(places, keys + cells.high[segments][word] + 1)
    run, place = expand_ranges(first, last - first)
    return word[run], place


def _sum_weights(words: Words, count: int) -> NDArray[np.float64]:
    """Return the weight of each of `count` segments: that of its words, and a little more."""
    import numpy as np

    return np.bincount(words.segment_indices, words.weights[words.types], count).astype(np.float64) + LEAST_WEIGHT
