"""The frequency and part of speech of Chinese words, from jieba's dictionary (MIT).

Its tags are those of ICTCLAS: n noun, v verb, vn verbal noun, a adjective, b attributive, j abbreviation, nz name ...
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection
from functools import cache, lru_cache
from importlib.abc import FileLoader
from pathlib import Path
from typing import NamedTuple, cast

_PAGE = 4096  # bytes that are searched for a word
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
    table, pages = _read_table()
    entry = f"\n{word} ".encode("utf-8", "surrogatepass")
    page = bisect_left(pages, entry, hi=len(pages) - 1, key=lambda start: table[start : start + len(entry)])
    start = table.find(entry, pages[max(page - 1, 0)], pages[page] + len(entry))
    if start < 0:
        return None
    first = start + len(entry)
    count, _, tag = table[first : table.index(b"\n", first)].decode().partition(" ")
    return LexiconEntry(int(count) / TOTAL, tag.strip())


@cache
def _read_table() -> tuple[bytes, list[int]]:
    """Return the lines of the dictionary, sorted, each with a newline before it, and where some 4 kB of them begin.

    The last offset is that of the newline behind them all.
    """
    table = b"\n".join([b"", *sorted(_read_dictionary().splitlines()), b""])
    starts = (table.rfind(b"\n", 0, end) for end in range(_PAGE, len(table), _PAGE))
    return table, sorted({*starts, 0, len(table) - 1})


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
