"""The file of decisions while the page is served: one decision at a time comes in, whoever else writes the file."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from align.config.review import Decision, Key, read_review, write_review
from align.errors import FileError
from glossary.storage.locks import LockError, lock
from glossary.storage.reading import is_there, read_file


class Answer(NamedTuple):
    """What is decided in a place now; `is_taken`: it is what was asked for, and is on the disk."""

    is_taken: bool
    decision: Decision | None


@dataclass
class Store:
    """A file of decisions, which need not be there yet; `signature` is that of the page."""

    path: str
    signature: str
    _lock: Lock = field(default_factory=Lock)

    def read(self) -> list[Decision]:
        """What it holds. Raises FileError."""
        return read_review(self.path) if is_there(self.path) else []

    def mark(self) -> str:
        """The digest of the file."""
        try:
            return sha256(read_file(self.path)).hexdigest() if is_there(self.path) else ""
        except OSError:
            return ""

    def decide(self, key: Key, wanted: Decision | None, known: Decision | None) -> Answer:
        """Write a decision into the file in place of the one that its author knew of; None: there is none.

        Where another one is there by now, that stays. Raises FileError.
        """
        try:
            with self._lock, lock(Path(self.path)):
                held = self.read()
                there = [one for one in held if one.key == key]
                if wanted in there or (wanted is None and not there):
                    return Answer(True, wanted)
                if (there and known not in there) or (known and not there):
                    return Answer(False, there[-1] if there else None)
                kept = [one for one in held if one.key != key]
                write_review(self.path, self.signature, [*kept, wanted] if wanted else kept)
                return Answer(True, wanted)
        except LockError as error:
            raise FileError(self.path, error) from None
