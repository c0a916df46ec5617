"""The encoder's arrays, kept unpacked in the user's cache folder.

From there the first vector of a process takes 0.35 s of processor time, from the package 1.0 s.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from glossary.storage import cache
from glossary.vectors.package import check, read

if TYPE_CHECKING:
    from glossary.vectors.package import Arrays

FORMAT = 1  # raise when other arrays are kept


def load(version: str) -> Arrays:
    """Return what `encoder_package.read` gives for the installed version, from the cache where it is sound.

    The cache file is an uncompressed .npz, 83 MB; a checksum in it covers each array. One that is missing, cut short
    or changed is written anew; one that cannot be written is done without.
    """
    path = _path(version)
    arrays = _read_sound(path) if path else None
    if arrays is None:
        arrays = read()
        if path:
            _write(path, arrays)
    return arrays


def _path(version: str) -> Path | None:
    with contextlib.suppress(OSError, RuntimeError):
        return cache.cache_folder() / f"encoder-{FORMAT}-{version}.npz"
    return None


def _read_sound(path: Path) -> Arrays | None:
    import numpy as np

    try:
        with np.load(path, allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
        check(arrays)
    except Exception:  # whatever is wrong with the file, it can be written anew
        return None
    return arrays


def _write(path: Path, arrays: Arrays) -> None:
    """Write a cache file in one step; a folder that refuses is left alone."""
    import numpy as np

    kept: dict[str, Any] = dict(arrays)
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name)
        try:
            with os.fdopen(handle, "wb") as file:
                np.savez(file, **kept)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
