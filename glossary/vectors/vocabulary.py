"""The encoder's vocabulary, of whose 250,000 prefixes few are asked for: they are looked up when they are."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from functools import cached_property
from itertools import accumulate, islice, repeat
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_KEY = 8
"""Bytes of a key: what pieces begin with."""
_MOST_KNOWN = 1 << 16
"""Answers that are kept: 100 bytes each."""


class _Answers(dict[str, "int | None"]):
    """What `Vocabulary.get` gave before; what it is asked for the first time is looked up."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        super().__init__()
        self._data, self._lengths = arrays["pieces"].tobytes(), arrays["lengths"].tobytes() + b"\0"
        self._tokens, self._starts = (array("i", arrays[name].tobytes() + bytes(4)) for name in ("tokens", "starts"))
        self._keys = array("Q", arrays["keys"].tobytes() + b"\xff" * _KEY)
        self._added = set[bytes]()  # keys whose longer prefixes are all among the answers

    def __missing__(self, prefix: str) -> int | None:
        data = prefix.encode()
        if len(data) > _KEY or len(self) > _MOST_KNOWN:
            return self._find_longer(prefix, data[:_KEY])
        place = bisect_left(self._keys, int.from_bytes(data.ljust(_KEY, b"\0")))
        rest = self._lengths[place] - len(data)
        if rest < 0 or not self._data.startswith(data, self._starts[place]):
            return self.setdefault(prefix, None)
        return self.setdefault(prefix, 0 if rest else self._tokens[place])

    def _find_longer(self, prefix: str, key: bytes) -> int | None:
        """Return the answer for a prefix that is longer than its key; all prefixes of that key are added at once."""
        if len(self) > _MOST_KNOWN:
            self.clear()
            self._added.clear()
            return self[prefix]
        if key not in self._added:
            self._added.add(key)
            self.update(self._list_longer(key))
        return self.setdefault(prefix, None)

    def _list_longer(self, key: bytes) -> dict[str, int]:
        number = int.from_bytes(key)
        first = bisect_left(self._keys, number)
        if self._keys[first] != number:
            return {}
        places = range(first, bisect_right(self._keys, number, first))
        shortest, prefixes, pieces = len(key.decode(errors="ignore")) + 1, dict[str, int](), dict[str, int]()
        for place in places:
            piece = self.read(place).decode()
            if len(piece) >= shortest:
                pieces[piece] = self._tokens[place]
                prefixes.update(zip(islice(accumulate(piece), shortest - 1, None), repeat(0), strict=False))
        return prefixes | pieces

    def read(self, place: int) -> bytes:
        """Return the piece at a place in the order of the keys; none after the last."""
        return self._data[(start := self._starts[place]) : start + self._lengths[place]]


class Vocabulary:
    """The prefixes of all pieces, as the package's tokenizer has them, made from the arrays of `pack_vocabulary`.

    `get` gives the token of a piece and 1; 0 for a prefix that is none; None for anything else.
    """

    def __init__(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        self._tokens = arrays["tokens"]
        self._answers = _Answers(arrays)
        self.get = self._answers.__getitem__
        self.longest = int(arrays["lengths"].max())  # bytes: as many as characters, or more

    def find_piece(self, token: int) -> str:
        """Return the piece that is a token."""
        return self._answers.read(int(self._places[token + 1])).decode()

    @cached_property
    def _places(self) -> NDArray[np.intp]:
        """Return the place of each number among the pieces."""
        import numpy as np

        places = np.zeros(int(self._tokens.max()) + 1, dtype=np.intp)
        places[self._tokens] = np.arange(len(self._tokens))
        return places


def pack_vocabulary(data: bytes, starts: NDArray[np.intp], lengths: NDArray[np.uint8]) -> dict[str, NDArray[Any]]:
    """Return the arrays that a `Vocabulary` is made from, for pieces in UTF-8 that are in `data`, by token.

    `pieces` are the data. Of each piece, sorted by their `keys` and then by length, `tokens` is the number, from 1 on,
    and `starts` and `lengths` say where it is; its key are its first bytes as a number, the first one the highest.
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
