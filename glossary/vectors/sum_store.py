"""What the encoder made of sentences and phrases, kept in the user's cache folder: after an edit most are as they were.

A row is known by the digest of its text, and cannot be read back into it. The newest rows are kept, so many bytes of
them: each has a place, as on an endless tape, and what lies too far behind the end is forgotten.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from glossary.vectors.encoder_package import DIMENSIONS
from glossary.vectors.network import SUM_SIZE
from glossary.vectors.row_store import PLACES, RowStore
from glossary.vectors.word_store import is_word

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Integers = NDArray[np.intp]

CAPACITY = 64_000_000  # bytes of rows
LARGEST = 64_000  # bytes of a row: some twenty clauses
_CLAUSES, _VECTOR = b"clauses", b"vector"

_KEEP = "INSERT OR REPLACE INTO rows SELECT coalesce(max(place), 0) + ?, ?, ? FROM rows"
_FORGET = "DELETE FROM rows WHERE place <= (SELECT max(place) FROM rows) - ?"


class TextSums(NamedTuple):
    """What is kept of a text: the sums of its clauses and their lengths, its total and its vector.

    See `glossary.vectors.encoder.ClauseSums`.
    """

    sums: Floats
    lengths: Integers
    total: Floats
    vector: Floats


class SumStore(RowStore):
    """The rows of texts that were kept last, `CAPACITY` bytes of them."""

    table = "CREATE TABLE IF NOT EXISTS rows (place INTEGER PRIMARY KEY, text BLOB NOT NULL UNIQUE, row BLOB NOT NULL)"
    look_up = f"SELECT text, row FROM rows WHERE text IN ({PLACES})"

    def find_vectors(self, texts: Sequence[str], encode: Callable[[Sequence[str]], Floats]) -> Floats:
        """Return the vectors of distinct texts, shape (texts, 512); `encode` computes those that are not kept.

        Words are left to the store of words.
        """
        import numpy as np

        if not self.is_open:
            return encode(texts)
        keys = ["" if is_word(text) else text for text in texts]
        kept = self._read(keys, _VECTOR)
        found, new = np.empty((len(texts), DIMENSIONS), dtype=np.float32), list[int]()
        for place, data in enumerate(kept):
            if data is not None and len(data) == 4 * DIMENSIONS:
                found[place] = np.frombuffer(data, dtype="<f4")
            else:
                new.append(place)
        if new:
            found[new] = vectors = encode([texts[place] for place in new])
            rows = (vector.astype("<f4").tobytes() for vector in vectors)
            self._write([(keys[place], row) for place, row in zip(new, rows, strict=True)], _VECTOR)
        return found

    def find(self, texts: Sequence[str]) -> list[TextSums | None]:
        """Return what is kept of each text."""
        return [None if data is None else _unpack(data) for data in self._read(texts, _CLAUSES)]

    def keep(self, texts: Sequence[str], found: Sequence[TextSums]) -> None:
        """Keep what was found of some texts."""
        if self.is_open:
            self._write([(text, _pack(one)) for text, one in zip(texts, found, strict=True)], _CLAUSES)

    def _read(self, texts: Sequence[str], kind: bytes) -> list[bytes | None]:
        """Return what a kind of row holds of each text; None of an empty one."""
        keys = [_digest(kind, text) if text and self.is_open else b"" for text in texts]

        rows = self.select([key for key in dict.fromkeys(keys) if key])
        return [self.unseal(key, rows[key]) if key in rows else None for key in keys]

    def _write(self, rows: Sequence[tuple[str, bytes]], kind: bytes) -> None:
        keyed = [(_digest(kind, text), row) for text, row in rows if text and len(row) <= LARGEST]

        def keep(store: sqlite3.Connection) -> None:
            store.executemany(_KEEP, [(len(row), key, self.seal(key, row)) for key, row in keyed])
            store.execute(_FORGET, (CAPACITY,))

        if keyed:
            self.use(keep)


def _digest(kind: bytes, text: str) -> bytes:
    return blake2b(text.encode(errors="surrogatepass"), digest_size=16, person=kind).digest()


def _pack(one: TextSums) -> bytes:
    """Return the bytes of a row: first the lengths of the clauses, of which the size of a row says how many."""
    return one.lengths.astype("<f4").tobytes() + b"".join(
        array.astype("<f4").tobytes() for array in (one.sums, one.total, one.vector)
    )


def _unpack(data: bytes) -> TextSums | None:
    import numpy as np

    values = np.frombuffer(data, dtype="<f4").astype(np.float32)
    count, rest = divmod(len(values) - SUM_SIZE - DIMENSIONS, 1 + SUM_SIZE)
    if rest or count < 0:
        return None
    lengths, sums, total, vector = np.split(values, np.cumsum([count, count * SUM_SIZE, SUM_SIZE]))
    return TextSums(sums.reshape(count, SUM_SIZE), lengths.astype(np.intp), total, vector)
