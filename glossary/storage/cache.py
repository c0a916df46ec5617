"""The user's cache folder, for what takes long to compute."""

from pathlib import Path


def find_cache_folder() -> Path:
    """Find the folder for cached files. It need not exist."""
    from platformdirs import user_cache_path

    return user_cache_path("aligncheck")
