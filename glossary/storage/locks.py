"""One program at a time changes a file."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from glossary.errors import AligncheckError
from glossary.storage import cache

TIMEOUT = 30.0
"""Seconds to wait for another program."""


class LockError(AligncheckError):
    """A file that another program is changing, or that cannot be locked: what is wrong and what to do."""


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Keep other programs that ask for it from changing a file, by whatever link it is named.

    The lock is a file in the user's cache folder, so that nothing is left beside the user's own; the operating system
    frees it when a program dies. Raises LockError where another program does not finish in time.
    """
    from filelock import FileLock, Timeout

    name = hashlib.sha256(os.fsencode(os.path.realpath(path))).hexdigest()[:32]
    folder = cache.cache_folder() / "locks"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / f"{name}.lock", timeout=TIMEOUT)
        lock.acquire()
    except Timeout as error:
        raise LockError(f"another program is changing it and has not finished in {TIMEOUT:.0f} s: try again") from error
    except OSError as error:
        raise LockError(
            f"cannot be locked, {folder} may not be written ({error.strerror}): set XDG_CACHE_HOME to a folder that may"
        ) from error
    try:
        yield
    finally:
        lock.release()
