"""The encoder's vocabulary, of which few of the 250,000 entries are ever asked for: they are unpacked when they are."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_KEY = 8
"""Bytes of a key: two characters take no more."""


class Vocabulary(dict[str, int]):
    """The prefixes of all pieces, as the package's tokenizer has them: each with its token and 1; 0 where it is none.

    It is made from the arrays of `pack_vocabulary`, and has the prefixes that begin as parts of the texts do that were
    given to `add_prefixes_of`.
    """

    def __init__(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        super().__init__()
        self._data, self._tokens = arrays["prefixes"].tobytes(), arrays["tokens"]
        self._starts, self._keys = array("i", arrays["starts"].tobytes()), array("Q", arrays["keys"].tobytes())
        self._added: set[str] = set()

    def add_prefixes_of(self, text: str) -> None:
        """Add all prefixes that may stand in a text: those that begin with two of its characters, or are one."""
        beginnings = {*text, *map("".join, pairwise(text))} - self._added
        for beginning in beginnings:
            self._add(beginning)
        self._added |= beginnings

    def find_piece(self, token: int) -> str:
        """Return the piece that is a token."""
        place = int(self._places[token + 1])
        return self._get(place).decode()

    def _add(self, beginning: str) -> None:
        sought = beginning.encode()
        first = bisect_left(self._keys, _make_key(sought, b"\0"))
        last = first + (self._get(first) == sought)
        if len(beginning) > 1:
            last = bisect_right(self._keys, _make_key(sought, b"\xff"), first)
        if first < last:
            part = self._data[self._starts[first] : self._starts[last] - 1].decode()
            self.update(zip(part.split("\n"), self._tokens[first:last].tolist(), strict=True))

    def _get(self, place: int) -> bytes:
        return self._data[self._starts[place] : self._starts[place + 1] - 1] if place < len(self._tokens) else b""

    @cached_property
    def _places(self) -> NDArray[np.intp]:
        """The place of each number among the prefixes."""
        import numpy as np

        places = np.zeros(int(self._tokens.max()) + 1, dtype=np.intp)
        places[self._tokens] = np.arange(len(self._tokens))
        return places


def pack_vocabulary(tokens: Mapping[str, int]) -> dict[str, NDArray[Any]]:
    """Return the arrays that a `Vocabulary` is made from, for all prefixes and their tokens.

    `prefixes` are sorted, in UTF-8, a line feed between two; `tokens` are their numbers, `starts` their places, and
    `keys` their first bytes as a number, the first one the highest.
    """
    import numpy as np

    prefixes = [prefix.encode() for prefix in sorted(tokens)]
    lengths = np.array([len(prefix) + 1 for prefix in prefixes], dtype=np.int32)
    return {
        "prefixes": np.frombuffer(b"\n".join(prefixes), dtype=np.uint8),
        "tokens": np.fromiter(map(tokens.__getitem__, sorted(tokens)), dtype=np.int32),
        "starts": np.append(0, np.cumsum(lengths)).astype(np.int32),
        "keys": np.array([_make_key(prefix, b"\0") for prefix in prefixes], dtype=np.uint64),
    }


def _make_key(data: bytes, padding: bytes) -> int:
    return int.from_bytes(data[:_KEY].ljust(_KEY, padding))
