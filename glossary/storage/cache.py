"""The user's cache folder: what can be computed anew and is kept because that takes long."""

from pathlib import Path


def cache_folder() -> Path:
    """Return the folder for cached files; it need not exist."""
    from platformdirs import user_cache_path

    return user_cache_path("aligncheck")
