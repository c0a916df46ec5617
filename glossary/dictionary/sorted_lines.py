"""What is made from the dictionary: sorted lines of a key, a tab and a value, kept in the user's cache folder.

A cache file is a line with the SHA-256 digest of all that follows, then the lines, which are plain text. A file that is
missing, cut short, changed or unreadable is built again; where none can be written, the lines are built each time.
"""

from __future__ import annotations

import contextlib
from bisect import bisect_left
from collections.abc import Callable, Iterable
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from glossary.dictionary.files import DictionaryFile
from glossary.storage import cache
from glossary.storage.reading import read_file

_PAGE = 4096  # bytes that are searched for a key
_DIGEST = 64  # bytes


class SortedLines:
    """Finds the values of a key in what `join_rows` made of sorted rows."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def find_values(self, key: str) -> list[str]:
        """Return the values of all lines of a key, in their order."""
        if not key or not key.isprintable():
            return []
        needle = f"\n{key}\t".encode()
        start, values = self._find_first(needle), []
        while self.data.startswith(needle, start):
            end = self.data.index(b"\n", start + 1)
            values.append(self.data[start + len(needle) : end].decode())
            start = end
        return values

    def _find_first(self, needle: bytes) -> int:
        """Return the offset of the first line of a key; of the end, where there is none.

        `needle` is the newline before it, the key and the tab after it.
        """
        keys, starts = self._pages
        page = bisect_left(keys, needle)
        start = self.data.find(needle, starts[max(page - 1, 0)], starts[page] + len(needle))
        return start if start >= 0 else len(self.data)

    @cached_property
    def _pages(self) -> tuple[list[bytes], list[int]]:
        """Return the first key of each page as `_find_first` takes it, and where it begins; at last where the lines
        end.
        """
        found = (self.data.rfind(b"\n", 0, end) for end in range(_PAGE, len(self.data), _PAGE))
        starts = sorted({*found, 0, len(self.data) - 1})
        return [self.data[start : self.data.find(b"\t", start) + 1] for start in starts[:-1]], starts


def join_rows(rows: Iterable[tuple[str, str]]) -> bytes:
    """Return rows, each a key with its tab and a value, as lines with a newline before the first."""
    return ("\n" + "\n".join([key + value for key, value in rows]) + "\n").encode()


def load_lines(file: DictionaryFile, kind: str, build: Callable[[], bytes]) -> bytes:
    """Return what `build` makes of a dictionary file, from the cache where that is sound; see `read_lines`."""
    lines = read_lines(file, kind)
    if lines is None:
        lines = build()
        if cached := _find_cache_file(file, kind):
            cache.write(cached, [_compute_digest(lines), lines])
    return lines


def read_lines(file: DictionaryFile, kind: str) -> bytes | None:
    """Return what is kept of a dictionary file; None where nothing sound is. `kind` is in the cache file's name."""
    cached = _find_cache_file(file, kind)
    return _read_if_sound(cached) if cached else None


def _find_cache_file(file: DictionaryFile, kind: str) -> Path | None:
    """Return the path of a cache file for a dictionary file; None where there is no cache folder."""
    with contextlib.suppress(OSError, RuntimeError):
        return cache.find_cache_folder() / f"{cache.DICTIONARY}{kind}-{file.digest[:32]}.txt"
    return None


def _compute_digest(lines: bytes) -> bytes:
    return sha256(lines).hexdigest().encode()


def _read_if_sound(path: Path) -> bytes | None:
    """Return the lines in a cache file, or None where it is missing or its digest does not fit."""
    try:
        data = read_file(path)
    except OSError:
        return None
    lines = data[_DIGEST:]
    return lines if data[:_DIGEST] == _compute_digest(lines) else None
