"""Numbers the words of a long text: equal words get equal numbers.

Words are compared as machine words, many at once. Only those not met of late are looked up in a dictionary.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    _Keys = NDArray[np.uint64]

_BITS = 18
_LONGEST = 15
"""How many bytes a word has at most that its key holds whole."""
_MASKS = np.array([(1 << 8 * min(size, 8)) - 1 for size in range(17)], np.uint64)
_MIX = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F], np.uint64)
"""Odd factors that mix the two halves of a key."""


class WordNumberer:
    """Gives each distinct word the next number, from 0 on.

    The keys of words met of late, and their numbers, stand in a table of `2**_BITS` places: each word has one place,
    and takes it from the word that was there.
    """

    def __init__(self) -> None:
        self._numbers: defaultdict[str, int] = defaultdict()
        self._numbers.default_factory = self._numbers.__len__
        self._keys = np.full((2, 1 << _BITS), (1 << 64) - 1, np.uint64)
        self._known = np.zeros(1 << _BITS, np.int32)

    @property
    def words(self) -> list[str]:
        """The distinct words, in the order of their numbers."""
        return list(self._numbers)

    def number(self, text: str) -> NDArray[np.int32]:
        """Return the numbers of what stands between the spaces of a text, empty strings too."""
        data = text.encode(errors="surrogatepass")
        stops = np.append(np.flatnonzero(np.frombuffer(data, np.uint8) == 0x20), len(data))
        starts = np.append(0, stops[:-1] + 1)
        is_short = stops - starts <= _LONGEST
        keys = _make_keys(data, starts, stops)
        places = _hash(keys)
        found = self._known.take(places)
        is_known = is_short & (self._keys[0].take(places) == keys[0]) & (self._keys[1].take(places) == keys[1])
        new = np.flatnonzero(~is_known)
        found[new] = self._look_up(data, starts[new].tolist(), stops[new].tolist())
        new = new[is_short[new]]
        self._keys[:, places[new]] = keys[:, new]
        self._known[places[new]] = found[new]
        return found

    def _look_up(self, data: bytes, starts: list[int], stops: list[int]) -> list[int]:
        """Return the numbers of the words of UTF-8 between these offsets."""
        numbers = self._numbers
        spans = zip(starts, stops, strict=True)
        return [numbers[data[start:stop].decode(errors="surrogatepass")] for start, stop in spans]


def _make_keys(data: bytes, starts: NDArray[np.intp], stops: NDArray[np.intp]) -> _Keys:
    """Return the bytes of each word, and how many, as two integers, shape (2, words); no two words of up to `_LONGEST`
    bytes have the same.
    """
    eights = np.ndarray((len(data) + 9,), "<u8", data + bytes(16), 0, (1,))
    sizes = np.minimum(stops - starts, _LONGEST)
    keys = np.empty((2, len(starts)), np.uint64)
    keys[0] = eights[starts] & _MASKS.take(sizes)
    keys[1] = eights[np.minimum(starts + 8, len(data) + 8)] & _MASKS.take(np.maximum(sizes - 8, 0))
    keys[1] |= sizes.astype(np.uint64) << np.uint64(56)
    return keys


def _hash(keys: _Keys) -> NDArray[np.intp]:
    """Return the place of each key in a table of `2**_BITS`."""
    mixed: _Keys = keys[0] * _MIX[0] + keys[1] * _MIX[1]
    return (mixed >> np.uint64(64 - _BITS)).astype(np.intp)
