"""Numbers the words of a long text: equal words get equal numbers.

Words are compared as machine words, many at once. Only those not seen of late are looked up in a dictionary.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    _Keys = NDArray[np.uint64]
    _Places = NDArray[np.intp]

_BITS = 17
_LONGEST = 15
"""How many bytes a word has at most that its key holds whole, with the space after it."""
_MASKS = np.array([(1 << 8 * size) - 1 for size in range(9)], np.uint64)
_MIX = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F], np.uint64)
"""Odd factors that mix the two halves of a key."""
_FREE, _LONG = (1 << 64) - 1, (1 << 64) - 2
"""What is in the second half of a key where there is none, and where the word is too long: nothing in UTF-8."""


class WordNumberer:
    """Gives each distinct word the next number, from 0 on.

    Each word has one place in either of two tables of keys and numbers. In the first it is put where its place is free,
    and stays; in the second it takes its place from the word that was there.
    """

    def __init__(self) -> None:
        self._numbers: defaultdict[bytes, int] = defaultdict()
        self._numbers.default_factory = self._numbers.__len__
        self._first, self._second = _Table(), _Table()

    @property
    def words(self) -> list[str]:
        """Return the distinct words, in the order of their numbers."""
        return b" ".join(self._numbers).decode(errors="surrogatepass").split(" ") if self._numbers else []

    def number(self, data: bytes) -> NDArray[np.int32]:
        """Return the numbers of what is between the spaces of a text in UTF-8, empty strings too."""
        stops = np.append(np.flatnonzero(np.frombuffer(data, np.uint8) == 0x20), len(data))
        starts = np.append(0, stops[:-1] + 1)
        keys = _make_keys(data, starts, stops - starts)
        places = _hash(keys, _MIX)
        found, missed = self._first.find(keys, places)
        others, again = keys[:, missed], _hash(keys[:, missed], _MIX[::-1])
        found[missed], unknown = self._second.find(others, again)
        new, keys = missed[unknown], others[:, unknown]
        numbers, bounds = self._numbers, zip(starts[new].tolist(), stops[new].tolist(), strict=True)
        found[new] = [numbers[data[start:stop]] for start, stop in bounds]
        is_short, is_free = keys[1] != _LONG, self._first.is_free(places[new])
        for table, where, wanted in (self._first, places[new], is_free), (self._second, again[unknown], ~is_free):
            kept = np.flatnonzero(is_short & wanted)
            table.put(keys[:, kept], where[kept], found[new][kept])
        return found


class _Table:
    """The keys of some words, and their numbers, in `2**_BITS` places."""

    def __init__(self) -> None:
        self._keys = np.full((2, 1 << _BITS), _FREE, np.uint64)
        self._numbers = np.zeros(1 << _BITS, np.int32)

    def find(self, keys: _Keys, places: _Places) -> tuple[NDArray[np.int32], _Places]:
        """Return what is in the places of keys, and the indices of those keys that are not there.

        The first half identifies a word of up to seven bytes: it holds the space after it.
        """
        is_there = self._keys[0].take(places) == keys[0]
        long = np.flatnonzero(keys[1] != 0)
        is_there[long] &= self._keys[1].take(places[long]) == keys[1, long]
        return self._numbers.take(places), np.flatnonzero(~is_there)

    def is_free(self, places: _Places) -> NDArray[np.bool_]:
        """Return which places are free."""
        free: NDArray[np.bool_] = self._keys[1].take(places) == _FREE
        return free

    def put(self, keys: _Keys, places: _Places, numbers: NDArray[np.int32]) -> None:
        """Put words into their places; of several for one place, the last."""
        self._keys[:, places] = keys
        self._numbers[places] = numbers


def _make_keys(data: bytes, starts: _Places, sizes: _Places) -> _Keys:
    """Return the bytes of each word with the space after it as two integers, shape (2, words).

    No two words of up to `_LONGEST` bytes have the same; for longer ones the second is `_LONG`.
    """
    eights = np.frombuffer(data + b" " + bytes(23 - len(data) % 8), "<u8")
    places, shifts = starts >> 3, ((starts & 7) << 3).view(np.uint64)
    keys = np.empty((2, len(starts)), np.uint64)
    np.bitwise_and(_read_eights(eights, places, shifts), _MASKS.take(sizes + 1, mode="clip"), out=keys[0])
    long = np.flatnonzero(sizes > 7)
    seconds = _read_eights(eights, places[long] + 1, shifts[long]) & _MASKS.take(sizes[long] - 7, mode="clip")
    seconds[sizes[long] > _LONGEST] = _LONG
    keys[1] = 0
    keys[1, long] = seconds
    return keys


def _read_eights(eights: _Keys, places: _Places, shifts: _Keys) -> _Keys:
    """Return eight bytes each, from `shifts` bits after the start of an eight on."""
    found = eights.take(places)
    found >>= shifts
    behind = eights.take(places + 1)
    behind <<= np.uint64(64) - shifts
    found |= behind
    return found


def _hash(keys: _Keys, factors: _Keys) -> _Places:
    """Return the place of each key in a table of `2**_BITS`."""
    mixed: _Keys = keys[0] * factors[0]
    mixed += keys[1] * factors[1]
    mixed >>= np.uint64(64 - _BITS)
    return mixed.view(np.intp)
