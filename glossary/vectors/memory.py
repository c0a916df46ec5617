"""The vectors of texts seen lately, so that none is computed twice: words recur from one document to the next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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

        found = np.empty((len(texts), DIMENSIONS), dtype=np.float32)
        rows = np.array([self._touch(text) for text in texts], dtype=np.intp)
        known = np.flatnonzero(rows >= 0)
        found[known] = self._vectors[rows[known]]
        places: dict[str, list[int]] = {}
        for place in np.flatnonzero(rows < 0).tolist():
            places.setdefault(texts[place], []).append(place)
        if places:
            vectors = encode(list(places))
            self.keep(list(places), vectors)
            if len(places) == len(texts):
                return vectors
            new = np.repeat(np.arange(len(places)), [len(same) for same in places.values()])
            found[[place for same in places.values() for place in same]] = vectors[new]
        return found

    def keep(self, texts: Sequence[str], vectors: Floats) -> None:
        """Remember the vectors of texts; those asked for the longest time ago are forgotten for them.

        A text that comes twice gets one row: a second would belong to no text, and never be free again.
        """
        new = {text: place for place, text in enumerate(texts) if len(text) <= LONGEST and self._touch(text) < 0}
        places = list(new.values())[-CAPACITY:]
        rows = [self._free_row() for _ in places]
        self._vectors[rows] = vectors[places]
        self._rows.update(zip((texts[place] for place in places), rows, strict=True))

    def _free_row(self) -> int:
        if self._used == CAPACITY:
            return self._rows.pop(next(iter(self._rows)))
        self._used += 1
        return self._used - 1

    def _touch(self, text: str) -> int:
        """Return the row of a text, which now is the one that was asked for last; -1 where it is not known."""
        row = self._rows.pop(text, -1)
        if row >= 0:
            self._rows[text] = row
        return row
