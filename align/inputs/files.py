"""Files that a person names: their bytes, and what is said where one will not do."""

from pathlib import Path
from typing import BinaryIO

from align.errors import FileError, ReadError

_LARGEST = 200_000_000
"""The size, in bytes, above which a file is not read."""


def read_bytes(path: str) -> bytes:
    """The bytes of a file. Raises ReadError where it cannot be read, or is too large."""
    file = Path(path)
    try:
        if file.stat().st_size > _LARGEST:
            raise ReadError(f"larger than {_LARGEST // 1_000_000} MB: split it")
        return file.read_bytes()
    except OSError as error:
        raise ReadError(f"cannot be read: {error.strerror or error}") from None


def read_stream(stream: BinaryIO) -> bytes:
    """The bytes of a stream. Raises FileError where there are too many."""
    data = stream.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise FileError("stdin", f"larger than {_LARGEST // 1_000_000} MB: split it")
    return data


def same_file(path: str, other: str) -> bool:
    """Whether two paths lead to one file or folder, by whatever links; not where either does not exist."""
    try:
        return Path(path).samefile(other)
    except OSError:
        return False
