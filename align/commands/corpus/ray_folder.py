"""The temporary folder of a Ray of our own; those of runs that were killed are removed when the next one starts."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import rmtree

_PREFIX = "ray-"
"""Short, for Ray puts sockets deep in the folder, and their paths may not be long."""

_LOCK = "aligncheck.lock"
"""Held as long as the run lives; the operating system frees it, however that ends."""


@contextmanager
def make_folder() -> Iterator[str]:
    """Make a folder for a Ray, which is removed after the block."""
    from filelock import FileLock

    sweep_folders()
    with tempfile.TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True) as folder:
        other = Path(folder, f"{_LOCK}.new")
        with FileLock(other):
            other.rename(Path(folder, _LOCK))  # it is seen only when it is held
            yield folder


def sweep_folders() -> None:
    """Remove the folders of runs of this user that live no more."""
    for lock in sorted(Path(tempfile.gettempdir()).glob(f"{_PREFIX}*/{_LOCK}")):
        with suppress(OSError, NotImplementedError):
            if _is_own(lock.parent):
                _remove_if_dead(lock)


def _remove_if_dead(lock: Path) -> None:
    """Remove the folder of a lock that no one holds. Raises OSError, also where it is held."""
    from filelock import FileLock

    with FileLock(lock, timeout=0):
        rmtree(lock.parent, ignore_errors=True)


def _is_own(folder: Path) -> bool:
    """Return whether a folder is this user's. Raises OSError."""
    return not hasattr(os, "getuid") or folder.lstat().st_uid == os.getuid()
