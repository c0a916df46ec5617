"""Sentences of a long text in which words recur, found by the numbers of its words, all at once.

The pieces of a text (see `NumberedWords`) are taken apart at punctuation into a sequence of numbers, `_STOP` between
sentences. It is looked at in blocks, so that memory stays bounded.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from align.analysis.characters import fold
from glossary.lang.words import NumberedWords

_STOP, _NONE = 0, -1
_BLOCK = 1 << 14
"""How many pieces a block has before it ends at the next stop: its arrays stay in the cache of the processor."""
_TOKEN = re.compile(rb"\.|[^\s.]+")
_SPACES = bytes(byte in b" \t\n\r\f\v" for byte in range(256))
_OF_WORDS = (0x9E3779B1, 0xC2B2AE3D, 0x165667B1, 0xD6E8FEB9, 0xA0761D65)
_OF_SENTENCE = 0xE7037ED1
"""Odd factors that mix the numbers of words in a row, and that of their sentence."""

_Numbers = NDArray[np.int32]
_Indices = NDArray[np.intp]


class RecurringSentence(NamedTuple):
    """A sentence in which a word follows itself (`is_doubled`), or five words in a row come twice (`is_repeating`)."""

    start: int
    end: int
    is_doubled: bool
    is_repeating: bool


class _Tokens(NamedTuple):
    """The tokens of some pieces in a row: their numbers, where they are in their piece, and how many each
    piece has.
    """

    numbers: _Numbers
    places: _Numbers
    counts: _Numbers


class _Pairs(NamedTuple):
    """The tokens of the distinct pieces in pairs: pair i holds the first two of piece i, `_NONE` where there are fewer.

    `more[i]` further pairs, from `first[i]` on, hold the others. `numbers` and `places`, shape (pairs, 2), are those of
    the tokens. `widths` are the characters that a piece takes in the text, with the space after it, given to its last
    pair. The last piece is a line end that ends a sentence.
    """

    numbers: _Numbers
    places: _Numbers
    widths: _Numbers
    first: _Numbers
    more: _Numbers


def find_recurring_sentences(words: NumberedWords) -> Iterator[RecurringSentence]:
    """Yield the sentences in which a word follows itself or five words in a row come twice.

    Each starts and ends at a stop, or at an end of the text; chance may add one in which nothing recurs.
    """
    tokens = _take_apart(words.distinct)
    pairs = _pair_up(tokens, words.widths)
    pieces = _mark_blank_lines(words)
    offset = reached = 0
    for start, end in _cut_at_stops(tokens, pieces):
        block = _Block(pairs, _add_pairs(pairs, pieces[start : end + 1].astype(np.intp)), offset)
        for sentence in block.find_recurring(start == 0, end == len(pieces) - 1):
            if sentence.end > reached:  # two blocks share the piece with the stop
                yield sentence
                reached = sentence.end
        offset = block.last


def _take_apart(distinct: list[str]) -> _Tokens:
    """Take pieces apart, and add a line end that ends a sentence."""
    numbers: defaultdict[bytes, int] = defaultdict()
    numbers.default_factory = numbers.__len__
    numbers[b"."] = _STOP
    folded = fold(" ".join(distinct))
    tokens = list(map(numbers.__getitem__, _TOKEN.findall(folded)))
    ends = np.cumsum(np.fromiter((len(piece) + 1 for piece in distinct), np.int64, len(distinct)))
    places = _find_tokens(folded)
    counts = np.diff(places.searchsorted(ends), prepend=0)
    inside = places - np.repeat(np.append(0, ends[:-1]), counts)
    columns = (tokens, _STOP), (inside, -1), (counts, 1)
    return _Tokens(*(np.append(column, last).astype(np.int32) for column, last in columns))


def _find_tokens(folded: bytes) -> _Indices:
    """Return where the tokens of a folded text start."""
    is_stop = np.frombuffer(folded, np.uint8) == ord(".")
    is_word = ~(np.frombuffer(folded.translate(_SPACES), np.bool_) | is_stop)
    is_word[1:] &= ~is_word[:-1]
    return np.flatnonzero(is_word | is_stop)


def _pair_up(tokens: _Tokens, widths: _Numbers) -> _Pairs:
    """Put the tokens of each piece into pairs."""
    total, counts = len(tokens.counts), tokens.counts
    more = np.maximum((counts + 1) // 2 - 1, 0)
    first = total + np.cumsum(more) - more
    inside = np.arange(len(tokens.numbers)) - np.repeat(np.cumsum(counts) - counts, counts)
    owners = np.repeat(np.arange(total), counts)
    places = np.where(inside < 2, owners, first[owners] + inside // 2 - 1), inside % 2
    columns = np.full((2, total + more.sum(), 2), _NONE, np.int32)
    columns[0][places], columns[1][places] = tokens.numbers, tokens.places
    taken = np.zeros(columns.shape[1], np.int32)
    taken[np.where(more > 0, first + more - 1, np.arange(total))] = np.append(widths, 0)
    return _Pairs(columns[0], columns[1], taken, first.astype(np.int32), more)


def _mark_blank_lines(words: NumberedWords) -> _Numbers:
    """Return the numbers of the pieces, with that of the last one for the first of the line ends round blank lines."""
    pieces = words.numbers.copy()
    ends = np.flatnonzero(pieces == words.find_number("\n"))
    meets = (np.diff(ends) == 2) & (pieces[ends[:-1] + 1] == words.find_number(""))
    meets[1:] &= ~meets[:-1]
    pieces[ends[:-1][meets]] = len(words.distinct)
    return pieces


def _cut_at_stops(tokens: _Tokens, pieces: _Numbers) -> Iterator[tuple[int, int]]:
    """Yield the first and the last piece of each block: pieces with a stop, or the ends of the text."""
    before = np.append(0, np.cumsum(tokens.numbers == _STOP))
    ends = np.cumsum(tokens.counts)
    has_stop = before[ends] > before[ends - tokens.counts]
    stops = np.flatnonzero(has_stop.take(pieces))
    start, last = 0, len(pieces) - 1
    while start + _BLOCK < last and (index := np.searchsorted(stops, start + _BLOCK)) < len(stops):
        yield start, int(stops[index])
        start = int(stops[index])
    yield start, last


def _add_pairs(pairs: _Pairs, pieces: _Indices) -> _Indices:
    """Return the numbers of the pairs that hold the tokens of some pieces in a row."""
    counts = pairs.more.take(pieces)
    places = np.flatnonzero(counts != 0)
    counts = counts[places]
    inside = np.arange(counts.sum(), dtype=np.int32) - np.repeat(np.cumsum(counts) - counts, counts)
    added = np.repeat(pairs.first.take(pieces[places]), counts) + inside
    return np.insert(pieces, np.repeat(places + 1, counts), added) if len(places) else pieces


@dataclass(frozen=True, eq=False)
class _Block:
    """Some pieces of a text in a row, as pairs of tokens; `offset` is where the first one starts."""

    pairs: _Pairs
    indices: _Indices
    offset: int

    @cached_property
    def _tokens(self) -> _Numbers:
        """Return the numbers of the tokens, two for each pair."""
        return self.pairs.numbers.view(np.int64).ravel().take(self.indices).view(np.int32)

    @cached_property
    def _widths(self) -> _Numbers:
        """Return how many characters the pieces take."""
        return self.pairs.widths.take(self.indices)

    @property
    def last(self) -> int:
        """Return where the last piece starts in the text."""
        return self.offset + int(self._widths[:-1].sum(dtype=np.int64))

    def find_recurring(self, from_start: bool, to_end: bool) -> Iterator[RecurringSentence]:
        """Yield the sentences in which words recur, in order: of the first and the last only those that are whole."""
        slots = np.flatnonzero(self._tokens != _NONE)
        numbers = self._tokens.take(slots)
        stops = np.flatnonzero(numbers == _STOP)
        sentences = np.repeat(np.arange(len(stops) + 1), np.diff(stops, prepend=0, append=len(numbers)))
        is_doubled = (numbers[1:] == numbers[:-1]) & (numbers[1:] != _STOP)
        doubled = set(sentences[np.flatnonzero(is_doubled)].tolist())
        repeating = set(_find_repeating(numbers, sentences).tolist())
        starts, ends = self._find_bounds(slots.take(stops))
        for sentence in sorted(doubled | repeating):
            if (sentence > 0 or from_start) and (sentence < len(stops) or to_end):
                start, end = int(starts[sentence]), int(ends[sentence])
                yield RecurringSentence(start, end, sentence in doubled, sentence in repeating)

    def _find_bounds(self, slots: _Indices) -> tuple[_Indices, _Indices]:
        """Return where each sentence starts and ends in the text; `slots` are those of the stops between them."""
        edges = np.append(0, slots >> 1)
        taken = np.add.reduceat(self._widths, edges, dtype=np.int64)[:-1] * (np.diff(edges) > 0)
        places = self.pairs.places[self.indices.take(slots >> 1), slots & 1]
        stops = self.offset + np.cumsum(taken) + places
        end = self.last + int(self._widths[-1]) - 1
        return np.append(self.offset, stops + 1), np.append(stops, end)


def _find_repeating(numbers: _Numbers, sentences: _Indices) -> _Indices:
    """Return the sentences in which a run of words seems to come twice; `sentences` says in which each word is."""
    run = len(_OF_WORDS)
    if len(numbers) < run:
        return sentences[:0]
    last = len(numbers) - run + 1
    keys = sentences[:last].astype(np.uint32) * np.uint32(_OF_SENTENCE)
    for place, factor in enumerate(_OF_WORDS):
        keys += numbers[place : last + place].view(np.uint32) * np.uint32(factor)
    ordered = np.sort(keys)
    twice = ordered[1:][ordered[1:] == ordered[:-1]]
    return sentences[_find_members(keys, twice)] if len(twice) else sentences[:0]


def _find_members(keys: NDArray[np.uint32], wanted: NDArray[np.uint32]) -> _Indices:
    """Return the indices of the keys that are among few wanted ones, sorted; most are ruled out by their upper half."""
    is_near = np.zeros(1 << 16, np.bool_)
    is_near[wanted >> np.uint32(16)] = True
    near = np.flatnonzero(is_near.take(keys >> np.uint32(16)))
    found = keys[near]
    return near.compress(wanted[np.searchsorted(wanted[:-1], found)] == found)
