"""The vectors of texts seen lately, so that none is computed twice: words recur from one document to the next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import compress, count, islice, repeat
from typing import TYPE_CHECKING

from glossary.vectors.encoder_package import DIMENSIONS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

CAPACITY = 16384  # texts: 2 kB each
LONGEST = 500  # characters of a text that is kept


class Memory:
    """The vectors of the `CAPACITY` texts that were asked for last."""

    def __init__(self) -> None:
        import numpy as np

        self._rows: dict[str, int] = {}  # of texts, the one that was asked for last at the end
        self._used = 0
        self._vectors = np.empty((CAPACITY, DIMENSIONS), dtype=np.float32)

    def find(self, texts: Sequence[str], encode: Callable[[Sequence[str]], Floats]) -> Floats:
        """Return the vectors of texts, shape (texts, 512); `encode` computes those that are not known, each once."""
        import numpy as np

        distinct = dict(zip(dict.fromkeys(texts), count(), strict=False))
        rows = np.fromiter(map(self._touch(texts).__getitem__, distinct), np.intp, len(distinct))
        is_known = rows >= 0
        found = np.empty((len(distinct), DIMENSIONS), dtype=np.float32)
        found[is_known] = self._vectors[rows[is_known]]
        if new := list(compress(distinct, ~is_known)):
            found[~is_known] = vectors = encode(new)
            self.keep(new, vectors)
        return found if len(distinct) == len(texts) else found[list(map(distinct.__getitem__, texts))]

    def keep(self, texts: Sequence[str], vectors: Floats) -> None:
        """Remember the vectors of texts; those asked for the longest time ago are forgotten for them.

        A text that comes twice gets one row: a second would belong to no text, and never be free again.
        """
        rows = self._touch(texts)
        new = {text: place for place, text in enumerate(texts) if len(text) <= LONGEST and rows[text] < 0}
        kept = list(new)[-CAPACITY:]
        unused = range(self._used, min(self._used + len(kept), CAPACITY))
        self._used += len(unused)
        forgotten = list(islice(self._rows, len(kept) - len(unused)))
        free = [*unused, *map(self._rows.pop, forgotten)]
        self._vectors[free] = vectors[list(map(new.__getitem__, kept))]
        self._rows.update(zip(kept, free, strict=True))

    def _touch(self, texts: Sequence[str]) -> dict[str, int]:
        """Return the row of each text, -1 where it is not known; those that are now were asked for last."""
        distinct = list(dict.fromkeys(reversed(texts)))[::-1]
        rows = dict(zip(distinct, map(self._rows.pop, distinct, repeat(-1)), strict=True))
        self._rows.update(compress(rows.items(), map((-1).__lt__, rows.values())))
        return rows
