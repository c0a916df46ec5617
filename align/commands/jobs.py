"""A task with the bytes it is about: what is looked up in the cache, or sent to another process."""

from __future__ import annotations

from typing import NamedTuple

from align.errors import ReadError
from align.inputs.files import read_bytes
from align.inputs.tasks import Task


class Job(NamedTuple):
    """A task, and what its files held when it was planned; None: that could not be read, or there is no source."""

    task: Task
    data: bytes | None = None
    source: bytes | None = None

    @classmethod
    def read(cls, task: Task) -> Job:
        """The task with the bytes of its files."""
        return cls(task, _read(task.path), _read(task.source) if task.source else None)

    @property
    def is_complete(self) -> bool:
        """Whether all files could be read."""
        return self.data is not None and (self.source is not None or not self.task.source)


def _read(path: str) -> bytes | None:
    try:
        return read_bytes(path)
    except ReadError:
        return None
