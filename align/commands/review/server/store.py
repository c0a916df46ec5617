"""The file of decisions while the page is served: one decision at a time comes in, whoever else writes the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from align.config.decisions.decision import Decision, Key
from align.config.decisions.files import Review, read_review, write_review
from align.errors import FileError
from glossary.storage.locks import LockError, lock
from glossary.storage.reading import is_there, read_file


class Answer(NamedTuple):
    """What is decided in a place now; `is_taken`: it is what was asked for, and is on the disk."""

    is_taken: bool
    decision: Decision | None


@dataclass
class Store:
    """A file of decisions, which need not be there yet; `signature` is that of the page, `digests` of its texts.

    `options` are those of the run, as a file of decisions has them. `names` are the ids of today of findings, by their
    paths and the ids that an earlier version gave them.
    """

    path: str
    signature: str
    digests: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[tuple[str, str], str] = field(default_factory=dict)
    options: str = ""
    _lock: Lock = field(default_factory=Lock)

    def read(self) -> Review:
        """Return what it holds; nothing where there is none yet. Raises FileError."""
        review = read_review(self.path) if is_there(self.path) else Review([], {})
        renamed = [one._replace(id=self.names.get((one.path, one.id), one.id)) for one in review.decisions]
        return review._replace(decisions=renamed)

    def mark(self) -> str:
        """Return the digest of the file."""
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
                review = self.read()
                there = [one for one in review.decisions if one.key == key]
                if wanted in there or (wanted is None and not there):
                    return Answer(True, wanted)
                if (there and known not in there) or (known and not there):
                    return Answer(False, there[-1] if there else None)
                decisions = [one for one in review.decisions if one.key != key] + ([wanted] if wanted else [])
                digest, path = self.digests.get(key[0]), key[0]
                digests = review.digests.get(path, frozenset()) | ({digest} if digest else set())
                options = (self.options,) if self.options else review.options
                write_review(self.path, self.signature, Review(decisions, {**review.digests, path: digests}, options))
                return Answer(True, wanted)
        except LockError as error:
            raise FileError(self.path, error) from None
