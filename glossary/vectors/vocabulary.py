"""The encoder's vocabulary, of whose 250,000 prefixes few are asked for: they are looked up when they are."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_KEY = 8
"""Bytes of a key: what pieces begin with."""
_MOST_KNOWN = 1 << 18
"""Answers that are kept: 100 bytes each."""


class _Answers(dict[str, "int | None"]):
    """Answers to what was asked before; what was not is looked up."""

    def __init__(self, look_up: Callable[[str], int | None]) -> None:
        super().__init__()
        self._look_up = look_up

    def __missing__(self, prefix: str) -> int | None:
        return self._look_up(prefix)


class Vocabulary:
    """The prefixes of all pieces, as the package's tokenizer has them, made from the arrays of `pack_vocabulary`.

    `get` gives the token of a piece and 1; 0 for a prefix that is none; None for anything else.
    """

    def __init__(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        self._data, self._tokens = arrays["pieces"].tobytes(), arrays["tokens"]
        self._starts, self._lengths = array("i", arrays["starts"].tobytes()), arrays["lengths"].tobytes()
        self._keys = array("Q", arrays["keys"].tobytes())
        self._answers = _Answers(self._look_up)
        self._added = set[bytes]()  # keys whose longer prefixes are all among the answers
        self.get = self._answers.__getitem__

    @property
    def longest(self) -> int:
        """The bytes of the longest piece: as many as its characters, or more."""
        return max(self._lengths)

    def find_piece(self, token: int) -> str:
        """Return the piece that is a token."""
        return self._read(int(self._places[token + 1])).decode()

    def _look_up(self, prefix: str) -> int | None:
        if len(self._answers) > _MOST_KNOWN:
            self._answers.clear()
            self._added.clear()
        data = prefix.encode()
        if len(data) <= _KEY:
            self._answers[prefix] = found = self._find(data)
            return found
        if (key := data[:_KEY]) in self._added:
            return None
        self._added.add(key)
        self._answers.update(self._list_longer(key))
        return dict.get(self._answers, prefix)

    def _find(self, prefix: bytes) -> int | None:
        """Return what `get` gives for a prefix no longer than a key."""
        place = bisect_left(self._keys, _make_key(prefix, b"\0"))
        if place == len(self._keys) or not (piece := self._read(place)).startswith(prefix):
            return None
        return int(self._tokens[place]) if piece == prefix else 0

    def _list_longer(self, key: bytes) -> dict[str, int]:
        """Return what `get` gives for all prefixes that begin with a key and are longer."""
        number = int.from_bytes(key)
        first = bisect_left(self._keys, number)
        places = range(first, bisect_right(self._keys, number, first))
        pieces = {self._read(place).decode(): int(self._tokens[place]) for place in places}
        shortest = len(key.decode(errors="ignore")) + 1
        prefixes = dict.fromkeys((piece[:end] for piece in pieces for end in range(shortest, len(piece) + 1)), 0)
        return prefixes | {piece: token for piece, token in pieces.items() if len(piece) >= shortest}

    def _read(self, place: int) -> bytes:
        start = self._starts[place]
        return self._data[start : start + self._lengths[place]]

    @cached_property
    def _places(self) -> NDArray[np.intp]:
        """The place of each number among the pieces."""
        import numpy as np

        places = np.zeros(int(self._tokens.max()) + 1, dtype=np.intp)
        places[self._tokens] = np.arange(len(self._tokens))
        return places


def pack_vocabulary(data: bytes, starts: NDArray[np.intp], lengths: NDArray[np.uint8]) -> dict[str, NDArray[Any]]:
    """Return the arrays that a `Vocabulary` is made from, for pieces in UTF-8 that stand in `data`, by token.

    `pieces` are the data. Of each piece, sorted by their `keys` and then by length, `tokens` is the number, from 1 on,
    and `starts` and `lengths` say where it stands; its key are its first bytes as a number, the first one the highest.
    """
    import numpy as np

    eights = np.ndarray((len(data) + 1,), f">u{_KEY}", data + bytes(_KEY), 0, (1,))
    missing = np.maximum(_KEY - lengths.astype(np.int64), 0).astype(np.uint64)
    masks = np.array([(1 << 8 * _KEY) - (1 << 8 * count) for count in range(_KEY + 1)], dtype=np.uint64)
    keys = eights[starts].astype(np.uint64) & masks[missing]
    order = np.lexsort((lengths, keys))
    return {
        "pieces": np.frombuffer(data, dtype=np.uint8),
        "tokens": (order + 1).astype(np.int32),
        "starts": starts[order].astype(np.int32),
        "lengths": lengths[order],
        "keys": keys[order],
    }


def _make_key(data: bytes, padding: bytes) -> int:
    return int.from_bytes(data.ljust(_KEY, padding))
