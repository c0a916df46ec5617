"""CC-CEDICT: a dictionary from Chinese to English.

Every homograph is kept. Source: CC-CEDICT (https://cc-cedict.org, CC BY-SA 4.0), whose lines read
"Traditional Simplified [pin1 yin1] /sense/sense/".
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

from glossary.dictionary.files import cache_by_dictionary, find_dictionary_file, name_dictionary
from glossary.dictionary.index import SENSE

_PAGE = 4096  # bytes of the index that are searched for a word


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of CC-CEDICT: a headword in both scripts, its numbered pinyin and its senses as written."""

    traditional: str
    simplified: str
    pinyin: str
    senses: tuple[str, ...]

    @property
    def is_proper(self) -> bool:
        """Whether the headword is a name: its pinyin starts with a capital letter."""
        return self.pinyin[:1].isupper()


class Dictionary:
    """Looks words up in CC-CEDICT, by simplified and by traditional form.

    `index` is what `glossary.dictionary.index.build_index` returns.
    """

    def __init__(self, index: bytes) -> None:
        self.index = index

    def look_up(self, word: str) -> tuple[Entry, ...]:
        """Return every entry of `word`, homographs in the order of the file; empty where there is none."""
        entries: list[Entry] = []
        for row in self._find_rows(word):
            if " [" in row:
                entries.append(_parse_row(word, row))
            else:
                entries += [_parse_row(row, other) for other in self._find_rows(row) if " [" in other]
        return tuple(entry for entry in entries if word in (entry.simplified, entry.traditional))

    def simplify(self, word: str) -> str:
        """Return the simplified form of a word of the dictionary; any other is returned as it is."""
        entries = self.look_up(word)
        return entries[0].simplified if entries else word

    def find_headwords(self, gloss: str) -> tuple[str, ...]:
        """Return the words that share a sense, "to" and articles apart, in the order of the file; see `build_index`."""
        return tuple(word for line in self._find_rows(SENSE + gloss.lower()) for word in line.split(" "))

    def _find_rows(self, word: str) -> list[str]:
        """Return what the index has under `word`: dictionary lines, or the simplified forms of a traditional form."""
        if not word or not word.isprintable():
            return []
        needle = f"\n{word}\t".encode()
        start, lines = self._find_first(needle), []
        while self.index.startswith(needle, start):
            end = self.index.index(b"\n", start + 1)
            lines.append(self.index[start + len(needle) : end].decode())
            start = end
        return lines

    def _find_first(self, needle: bytes) -> int:
        """Return the offset of the first line of a word; of the end, where the index lacks it.

        `needle` is the newline before it, the word and the tab behind it.
        """
        keys, starts = self._pages
        page = bisect_left(keys, needle)
        start = self.index.find(needle, starts[max(page - 1, 0)], starts[page] + len(needle))
        return start if start >= 0 else len(self.index)

    @cached_property
    def _pages(self) -> tuple[list[bytes], list[int]]:
        """The first word of each page as `_find_first` takes it, and where it begins; at last where the index ends."""
        found = (self.index.rfind(b"\n", 0, end) for end in range(_PAGE, len(self.index), _PAGE))
        starts = sorted({*found, 0, len(self.index) - 1})
        return [self.index[start : self.index.find(b"\t", start) + 1] for start in starts[:-1]], starts

    def __contains__(self, word: str) -> bool:
        return bool(self.look_up(word))


def _parse_row(simplified: str, row: str) -> Entry:
    """Make an entry of what the index has under a simplified form."""
    traditional, _, rest = row.partition(" [")
    pinyin, _, senses = rest.partition("] /")
    return Entry(traditional or simplified, simplified, pinyin, tuple(filter(None, senses.split("/"))))


@cache_by_dictionary(4)
def load_dictionary() -> Dictionary:
    """Load the dictionary that counts here, read once a process. Raises DictionaryNotFoundError, DictionaryError."""
    from glossary.dictionary.index import load_index

    return Dictionary(load_index(find_dictionary_file()))


@contextmanager
def use_dictionary(path: str) -> Iterator[None]:
    """Read the dictionary in this file within the block; empty: that of an installed package.

    Raises DictionaryError where the file is not CC-CEDICT.
    """
    with name_dictionary(path):
        if path:
            load_dictionary()
        yield
