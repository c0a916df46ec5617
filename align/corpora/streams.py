"""The files of a corpus as streams of bytes: here or elsewhere (fsspec), plain or packed (gzip, zstd), of any size."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import TYPE_CHECKING, BinaryIO, cast

from align.errors import FileError, ReadError
from glossary.storage.reading import open_file, open_remote

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer
    from pyarrow import NativeFile

LARGEST = 1 << 62
"""Bytes of a file: any number, for it is read in pieces."""

REMOTE = "://"
"""What a URL has, and a path has not."""

_BUFFER = 1 << 18
_END = "\n"


def is_remote(path: str) -> bool:
    """Return whether a path is a URL."""
    return REMOTE in path


def is_packed(path: str) -> bool:
    """Return whether the name of a file says that it is packed."""
    return path.lower().endswith((".gz", ".zst"))


@contextmanager
def explain_faults(path: str) -> Iterator[None]:
    """Raise FileError, which names the file, for what goes wrong with it in the block."""
    try:
        yield
    except ReadError as error:
        raise FileError(path, error) from None
    except ImportError as error:
        reason = f"a URL of this kind needs another package: {str(error).partition(_END)[0]}"
        if (error.name or "").partition(".")[0] == "fsspec":
            reason = "a URL needs another package, fsspec: pip install 'aligncheck[corpus]'"
        raise FileError(path, reason) from None
    except EOFError:
        raise FileError(path, "cannot be read: it ends before its end: copy it again") from None
    except (OSError, zlib.error, ValueError) as error:
        reason = str(getattr(error, "strerror", None) or error).partition(_END)[0][:300]
        raise FileError(path, f"cannot be read: {reason}") from None


def open_raw(path: str) -> BinaryIO:
    """Open a file, to be read as it is. Raises OSError, ImportError, ValueError."""
    return open_remote(path) if is_remote(path) else open_file(path, LARGEST)


def open_unpacked(path: str) -> BinaryIO:
    """Open a file, to read what it unpacks to; its bytes are counted from there. Raises errors as `open_raw` does."""
    file = open_raw(path)
    if path.lower().endswith(".gz"):
        return cast(BinaryIO, io.BufferedReader(gzip.GzipFile(fileobj=file), _BUFFER))
    if path.lower().endswith(".zst"):
        return io.BufferedReader(_Unpacked(file), _BUFFER)
    return file


def compute_digest(path: str) -> tuple[int, str]:
    """Return how many bytes a file has, and their SHA-256. Raises errors as `open_raw` does."""
    with open_raw(path) as file:
        digest, size = sha256(), 0
        while piece := file.read(_BUFFER):
            digest.update(piece)
            size += len(piece)
        return size, digest.hexdigest()


class _Unpacked(io.RawIOBase):
    """What a file packed by zstd unpacks to; it can be read again from its start."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._stream = self._begin()

    def _begin(self) -> NativeFile:
        import pyarrow as pa

        return pa.CompressedInputStream(pa.PythonFile(self._file, "r"), "zstd")

    def readable(self) -> bool:
        """Return that it is."""
        return True

    def seekable(self) -> bool:
        """Return that it is, to its start alone."""
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go back to the start."""
        if (offset, whence) != (0, 0):
            raise io.UnsupportedOperation("seek")
        self._file.seek(0)
        self._stream = self._begin()
        return 0

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Fill a buffer."""
        view = memoryview(buffer).cast("B")
        data = self._stream.read(len(view))
        view[: len(data)] = data
        return len(data)
