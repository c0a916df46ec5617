"""Files that a person names: their bytes, and what is said where one will not do."""

from hashlib import file_digest
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO

from align.errors import FileError, ReadError, describe_unreadable
from glossary.storage import reading


def read_bytes(path: str) -> bytes:
    """Return the bytes of a file. Raises ReadError where it cannot be read, is no regular file, or is too large."""
    try:
        return reading.read_file(path)
    except (OSError, ValueError) as error:  # a path with a NUL character is a ValueError
        raise ReadError(describe_unreadable(error)) from None


def open_bytes(path: str) -> BufferedReader:
    """Open a file to read its bytes. Raises ReadError as `read_bytes` does, where that is known by now."""
    try:
        return reading.open_file(path)
    except (OSError, ValueError) as error:
        raise ReadError(describe_unreadable(error)) from None


def compute_digest(path: str) -> str:
    """Return the SHA-256 of the bytes of a file. Raises ReadError as `read_bytes` does."""
    with open_bytes(path) as file:
        try:
            return file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise ReadError(describe_unreadable(error)) from None


def read_stream(stream: BinaryIO) -> bytes:
    """Return the bytes of standard input. Raises FileError where they cannot be read, or are too many."""
    try:
        return reading.read_stream(stream)
    except OSError as error:
        raise FileError("stdin", f"cannot be read: {explain(error)}") from None


def explain(error: Exception) -> str:
    """Return what is wrong with a path, without the path."""
    return str(getattr(error, "strerror", None) or error)


def same_file(path: str, other: str) -> bool:
    """Return whether two paths lead to one file or folder, by whatever links; not where either does not exist."""
    try:
        return Path(path).samefile(other)
    except (OSError, ValueError):
        return False
