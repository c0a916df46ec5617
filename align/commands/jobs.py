"""A job of a run: a text to check, with what its files held when it was planned."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from align.errors import ReadError
from align.inputs.files import compute_digest, read_bytes
from align.inputs.tasks import Task
from align.readers import is_read_by_line

if TYPE_CHECKING:
    from align.commands.cached_pairs import TableOfPairs


class Job(NamedTuple):
    """A task, and what its files held when it was planned; None: that could not be read, or there is no source.

    What is read by line is not held here: it is read when the task is done. `pairs` is where the findings in its pairs
    are kept.
    """

    task: Task
    data: bytes | None = None
    source: bytes | None = None
    pairs: TableOfPairs | None = None

    @classmethod
    def read(cls, task: Task) -> Job:
        """Return the task with the bytes of its files."""
        data = None if is_read_by_line(task.path + task.format) else _read(task.path)
        return cls(task, data, _read(task.source) if task.source else None)

    @property
    def may_have_changed(self) -> bool:
        """Return whether the text is read when the task is done, so that it may be another one than when it was
        planned.
        """
        return is_read_by_line(self.task.path + self.task.format)

    def compute_digests(self) -> tuple[str, str] | None:
        """Return the SHA-256 of the text and of its source, empty where there is none; None where a file cannot be
        read.
        """
        if self.source is None and self.task.source:
            return None
        source = "" if self.source is None else sha256(self.source).hexdigest()
        if self.data is not None:
            return sha256(self.data).hexdigest(), source
        try:
            return (compute_digest(self.task.path), source) if self.may_have_changed else None
        except ReadError:
            return None


def _read(path: str) -> bytes | None:
    try:
        return read_bytes(path)
    except ReadError:
        return None
