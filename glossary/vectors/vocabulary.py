"""The encoder's vocabulary, of which few of the 250,000 entries are ever asked for: they are unpacked when they are."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Vocabulary(dict[str, int]):
    """The prefixes of all pieces, as the package's tokenizer has them: each with its token and 1; 0 where it is none.

    `prefixes` are sorted, in UTF-8, a line feed between two; `tokens` are their numbers. The dictionary has those that
    begin as parts of the texts do that were given to `add_prefixes_of`.
    """

    def __init__(self, prefixes: NDArray[np.uint8], tokens: NDArray[np.int32]) -> None:
        import numpy as np

        super().__init__()
        self._data, self._tokens = prefixes.tobytes(), tokens
        starts = np.concatenate([[0], np.flatnonzero(prefixes == ord("\n")) + 1, [len(prefixes) + 1]])
        self._starts = array("q", starts.astype(np.int64).tobytes())
        self._added: set[str] = set()
        self.longest = int(np.diff(starts).max())
        """Bytes of the longest prefix, at least: as many as its characters or more."""

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
        first = self._find(sought)
        last = self._find(sought + b"\xff") if len(beginning) > 1 else first + (self._get(first) == sought)
        if first < last:
            part = self._data[self._starts[first] : self._starts[last] - 1].decode()
            self.update(zip(part.split("\n"), self._tokens[first:last].tolist(), strict=True))

    def _find(self, sought: bytes) -> int:
        """Return how many prefixes stand before a place in the order."""
        return bisect_left(range(len(self._tokens)), sought, key=self._get)

    def _get(self, place: int) -> bytes:
        return self._data[self._starts[place] : self._starts[place + 1] - 1] if place < len(self._tokens) else b""

    @cached_property
    def _places(self) -> NDArray[np.intp]:
        """The place of each number among the prefixes."""
        import numpy as np

        places = np.zeros(int(self._tokens.max()) + 1, dtype=np.intp)
        places[self._tokens] = np.arange(len(self._tokens))
        return places
