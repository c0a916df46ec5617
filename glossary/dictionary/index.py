"""The index of the dictionary: its lines, and which of them have a word; kept in the user's cache folder.

A word is found by a key of eight bytes, which is made of its beginning and end. Other words may have the same key.
"""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from glossary.dictionary.files import DictionaryError, DictionaryFile
from glossary.dictionary.sorted_lines import load_lines
from glossary.errors import LineError
from glossary.pack.patterns import compile_late

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FORMAT = 5  # raise when the layout of the index changes
_KIND = f"{FORMAT}-{sys.byteorder}"
_ENTRIES = compile_late(r"(?:\S++ \S++ \[[^\[\]\t\r\n]*+\] /[^\t\r\n]+/\r?\n)++")
_OTHER_LINE = compile_late(r"(?:#[^\n]*|[^\S\n]*)\n")
_EIGHT = 8  # bytes of a key, of the beginning and the end of a word that it is made of, and of the number of words
_PLACE = 4  # bytes of a place
_FACTORS = 0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F  # odd numbers, which mix the beginning and the end


class Index:
    """Finds the lines that have a word in what `build_index` gives; in `lines` each has a newline on either side."""

    def __init__(self, data: bytes) -> None:
        count = int.from_bytes(data[-_EIGHT:], sys.byteorder)
        places = len(data) - _EIGHT - _PLACE * count
        keys = places - _EIGHT * count
        self.lines = data[:keys]
        self._keys = memoryview(data)[keys:places].cast("Q")
        self._places = memoryview(data)[places:-_EIGHT].cast("I")

    def find_lines(self, word: str) -> Iterator[str]:
        """Yield the lines of entries that have a word in either script, in the order of the file; and maybe others."""
        if not word or not word.isprintable():
            return
        key = _make_key(word.encode())
        first = last = bisect_left(self._keys, key)
        while last < len(self._keys) and self._keys[last] == key:
            last += 1
        for place in sorted(self._places[first:last]):
            yield self.lines[place + 1 : self.lines.index(b"\n", place + 1)].decode()


def build_index(text: str) -> bytes:
    """Return the index of a CC-CEDICT text: its entries, then sorted keys and the place of the line of each.

    Raises LineError for a line that is not CC-CEDICT, and where there is none that is.
    """
    import numpy as np

    lines = f"\n{''.join(_list_entries(text))}".encode().translate(None, b"\r")
    breaks = np.flatnonzero(np.frombuffer(lines, dtype=np.uint8) == ord("\n"))
    blanks = np.flatnonzero(np.frombuffer(lines, dtype=np.uint8) == ord(" "))
    first = np.searchsorted(blanks, breaks[:-1])  # of each line
    traditional = _make_keys(lines, breaks[:-1] + 1, blanks[first])
    simplified = _make_keys(lines, blanks[first] + 1, blanks[first + 1])
    others = np.flatnonzero(traditional != simplified)
    keys = np.concatenate([simplified, traditional[others]])
    places = np.concatenate([breaks[:-1], breaks[others]]).astype(np.uint32)
    order = np.argsort(keys, kind="stable")
    count = len(order).to_bytes(_EIGHT, sys.byteorder)
    return b"".join([lines, keys[order].tobytes(), places[order].tobytes(), count])


def _list_entries(text: str) -> Iterator[str]:
    """Yield the entries of a text, many at once. Raises LineError as `build_index` does."""
    whole, place, found = text if text.endswith("\n") else f"{text}\n", 0, False
    while place < len(whole):
        if entries := _ENTRIES.match(whole, place):
            place, found = entries.end(), True
            yield entries[0]
        elif other := _OTHER_LINE.match(whole, place):
            place = other.end()
        else:
            number = text.count("\n", 0, place) + 1
            raise LineError("is not an entry of CC-CEDICT, such as “樣本 样本 [yang4 ben3] /sample/”", number)
    if not found:
        raise LineError("there is no entry of CC-CEDICT up to here", text.count("\n") + 1)


def _make_keys(lines: bytes, starts: NDArray[np.intp], ends: NDArray[np.intp]) -> NDArray[np.uint64]:
    """Return the keys of the words between these places."""
    import numpy as np

    eights = np.ndarray((len(lines) + _EIGHT,), "<u8", bytes(_EIGHT) + lines + bytes(_EIGHT), 0, (1,))
    surplus = (8 * np.maximum(_EIGHT - (ends - starts), 0)).astype(np.uint64)  # bits
    head = eights[starts + _EIGHT].astype(np.uint64) << surplus >> surplus
    tail = eights[ends].astype(np.uint64) >> surplus
    keys: NDArray[np.uint64] = head * np.uint64(_FACTORS[0]) + tail * np.uint64(_FACTORS[1])
    return keys


def _make_key(word: bytes) -> int:
    head, tail = int.from_bytes(word[:_EIGHT], "little"), int.from_bytes(word[-_EIGHT:], "little")
    return (head * _FACTORS[0] + tail * _FACTORS[1]) % (1 << 8 * _EIGHT)


def load_index(file: DictionaryFile) -> bytes:
    """Return the index of a dictionary file, from the cache where that is sound. Raises DictionaryError."""
    return load_lines(file, _KIND, partial(_build, file))


def _build(file: DictionaryFile) -> bytes:
    try:
        return build_index(file.read())
    except LineError as error:
        raise DictionaryError(file.path, str(error)) from None
