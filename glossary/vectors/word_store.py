"""The vectors of words, kept in the user's cache folder: most words of a text were seen in the texts before it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from glossary.vectors.encoder_package import DIMENSIONS
from glossary.vectors.row_store import PLACES, RowStore

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

CAPACITY = 32_768  # words: 2.3 kB each
LONGEST = 24  # characters of a word
_VECTOR = 4 * DIMENSIONS  # bytes

_KEEP = "INSERT OR REPLACE INTO words VALUES (?, ?)"
_FORGET = "DELETE FROM words WHERE rowid <= (SELECT max(rowid) FROM words) - ?"


class WordStore(RowStore):
    """The vectors of the `CAPACITY` words that were kept last."""

    table = "CREATE TABLE IF NOT EXISTS words (word TEXT PRIMARY KEY, vector BLOB NOT NULL)"
    look_up = f"SELECT word, vector FROM words WHERE word IN ({PLACES})"

    def find(self, texts: Sequence[str], encode: Callable[[Sequence[str]], Floats]) -> Floats:
        """Return the vectors of distinct texts, shape (texts, 512); `encode` computes those that are not kept."""
        import numpy as np

        if not self.is_open:
            return encode(texts)
        kept = self._read(list(filter(is_word, texts)))
        found = np.empty((len(texts), DIMENSIONS), dtype=np.float32)
        for place, text in enumerate(texts):
            if text in kept:
                found[place] = kept[text]
        if new := [place for place, text in enumerate(texts) if text not in kept]:
            found[new] = vectors = encode([texts[place] for place in new])
            self._write([texts[place] for place in new], vectors)
        return found

    def _read(self, words: Sequence[str]) -> dict[str, Floats]:
        found = {word: self._unpack(word, row) for word, row in self.select(words).items()}
        return {word: vector for word, vector in found.items() if vector is not None}

    def _write(self, texts: Sequence[str], vectors: Floats) -> None:
        rows = [
            (text, self.seal(text.encode(), vector.astype("<f4").tobytes()))
            for text, vector in zip(texts, vectors, strict=True)
            if is_word(text)
        ]

        def keep(store: sqlite3.Connection) -> None:
            store.executemany(_KEEP, rows)
            store.execute(_FORGET, (CAPACITY,))

        if rows:
            self.use(keep)

    def _unpack(self, word: str, row: object) -> Floats | None:
        """Return the vector in a row; None where the row is damaged or of another version."""
        import numpy as np

        data = self.unseal(word.encode(), row)
        return np.frombuffer(data, dtype="<f4").astype(np.float32) if data and len(data) == _VECTOR else None


def is_word(text: str) -> bool:
    """Return whether a text is kept as a word."""
    return 0 < len(text) <= LONGEST and text.isprintable() and " " not in text
