"""A file in the user's cache folder that keeps what the encoder computed, for later runs.

It is an SQLite database, which processes may share. A row that is damaged, or that another version computed, is
computed again, and so is a damaged file; where the file cannot be used, each process computes what it needs.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import ClassVar, TypeVar

TIMEOUT = 0.5  # seconds for which another process may write
AT_ONCE = 32  # rows that are looked up with one statement
PLACES = ",".join("?" * AT_ONCE)
CHECKSUM = 4  # bytes, after what a row holds

_SET_UP = ("PRAGMA page_size = 16384", "PRAGMA journal_mode = TRUNCATE", "PRAGMA synchronous = OFF")

Result = TypeVar("Result")
Key = TypeVar("Key", bound=str | bytes)


class RowStore:
    """Rows in a file, or nowhere. `version` names all that they depend on, to the last bit."""

    table: ClassVar[str]
    """The statement that makes the table of rows."""
    look_up: ClassVar[str]
    """The statement that selects the keys and the rows of `AT_ONCE` keys."""

    def __init__(self, path: Path | None, version: str = "") -> None:
        self._path = path
        self._version = zlib.crc32(version.encode())

    @property
    def is_open(self) -> bool:
        """Return whether rows are kept."""
        return self._path is not None

    def use(self, work: Callable[[sqlite3.Connection], Result]) -> Result | None:
        """Do some work with the store, all or nothing of it; where that cannot be done, return None.

        A damaged file is deleted; one that cannot be used, or is in use for too long, is not tried again.
        """
        if self._path is None:
            return None
        try:
            with closing(self._open(self._path)) as store, store:
                return work(store)
        except (OSError, sqlite3.OperationalError):
            self._path = None
        except sqlite3.DatabaseError:
            with suppress(OSError):
                self._path.unlink()
        return None

    def select(self, keys: Sequence[Key]) -> dict[Key, object]:
        """Return the rows of those of some keys that have one."""

        parts = [list(keys[start : start + AT_ONCE]) for start in range(0, len(keys), AT_ONCE)]

        def look_up(store: sqlite3.Connection) -> dict[Key, object]:
            found: dict[Key, object] = {}
            for part in parts:
                found.update(store.execute(self.look_up, part + part[:1] * (AT_ONCE - len(part))))
            return found

        return (self.use(look_up) if keys else None) or {}

    def seal(self, key: bytes, data: bytes) -> bytes:
        """Return data of a row with a checksum of it, of its key and of the version."""
        return data + self._compute_checksum(key, data)

    def unseal(self, key: bytes, row: object) -> bytes | None:
        """Return the data of a row; None where the row is damaged or of another version."""
        if not isinstance(row, bytes) or row[-CHECKSUM:] != self._compute_checksum(key, row[:-CHECKSUM]):
            return None
        return row[:-CHECKSUM]

    def _compute_checksum(self, key: bytes, data: bytes) -> bytes:
        return zlib.crc32(data, zlib.crc32(key, self._version)).to_bytes(CHECKSUM, "little")

    def _open(self, path: Path) -> sqlite3.Connection:
        """Open a store, a new one where there is none, which the user alone may read."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(0o600)
        store = sqlite3.connect(path, timeout=TIMEOUT)
        try:
            for statement in (*_SET_UP, self.table):
                store.execute(statement)
        except BaseException:
            store.close()
            raise
        return store
