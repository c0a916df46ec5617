"""The vectors of words, kept in the user's cache folder: most words of a text were seen in the texts before it.

The store is an SQLite database, which processes may share. A row that is damaged, or that another version computed, is
computed again, and so is a damaged file; where the file cannot be used, each process computes its words.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from glossary.vectors.encoder_package import DIMENSIONS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

CAPACITY = 32_768  # words: 2.3 kB each
LONGEST = 24  # characters of a word
_TIMEOUT = 0.5  # seconds for which another process may write
_VECTOR = 4 * DIMENSIONS  # bytes; a checksum is after them

_SET_UP = (
    "PRAGMA page_size = 16384",
    "PRAGMA journal_mode = TRUNCATE",
    "PRAGMA synchronous = OFF",
    "CREATE TABLE IF NOT EXISTS words (word TEXT PRIMARY KEY, vector BLOB NOT NULL)",
)
_LOOK_UP = "SELECT vector FROM words WHERE word = ?"
_KEEP = "INSERT OR REPLACE INTO words VALUES (?, ?)"
_FORGET = "DELETE FROM words WHERE rowid <= (SELECT max(rowid) FROM words) - ?"

Result = TypeVar("Result")


class WordStore:
    """The vectors of the `CAPACITY` words that were kept last, in a file, or of none.

    `version` names all that the vectors depend on, to the last bit.
    """

    def __init__(self, path: Path | None, version: str = "") -> None:
        self._path = path
        self._version = zlib.crc32(version.encode())

    def find(self, texts: Sequence[str], encode: Callable[[Sequence[str]], Floats]) -> Floats:
        """Return the vectors of distinct texts, shape (texts, 512); `encode` computes those that are not kept."""
        import numpy as np

        kept = self._read([text for text in texts if _is_word(text)])
        found = np.empty((len(texts), DIMENSIONS), dtype=np.float32)
        for place, text in enumerate(texts):
            if text in kept:
                found[place] = kept[text]
        if new := [place for place, text in enumerate(texts) if text not in kept]:
            found[new] = vectors = encode([texts[place] for place in new])
            self._write([texts[place] for place in new], vectors)
        return found

    def _read(self, words: Sequence[str]) -> dict[str, Floats]:
        def look_up(store: sqlite3.Connection) -> dict[str, Floats]:
            rows = ((word, store.execute(_LOOK_UP, (word,)).fetchone()) for word in words)
            found = {word: self._unpack(word, row[0]) for word, row in rows if row}
            return {word: vector for word, vector in found.items() if vector is not None}

        return (self._use(look_up) if words else None) or {}

    def _write(self, texts: Sequence[str], vectors: Floats) -> None:
        rows = [(text, self._pack(text, vector)) for text, vector in zip(texts, vectors, strict=True) if _is_word(text)]

        def keep(store: sqlite3.Connection) -> None:
            store.executemany(_KEEP, rows)
            store.execute(_FORGET, (CAPACITY,))

        if rows:
            self._use(keep)

    def _use(self, work: Callable[[sqlite3.Connection], Result]) -> Result | None:
        """Do some work with the store, all or nothing of it; where that cannot be done, return None.

        A damaged file is deleted; one that cannot be used, or is in use for too long, is not tried again.
        """
        if self._path is None:
            return None
        try:
            with closing(_open(self._path)) as store, store:
                return work(store)
        except (OSError, sqlite3.OperationalError):
            self._path = None
        except sqlite3.DatabaseError:
            with suppress(OSError):
                self._path.unlink()
        return None

    def _pack(self, word: str, vector: Floats) -> bytes:
        data = vector.astype("<f4").tobytes()
        return data + self._compute_checksum(word, data)

    def _unpack(self, word: str, row: object) -> Floats | None:
        """Return the vector in a row; None where the row is damaged or of another version."""
        import numpy as np

        if not isinstance(row, bytes) or row[_VECTOR:] != self._compute_checksum(word, row[:_VECTOR]):
            return None
        return np.frombuffer(row, dtype="<f4", count=DIMENSIONS).astype(np.float32)

    def _compute_checksum(self, word: str, data: bytes) -> bytes:
        return zlib.crc32(data, zlib.crc32(word.encode(), self._version)).to_bytes(4, "little")


def _open(path: Path) -> sqlite3.Connection:
    """Open a store, a new one where there is none, which the user alone may read."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(0o600)
    store = sqlite3.connect(path, timeout=_TIMEOUT)
    try:
        for statement in _SET_UP:
            store.execute(statement)
    except BaseException:
        store.close()
        raise
    return store


def _is_word(text: str) -> bool:
    return 0 < len(text) <= LONGEST and text.isprintable() and " " not in text
