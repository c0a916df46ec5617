"""Sentences of a long text in which words recur, found by the numbers of its words, all at once.

The pieces of a text (see `NumberedWords`) are taken apart at punctuation into a sequence of numbers, `_STOP` between
sentences. It is looked at in blocks, so that memory stays bounded.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from align.analysis.folding import fold
from glossary.lang.words import NumberedWords

_STOP = 0
_BLOCK = 1 << 14
"""How many pieces a block has before it ends at the next stop: its arrays stay in the cache of the processor."""
_TOKEN = re.compile(rb"\.|[^\s.]+")
_OF_WORDS = (0x9E3779B1, 0xC2B2AE3D, 0x165667B1, 0xD6E8FEB9, 0xA0761D65)
_OF_SENTENCE = 0xE7037ED1
"""Odd factors that mix the numbers of words in a row, and that of their sentence."""

_Numbers = NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class _Tokens:
    """The tokens of the distinct pieces: those of piece i are `first[i]` up to `first[i] + count[i]`.

    `numbers` are theirs, `places` the offsets of stops in their piece, `behind` those at which a sentence may start.
    `widths` are the characters that a piece takes in the text, with the space behind it. The last piece is a line end
    that ends a sentence.
    """

    numbers: _Numbers
    places: _Numbers
    behind: _Numbers
    first: _Numbers
    count: _Numbers
    widths: NDArray[np.int64]


def find_recurring_sentences(words: NumberedWords) -> Iterator[tuple[int, int]]:
    """Yield the spans of the sentences in which a word follows itself or five words in a row come twice.

    Each span starts and ends at a stop, or at an end of the text; chance may add one in which nothing recurs.
    """
    tokens, pieces = _take_apart(words), _mark_blank_lines(words)
    offset = reached = 0
    for start, end in _cut_at_stops(tokens, pieces):
        block = _Block(tokens, pieces[start : end + 1], offset)
        complete = range(start > 0, len(block.stops) + (end == len(pieces) - 1))
        for sentence in filter(complete.__contains__, block.find_recurring()):
            left, right = block.find_bounds(sentence)
            if right > reached:  # two blocks share the piece with the stop
                yield left, right
                reached = right
        offset = block.last


def _take_apart(words: NumberedWords) -> _Tokens:
    """Take the distinct pieces apart, and add a line end that ends a sentence."""
    numbers: defaultdict[bytes, int] = defaultdict()
    numbers.default_factory = numbers.__len__
    numbers[b"."] = _STOP
    tokens, places, counts = list[int](), list[int](), list[int]()
    for piece in words.distinct:
        before = len(tokens)
        for match in _TOKEN.finditer(fold(piece)):
            tokens.append(numbers[match[0]])
            places.append(match.start())
        counts.append(len(tokens) - before)
    count, place = np.array([*counts, 1], np.int32), np.array([*places, -1], np.int32)
    behind, widths = np.append(place[:-1] + 1, place[-1:]), np.append(words.widths, 0)
    first = np.cumsum(count, dtype=np.int32) - count
    return _Tokens(np.array([*tokens, _STOP], np.int32), place, behind, first, count, widths)


def _mark_blank_lines(words: NumberedWords) -> _Numbers:
    """Return the numbers of the pieces, with that of the stop for the first of the line ends round blank lines."""
    pieces = words.numbers.copy()
    is_end = pieces == words.find_number("\n")
    meets = is_end[:-2] & (pieces[1:-1] == words.find_number("")) & is_end[2:]
    first = meets.copy()
    first[2:] &= ~meets[:-2]
    pieces[:-2][first] = len(words.distinct)
    return pieces


def _cut_at_stops(tokens: _Tokens, pieces: _Numbers) -> Iterator[tuple[int, int]]:
    """Yield the first and the last piece of each block: pieces with a stop, or the ends of the text."""
    before = np.append(0, np.cumsum(tokens.numbers == _STOP))
    has_stop = before[tokens.first + tokens.count] > before[tokens.first]
    stops = np.flatnonzero(has_stop[pieces])
    start, last = 0, len(pieces) - 1
    while start + _BLOCK < last and (index := np.searchsorted(stops, start + _BLOCK)) < len(stops):
        yield start, int(stops[index])
        start = int(stops[index])
    yield start, last


@dataclass(frozen=True, eq=False)
class _Block:
    """Some pieces of a text in a row; `offset` is where the first one starts."""

    tokens: _Tokens
    pieces: _Numbers
    offset: int

    @cached_property
    def _starts(self) -> NDArray[np.int64]:
        """Where the pieces start, counted from the start of the block; the end of the block is the last one."""
        return np.append(0, np.cumsum(self.tokens.widths.take(self.pieces)))

    @property
    def last(self) -> int:
        """Where the last piece starts in the text."""
        return self.offset + int(self._starts[-2])

    @cached_property
    def _ends(self) -> _Numbers:
        """How many tokens the pieces up to and with each have."""
        return np.cumsum(self._counts, dtype=np.int32)

    @cached_property
    def _counts(self) -> _Numbers:
        """How many tokens each piece has."""
        return self.tokens.count.take(self.pieces)

    @cached_property
    def _places(self) -> _Numbers:
        """Where the tokens of the block stand among those of the distinct pieces."""
        inside = np.arange(self._ends[-1], dtype=np.int32)
        return np.repeat(self.tokens.first.take(self.pieces) - (self._ends - self._counts), self._counts) + inside

    @cached_property
    def _numbers(self) -> _Numbers:
        return self.tokens.numbers.take(self._places)

    @cached_property
    def stops(self) -> NDArray[np.intp]:
        """The indices of the tokens that end sentences: sentence i stands before stop i."""
        return np.flatnonzero(self._numbers == _STOP)

    def find_recurring(self) -> list[int]:
        """Return the sentences in which words recur, ascending."""
        numbers, sentences = self._numbers, np.cumsum(self._numbers == _STOP, dtype=np.int32)
        doubled = (numbers[1:] == numbers[:-1]) & (numbers[1:] != _STOP)
        found = np.append(sentences[1:][doubled], _find_repeating(numbers, sentences))
        return sorted(set(found.tolist()))

    def find_bounds(self, sentence: int) -> tuple[int, int]:
        """Return where a sentence starts and ends in the text."""
        left = self._locate(self.stops[sentence - 1], self.tokens.behind) if sentence else self.offset
        if sentence < len(self.stops):
            return left, self._locate(self.stops[sentence], self.tokens.places)
        return left, self.offset + int(self._starts[-1]) - 1

    def _locate(self, token: int, places: _Numbers) -> int:
        """Return the offset of a token in the text; `places` are those in its piece."""
        piece = self._ends.searchsorted(token, "right")
        return self.offset + int(self._starts[piece]) + int(places[self._places[token]])


def _find_repeating(numbers: _Numbers, sentences: _Numbers) -> _Numbers:
    """Return the sentences in which a run of words seems to come twice; `sentences` says in which each word stands."""
    run = len(_OF_WORDS)
    if len(numbers) < run:
        return sentences[:0]
    last = len(numbers) - run + 1
    within = (sentences[run - 1 :] == sentences[:last]) & (numbers[:last] != _STOP)
    keys = sentences[:last].astype(np.uint32) * np.uint32(_OF_SENTENCE)
    for place, factor in enumerate(_OF_WORDS):
        keys += numbers[place : last + place].view(np.uint32) * np.uint32(factor)
    keys, sentences = keys[within], sentences[:last][within]
    ordered = np.sort(keys)
    twice = ordered[1:][ordered[1:] == ordered[:-1]]
    return sentences[_find_members(keys, twice)] if len(twice) else sentences[:0]


def _find_members(keys: NDArray[np.uint32], wanted: NDArray[np.uint32]) -> NDArray[np.intp]:
    """Return the indices of the keys that are among few wanted ones, sorted; most are told by their upper half."""
    is_near = np.zeros(1 << 16, np.bool_)
    is_near[wanted >> np.uint32(16)] = True
    near: NDArray[np.intp] = np.flatnonzero(is_near.take(keys >> np.uint32(16)))
    found = keys[near]
    return near.compress(wanted[np.searchsorted(wanted[:-1], found)] == found)
