"""A file is at every moment the old one or the whole new one."""

from __future__ import annotations

import errno
import os
import secrets
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path


def write_atomically(path: Path, pieces: Iterable[str]) -> None:
    """Write a text, UTF-8 with LF, so that the file is at every moment the old one or the whole new one.

    The text goes to a temporary file in the same folder, which then takes the place of the file. A symbolic link
    stays, and the file it leads to is replaced; the file's permissions stay, its owner and hard links do not.
    Whatever fails, a piece that cannot be made included, the old file is untouched and the temporary one is gone.

    Raises OSError (of the subclass that fits) before the first piece is asked for where the path is a folder, no
    regular file, or may not be written; UnicodeEncodeError where a piece holds a lone surrogate.
    """
    write_bytes_atomically(path, (piece.encode() for piece in pieces))


def write_bytes_atomically(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file as `write_atomically` does, with what it raises, from bytes."""
    target = Path(os.path.realpath(path))
    mode = permissions(target)
    temporary = target.with_name(f".aligncheck-{secrets.token_hex(8)}.tmp")
    try:
        with temporary.open("xb") as file:
            if mode is not None:
                temporary.chmod(mode)
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    except BaseException as error:
        with suppress(OSError):
            temporary.unlink()
        if isinstance(error, OSError) and error.filename == str(temporary):
            error.filename = str(path)
        raise


def permissions(path: Path) -> int | None:
    """The permissions of a regular file that may be written; None where there is no file yet.

    Raises OSError (of the subclass that fits) where there is something else, or the file may not be written.
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
