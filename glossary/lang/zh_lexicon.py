"""What jieba's dictionary says of Chinese words: how frequent they are in general, and their part of speech.

Its tags are those of ICTCLAS: n noun, v verb, vn verbal noun, a adjective, b attributive, j abbreviation, nz name ...
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import NamedTuple

TOTAL = 60_101_967
"""The sum of all frequencies in the dictionary, which those of single words are shares of."""


class Known(NamedTuple):
    """A word's frequency, as a share of all words, and its tag."""

    share: float
    tag: str


def known(words: Collection[str]) -> dict[str, Known]:
    """Return those of some words that the dictionary has; none where it is not installed."""
    lines, found = _lines(), dict[str, Known]()
    for word in words:
        entry = f"{word} ".encode("utf-8", "surrogatepass")
        place = bisect_left(lines, entry)
        if place < len(lines) and lines[place].startswith(entry):
            count, _, tag = lines[place][len(entry) :].decode().partition(" ")
            found[word] = Known(int(count) / TOTAL, tag.strip())
    return found


@cache
def _lines() -> list[bytes]:
    """The lines of the dictionary in order; about 25 MB."""
    path = _path()
    return sorted(path.read_bytes().splitlines()) if path else []


def _path() -> Path | None:
    from importlib.util import find_spec

    spec = find_spec("jieba")
    folders = spec.submodule_search_locations if spec else None
    paths = [Path(folder, "dict.txt") for folder in folders or ()]
    return next((path for path in paths if path.is_file()), None)
