"""The encoder's vocabulary, of which few of the 250,000 entries are ever asked for: they are unpacked when they are."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import accumulate, chain
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_KEY = 8
"""Bytes of a key."""

_FEW = 32
"""Up to how many pieces that begin alike are added together."""


class Vocabulary(dict[str, int]):
    """The prefixes of all pieces, as the package's tokenizer has them: each with its token and 1; 0 where it is none.

    It is made from the arrays of `pack_vocabulary`, and has the prefixes that stand in the texts that were given to
    `add_prefixes_of`, and some that begin alike.
    """

    def __init__(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        super().__init__()
        self._data, self._tokens = arrays["pieces"].tobytes(), arrays["tokens"]
        self._starts, self._keys = array("i", arrays["starts"].tobytes()), array("Q", arrays["keys"].tobytes())
        self._added: dict[str, bool] = {}
        """The beginnings met so far, and whether all pieces are added that begin so."""

    def add_prefixes_of(self, text: str) -> None:
        """Add all prefixes that may stand in a text."""
        added = self._added
        for start in range(len(text)):
            for end in range(start + 1, len(text) + 1):
                beginning = text[start:end]
                if beginning not in added:
                    added[beginning] = self._add(beginning)
                if added[beginning]:
                    break

    def find_piece(self, token: int) -> str:
        """Return the piece that is a token."""
        place = int(self._places[token + 1])
        return self._get(place).decode()

    def _add(self, beginning: str) -> bool:
        """Add what begins so, or, where that is much, only the beginning itself; return whether all is added."""
        sought = beginning.encode()
        first = bisect_left(self._keys, _make_key(sought, b"\0"))
        last = bisect_right(self._keys, _make_key(sought, b"\xff"), first)
        if last - first > _FEW and len(sought) < _KEY:
            self[beginning] = int(self._tokens[first]) if self._get(first) == sought else 0
            return False
        if first < last:
            pieces = self._data[self._starts[first] : self._starts[last] - 1].decode().split("\n")
            tokens = dict(zip(pieces, self._tokens[first:last].tolist(), strict=True))
            prefixes = dict.fromkeys(chain.from_iterable(map(accumulate, pieces)), 0) | tokens
            self.update((one, prefixes[one]) for one in prefixes if one.startswith(beginning))
        return True

    def _get(self, place: int) -> bytes:
        return self._data[self._starts[place] : self._starts[place + 1] - 1] if place < len(self._tokens) else b""

    @cached_property
    def _places(self) -> NDArray[np.intp]:
        """The place of each number among the pieces."""
        import numpy as np

        places = np.zeros(int(self._tokens.max()) + 1, dtype=np.intp)
        places[self._tokens] = np.arange(len(self._tokens))
        return places


def pack_vocabulary(pieces: Sequence[bytes]) -> dict[str, NDArray[Any]]:
    """Return the arrays that a `Vocabulary` is made from, for all pieces, in UTF-8.

    `pieces` are sorted, a line feed between two; `tokens` are their numbers, from 1 on, `starts` their places, and
    `keys` their first bytes as a number, the first one the highest.
    """
    import numpy as np

    tokens = dict(zip(pieces, range(1, len(pieces) + 1), strict=True))
    found = sorted(tokens)
    return {
        "pieces": np.frombuffer(b"\n".join(found), dtype=np.uint8),
        "tokens": np.fromiter(map(tokens.__getitem__, found), dtype=np.int32),
        "starts": np.cumsum([0, *(len(piece) + 1 for piece in found)], dtype=np.int32),
        "keys": np.array(found, dtype=f"S{_KEY}").view(f">u{_KEY}").astype(np.uint64),
    }


def _make_key(data: bytes, padding: bytes) -> int:
    return int.from_bytes(data[:_KEY].ljust(_KEY, padding))
