"""The frequency and part of speech of Chinese words, from jieba's dictionary (MIT).

Its tags are those of ICTCLAS: n noun, v verb, vn verbal noun, a adjective, b attributive, j abbreviation, nz name ...
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Collection
from functools import cache, lru_cache
from importlib.abc import FileLoader
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple, cast

TOTAL = 60_101_967
"""The sum of all frequencies in the dictionary, which those of single words are shares of."""


class LexiconEntry(NamedTuple):
    """A word's frequency, as a share of all words, and its tag."""

    share: float
    tag: str


def look_up_words(words: Collection[str]) -> dict[str, LexiconEntry]:
    """Return the entries of those words that the dictionary has; none where it is not installed."""
    return {word: entry for word in dict.fromkeys(words) if (entry := _look_up_word(word))}


@lru_cache(maxsize=1 << 16)
def _look_up_word(word: str) -> LexiconEntry | None:
    table, starts = _read_table()
    entry = f"{word} ".encode("utf-8", "surrogatepass")
    place = bisect_left(starts, entry, key=lambda start: table[start : start + len(entry)])
    if place == len(starts) or not table.startswith(entry, starts[place]):
        return None
    first = starts[place] + len(entry)
    count, _, tag = table[first : table.index(b"\n", first)].decode().partition(" ")
    return LexiconEntry(int(count) / TOTAL, tag.strip())


@cache
def _read_table() -> tuple[bytes, array[int]]:
    """Return the lines of the dictionary, sorted and joined, and the offset of each; about 7 MB."""
    lines = sorted((_read_dictionary().rstrip() + b"\n").splitlines(keepends=True))
    return b"".join(lines), array("I", list(accumulate(map(len, lines), initial=0))[:-1])


def _read_dictionary() -> bytes:
    """Return the bytes of the dictionary in the package jieba, which is not imported; none where it is missing."""
    from importlib.util import find_spec

    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        return b""
    try:
        return cast(FileLoader, spec.loader).get_data(str(Path(spec.origin).with_name("dict.txt")))
    except OSError:
        return b""
