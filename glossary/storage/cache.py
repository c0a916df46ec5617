"""The user's cache folder, for what takes long to compute."""

import errno
from contextlib import suppress
from pathlib import Path


def find_cache_folder() -> Path:
    """Find the folder for cached files. It need not exist. Raises OSError where the user has no home."""
    from platformdirs import user_cache_path

    with suppress(RuntimeError):
        folder = user_cache_path("aligncheck")
        if folder.is_absolute():
            return folder
    raise OSError(errno.ENOENT, "there is no home folder")
