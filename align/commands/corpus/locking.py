"""Who is at work on a corpus: one run a shard, and no two whose shards have units in common."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from align.errors import FileError

if TYPE_CHECKING:
    from filelock import BaseFileLock

LOCKS = "locks"
_BUSY = "another run is at work on it{}: wait for it, or give another folder"


@dataclass(frozen=True, slots=True)
class Shard:
    """A part of the units: the one of this number, from 1, of so many of about equal size, one after another."""

    number: int = 1
    count: int = 1

    def __str__(self) -> str:
        return f"{self.number}-of-{self.count}"

    def find_range(self, units: int) -> range:
        """Return which of so many units it has."""
        return range(units * (self.number - 1) // self.count, units * self.number // self.count)


WHOLE = Shard()
"""All units."""


@contextmanager
def hold(folder: Path, name: str, *, wait: bool) -> Iterator[None]:
    """Hold a lock of a corpus while the block runs; the operating system frees it when the program ends.

    Raises FileError where another program has it and is not to be waited for, or where it cannot be had.
    """
    lock = _acquire(folder, name, wait=wait)
    try:
        yield
    finally:
        lock.release()


def refuse_others(folder: Path, shard: Shard, *, everywhere: bool) -> None:
    """See that no one is at work on units of a shard; on any unit at all with `everywhere`. Raises FileError.

    To be called by the holder of the lock of the manifest, whom others wait for before they begin.
    """
    for path in sorted((folder / LOCKS).glob("*-of-*.lock")):
        name = path.name.removesuffix(".lock")
        if everywhere or not name.endswith(f"-of-{shard.count}"):
            with hold(folder, name, wait=False):
                pass


def _acquire(folder: Path, name: str, *, wait: bool) -> BaseFileLock:
    from filelock import FileLock, Timeout

    try:
        (folder / LOCKS).mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / LOCKS / f"{name}.lock")
        lock.acquire(timeout=-1 if wait else 0)
    except Timeout:
        which = "" if name == str(WHOLE) else f" (shard {name.replace('-of-', '/')})"
        raise FileError(str(folder), _BUSY.format(which)) from None
    except (OSError, NotImplementedError) as error:
        reason = getattr(error, "strerror", None) or error
        raise FileError(str(folder), f"cannot be written ({reason}): name a folder that can") from None
    return lock
