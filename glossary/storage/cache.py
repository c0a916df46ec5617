"""The user's cache folder, for what takes long to compute."""

import errno
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

DICTIONARY, ENCODER = "cc-cedict-", "encoder-"
"""What the names of cached files begin with: indexes of dictionaries, and the arrays of the encoder."""


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
    for path in sorted(path for kind in (DICTIONARY, ENCODER) for path in folder.glob(f"{kind}*")):
        sizes.append(path.lstat().st_size)
        path.unlink()
    return Cleared(len(sizes), sum(sizes))
