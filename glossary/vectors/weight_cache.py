"""The encoder's arrays, kept unpacked in the user's cache folder."""

from __future__ import annotations

import contextlib
import os
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from glossary.storage import cache
from glossary.storage.build import digest_build
from glossary.storage.reading import open_file
from glossary.vectors.embeddings import Embeddings, Part
from glossary.vectors.encoder_package import check_arrays, list_embeddings, read_arrays
from glossary.vectors.sum_store import SumStore
from glossary.vectors.word_store import WordStore

if TYPE_CHECKING:
    from glossary.vectors.encoder_package import Arrays

FORMAT = 6  # raise when other arrays are kept


def load_arrays(version: str) -> Arrays:
    """Return what `encoder_package.read_arrays` gives for the installed version, from the cache where that is sound.

    The cache file is an uncompressed .npz, 19 MB; a checksum in it covers each array. A file that is missing, cut short
    or changed is written again; where none can be written, the package is read each time.
    """
    path = _find_cache_file(version)
    arrays = _read_if_sound(path) if path else None
    if arrays is None:
        arrays = read_arrays()
        if path:
            _write(path, arrays)
    return arrays


def load_embeddings(version: str) -> Embeddings:
    """Return the embeddings of the installed version, of which nothing is read before it is asked for."""
    parts = enumerate(list_embeddings())
    return Embeddings([Part(rows, _find_cache_file(version, f"-{number:02}.rows")) for number, rows in parts])


def open_stores(version: str, kernels: str) -> tuple[WordStore, SumStore]:
    """Return the stores of words and of other texts, as the installed version, this code and such kernels compute them.

    Where the environment says that no cache is to be used, they keep nothing.
    """
    if os.environ.get("ALIGNCHECK_NO_CACHE", "0") not in ("", "0"):
        return WordStore(None), SumStore(None)
    basis = f"{kernels} {digest_build('glossary/vectors')}"
    return (
        WordStore(_find_cache_file(version, ".words"), basis),
        SumStore(_find_cache_file(version, ".sums"), basis),
    )


def _find_cache_file(version: str, ending: str = ".npz") -> Path | None:
    with contextlib.suppress(OSError, RuntimeError):
        return cache.find_cache_folder() / f"{cache.ENCODER}{FORMAT}-{version}{ending}"
    return None


def _read_if_sound(path: Path) -> Arrays | None:
    import numpy as np

    try:
        with open_file(path) as stream, np.load(stream, allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
        check_arrays(arrays)
    except Exception:  # whatever is wrong with the file, it can be written again
        return None
    return arrays


def _write(path: Path, arrays: Arrays) -> None:
    """Write a cache file in one step; do nothing where that is not allowed."""
    import numpy as np

    kept: dict[str, Any] = dict(arrays)
    file = BytesIO()
    np.savez(file, **kept)
    cache.write(path, [file.getbuffer()])
