"""The one place where files are opened to be read: regular files only, and never more of them than a limit.

A pipe would wait for ever, a device need not end, and a file may have any size; whoever names one gets an OSError.
"""

from __future__ import annotations

import errno
import glob
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from io import BufferedReader, FileIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

LARGEST = 200_000_000
"""Bytes above which a text or a glossary is not read."""

LARGEST_SETTINGS = 1_000_000
"""Bytes above which a file of settings is not read."""

_PIECE = 1 << 16
_GZIP = b"\x1f\x8b"
_KINDS = {stat.S_IFIFO: "a pipe", stat.S_IFCHR: "a device", stat.S_IFBLK: "a device", stat.S_IFSOCK: "a socket"}


class _Bounded(FileIO):
    """A regular file; reading beyond the limit raises OSError."""

    def __init__(self, path: str | os.PathLike[str], most: int) -> None:
        super().__init__(path, opener=open_without_waiting)
        self._most = most
        try:
            status = os.fstat(self.fileno())
            kind = stat.S_IFMT(status.st_mode)
            if kind != stat.S_IFREG:
                reason = f"{_KINDS.get(kind, 'no file')}, not a regular file"
                raise OSError(errno.EINVAL, reason, os.fspath(path))
            self._size = status.st_size
            self._check(self._size)
        except BaseException:
            self.close()
            raise

    def _check(self, size: int) -> None:
        if size > self._most:
            raise OSError(errno.EFBIG, describe_limit(self._most), os.fspath(self.name))

    def readinto(self, buffer: WriteableBuffer) -> int | None:
        """Fill the buffer from the file; None where that would have to be waited for."""
        count = super().readinto(buffer)
        self._check(self.tell())
        return count

    def readall(self) -> bytes:
        """Return all that is left."""
        pieces: list[bytes] = []
        while piece := self.read(max(self._size - self.tell(), 0) + _PIECE):
            pieces.append(piece)
            self._check(self.tell())
        if piece is None:
            raise OSError(errno.EAGAIN, "not ready to be read", os.fspath(self.name))
        return b"".join(pieces)


def open_file(path: str | os.PathLike[str], most: int = LARGEST) -> BufferedReader:
    """Open a file to read its bytes, of which there may be `most`.

    Raises OSError where it is no regular file (a folder, a pipe, a device), cannot be read, or is larger; the last also
    while it is read, for some files do not know their size.
    """
    return BufferedReader(_Bounded(path, most), _PIECE)


def read_file(path: str | os.PathLike[str], most: int = LARGEST) -> bytes:
    """Return the bytes of a file. Raises OSError as `open_file` does."""
    with _Bounded(path, most) as file:
        return file.readall()


def read_stream(stream: BinaryIO, most: int = LARGEST) -> bytes:
    """Return the bytes of a stream that is open, such as standard input. Raises OSError where there are more than
    `most`.
    """
    pieces: list[bytes] = []
    size = 0
    while piece := stream.read(_PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > most:
            raise OSError(errno.EFBIG, describe_limit(most))
    return b"".join(pieces)


def read_unpacked(path: str | os.PathLike[str], most: int = LARGEST) -> bytes:
    """Return the bytes of a file, unpacked where gzip packed it. Raises OSError, as `open_file` does, zlib.error,
    EOFError.
    """
    with open_unpacked(path, most) as file:
        return read_stream(file, most)


@contextmanager
def open_unpacked(path: str | os.PathLike[str], most: int = LARGEST) -> Iterator[BinaryIO]:
    """Open a file, as `open_file` does, to read what it unpacks to where gzip packed it."""
    import gzip

    with open_file(path, most) as file:
        yield cast(BinaryIO, gzip.GzipFile(fileobj=file)) if file.peek(2).startswith(_GZIP) else file


def open_remote(url: str) -> BinaryIO:
    """Open a file of any size by its URL, by the package fsspec. Raises ImportError, OSError, ValueError."""
    from fsspec.core import url_to_fs

    system, path = url_to_fs(url)
    return cast(BinaryIO, system.open(path, "rb"))


def list_remote(url: str) -> list[str]:
    """Return the URLs of the files that a pattern matches, or that are in a folder. Raises as `open_remote` does."""
    from fsspec.core import url_to_fs

    system, path = url_to_fs(url)
    found = system.glob(path) if glob.has_magic(path) else system.find(path)
    return [system.unstrip_protocol(one) for one in found]


def read_resource(package: str, name: str) -> str:
    """Return a text in UTF-8 from the data of a package."""
    return read_file(Path(import_module(package).__path__[0], "data", name)).decode("utf-8")


def is_folder(path: str | os.PathLike[str]) -> bool:
    """Return whether a path leads to a folder; not where that is not known."""
    return os.path.isdir(path)  # noqa: PTH112 - `Path.is_dir` raises where a folder may not be entered


def is_file(path: str | os.PathLike[str]) -> bool:
    """Return whether a path leads to a regular file; not where that is not known."""
    return os.path.isfile(path)  # noqa: PTH113 - as above


def is_there(path: str | os.PathLike[str]) -> bool:
    """Return whether a path leads to anything; not where that is not known."""
    return os.path.exists(path)  # noqa: PTH110 - as above


def can_be_path(path: str) -> bool:
    """Return whether the system can be asked about a path: it holds no NUL character, and no half of one."""
    try:
        return b"\0" not in os.fsencode(path)
    except UnicodeError:
        return False


def describe_limit(most: int) -> str:
    """Return what is wrong with a file of more than `most` bytes, and what to do."""
    return f"larger than {most // 1_000_000} MB: split it"


def open_without_waiting(path: str, flags: int) -> int:
    """Open a file, as an opener for `open`; a pipe that would have to be waited for is not waited for."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0))
