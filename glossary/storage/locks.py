"""Locks: one program at a time changes a file."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from glossary.errors import AligncheckError
from glossary.storage import cache
from glossary.storage.atomic import sweep_temporaries

TIMEOUT = 30.0
"""How long to wait for another program, in seconds."""


class LockError(AligncheckError):
    """A file that another program is changing, or that cannot be locked."""


@contextmanager
def lock(path: Path) -> Iterator[None]:
    """Hold the lock of a file, which is the same under all its links, while the block runs.

    The lock is a file in the user's cache folder, so that none is left next to the user's files. The operating system
    frees it when the program ends. Temporary files that a killed program has left next to the file are swept away.
    Raises LockError where another program does not free the lock in time, or where there is no folder for locks.
    """
    from filelock import FileLock, Timeout

    name = hashlib.sha256(os.fsencode(os.path.realpath(path))).hexdigest()[:32]
    try:
        folder = cache.find_cache_folder() / "locks"
        folder.mkdir(parents=True, exist_ok=True)
        file_lock = FileLock(folder / f"{name}.lock", timeout=TIMEOUT)
        file_lock.acquire()
    except Timeout as error:
        raise LockError(f"another program is changing it and has not finished in {TIMEOUT:.0f} s: try again") from error
    except OSError as error:
        reason = f"{error.filename or 'the cache folder'} may not be written ({error.strerror})"
        raise LockError(f"cannot be locked, {reason}: set XDG_CACHE_HOME to a folder that can be locked") from error
    try:
        sweep_temporaries(path)
        yield
    finally:
        file_lock.release()
