"""Files that a person names: their bytes, the part of a path that he chose, and what is said where one will not do."""

from collections.abc import Iterable
from pathlib import Path

from align.readers import ReadError

_LARGEST = 200_000_000
"""The size, in bytes, above which a file is not read."""


class FileError(Exception):
    """A file that will not do; the message is one line that names it and says why."""

    def __init__(self, path: str, reason: object) -> None:
        super().__init__(f"{path}: {reason}")


def read_bytes(path: str) -> bytes:
    """The bytes of a file. Raises ReadError where it cannot be read, or is too large."""
    file = Path(path)
    try:
        if file.stat().st_size > _LARGEST:
            raise ReadError(f"larger than {_LARGEST // 1_000_000} MB: split it")
        return file.read_bytes()
    except OSError as error:
        raise ReadError(f"cannot be read: {error.strerror or error}") from None


def named(path: str, given: Iterable[str]) -> str:
    """The part of a path in which a person may have named a language: not the folders above an absolute one."""
    if not Path(path).is_absolute():
        return path
    roots = (Path(root).parent if Path(root).is_dir() else Path(root).parent.parent for root in given)
    return next((str(Path(path).relative_to(root)) for root in roots if Path(path).is_relative_to(root)), path)


def same_file(path: str, other: str) -> bool:
    """Whether two paths lead to one file or folder, by whatever links; not where either does not exist."""
    try:
        return Path(path).samefile(other)
    except OSError:
        return False
