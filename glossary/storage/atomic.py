"""Atomic writes: a file is at every moment the old one or the whole new one."""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from glossary.storage.reading import open_without_waiting


def write_atomically(path: Path, pieces: Iterable[str]) -> None:
    """Write a text in UTF-8, so that the file is at every moment the old one or the whole new one.

    The text is written to a temporary file in the same folder, which then replaces the file. A symbolic link is kept,
    and the file it leads to is replaced. The permissions of the file are kept, its owner and hard links are not.
    Whatever fails, an exception in `pieces` included, the old file is unchanged and the temporary one is removed.

    Raises OSError, before the first piece is taken, where the path is a folder or no regular file, or may not be
    written; UnicodeEncodeError where a piece holds a lone surrogate.
    """
    write_bytes_atomically(path, (piece.encode() for piece in pieces))


def write_bytes_atomically(
    path: Path, pieces: Iterable[bytes], verify: Callable[[Path], None] = lambda temporary: None
) -> None:
    """Write bytes as `write_atomically` writes a text. Raises OSError as it does.

    `verify` is called with the path of the temporary file once all is written, and raises whatever it likes where the
    file will not do: the old one is then unchanged.
    """
    with replace_file(path) as temporary, temporary.open("wb") as file:
        file.writelines(pieces)
        file.flush()
        verify(temporary)


@contextmanager
def replace_file(path: Path) -> Iterator[Path]:
    """Give the path of an empty temporary file to be written in the block, which then replaces a file.

    Links and permissions are kept as by `write_atomically`. Where the block raises, the old file is unchanged and the
    temporary one is removed. Raises OSError as `write_atomically` does.
    """
    target = Path(os.path.realpath(path))
    mode = read_permissions(target)
    temporary = target.with_name(f"{_name_temporaries(target)}{secrets.token_hex(8)}.tmp")
    try:
        with temporary.open("xb"):
            if mode is not None:
                temporary.chmod(mode)
        yield temporary
        with temporary.open("ab") as file:
            os.fsync(file.fileno())
        temporary.replace(target)
    except BaseException as error:
        with suppress(OSError):
            temporary.unlink()
        if isinstance(error, OSError) and error.filename == str(temporary):
            error.filename = str(path)
        raise


def sync_folder(path: Path) -> None:
    """Have the disk know the name of a file that was written; on systems that cannot be asked, they do so soon."""
    with suppress(OSError):
        folder = open_without_waiting(str(Path(os.path.realpath(path)).parent), os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def sweep_temporaries(path: Path) -> None:
    """Remove the temporary files that a program which was killed while it wrote this file has left next to it.

    To be called by the holder of the file's lock alone: the temporary file of whoever is writing goes as well.
    """
    target = Path(os.path.realpath(path))
    with suppress(OSError):
        for stale in target.parent.glob(f"{_name_temporaries(target)}*.tmp"):
            stale.unlink(missing_ok=True)


def sweep_temporaries_of(folder: Path, names: Iterable[str]) -> None:
    """Remove what `sweep_temporaries` does for many files of a folder, which is listed once."""
    starts = {_name_temporaries(folder / name) for name in names}
    with suppress(OSError):
        for stale in folder.glob(".aligncheck-*.tmp"):
            if f"{stale.name.rpartition('-')[0]}-" in starts:
                stale.unlink(missing_ok=True)


def _name_temporaries(target: Path) -> str:
    """Return the beginning of the names of a file's temporary files, which no other file's have."""
    return f".aligncheck-{hashlib.sha256(os.fsencode(target.name)).hexdigest()[:16]}-"


def create(path: Path, text: str) -> None:
    """Write a new file in UTF-8. Raises FileExistsError where there is anything of that name, and OSError."""
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)


def append(path: str | os.PathLike[str], text: str) -> None:
    """Append a text in UTF-8 to a file that grows; half a character becomes a question mark. Raises OSError."""
    with open(path, "ab", opener=open_without_waiting) as file:
        file.write(text.encode(errors="replace"))


def measure(path: str | os.PathLike[str]) -> int:
    """Return how many bytes a file has; 0 where there is none. Raises OSError."""
    try:
        return Path(path).stat().st_size
    except FileNotFoundError:
        return 0


def read_permissions(path: Path) -> int | None:
    """Read the permissions of a regular file that may be written; None where there is no file.

    Raises OSError where the path is something else, or the file may not be written.
    """
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(mode):
        raise OSError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(mode):  # a device or a pipe would be replaced by a file
        raise OSError(errno.EINVAL, "Not a regular file", str(path))
    if not os.access(path, os.W_OK):
        raise OSError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    return stat.S_IMODE(mode)
