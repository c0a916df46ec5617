"""The user's cache folder, for what takes long to compute."""

import errno
import os
from collections.abc import Iterable
from contextlib import suppress
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

DICTIONARY, ENCODER = "cc-cedict-", "encoder-"
"""What the names of cached files begin with: indexes of dictionaries, and the arrays of the encoder."""

RESULTS = "results"
"""The folder in it that holds what was found in texts."""

TAG = "CACHEDIR.TAG"
"""Says to programs that make backups that the folder need not be in them (https://bford.info/cachedir/)."""

_TAG_TEXT = b"""Signature: 8a477f597d28d172789f06886806bc55
# Made by aligncheck. What is in this folder can be deleted; it is computed again when it is needed.
"""

MOST_FILES, MOST_BYTES = 20_000, 200_000_000
"""What the folder of results may hold; it is brought down to `_REST` of that."""

_REST = 0.8


class Cleared(NamedTuple):
    """How many files were deleted, and their bytes together."""

    files: int
    size: int


def find_cache_folder() -> Path:
    """Find the folder for cached files. It need not exist. Raises OSError where the user has no home."""
    from platformdirs import user_cache_path

    with suppress(RuntimeError):
        folder = user_cache_path("aligncheck")
        if folder.is_absolute():
            return folder
    raise OSError(errno.ENOENT, "there is no home folder")


def clear() -> Cleared:
    """Delete the cached files of every version, and what an interrupted write left; nothing else in the folder.

    Raises OSError where one cannot be deleted.
    """
    folder = find_cache_folder()
    sizes = []
    kinds = (f"{DICTIONARY}*", f"{ENCODER}*", f"{RESULTS}/*")
    for path in sorted(path for kind in kinds for path in folder.glob(kind)):
        sizes.append(path.lstat().st_size)
        path.unlink()
    return Cleared(len(sizes), sum(sizes))


def write(path: Path, pieces: Iterable[bytes | memoryview]) -> bool:
    """Write a cache file in one step, so that no reader sees half of it; return False where that is not allowed.

    It is not forced onto the disk: whoever reads it finds out whether it is whole.
    """
    import tempfile

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.writelines(pieces)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError:
        return False
    return True


def tag_folder() -> None:
    """Mark the folder as a cache for programs that make backups; do nothing where that is not allowed."""
    with suppress(OSError):
        tag = find_cache_folder() / TAG
        if not os.path.lexists(tag):
            write(tag, [_TAG_TEXT])


def touch(path: Path) -> None:
    """Note that a cache file was of use just now; do nothing where that is not allowed."""
    with suppress(OSError):
        os.utime(path)


def prune(folder: Path, most_files: int = MOST_FILES, most_bytes: int = MOST_BYTES) -> None:
    """Delete the files of a folder that were of no use for the longest time, where there are too many or too large."""
    with suppress(OSError), os.scandir(folder) as entries:
        files = sorted((_describe(entry) for entry in entries), reverse=True)
        if len(files) > most_files or sum(file.size for file in files) > most_bytes:
            sizes = accumulate(file.size for file in files)
            for number, (file, size) in enumerate(zip(files, sizes, strict=True), 1):
                if number > most_files * _REST or size > most_bytes * _REST:
                    with suppress(FileNotFoundError):
                        file.path.unlink()


class _File(NamedTuple):
    """When a file was of use, its bytes, and where it is."""

    time: int
    size: int
    path: Path


def _describe(entry: os.DirEntry[str]) -> _File:
    status = entry.stat(follow_symlinks=False)
    return _File(status.st_mtime_ns, status.st_size, Path(entry.path))
