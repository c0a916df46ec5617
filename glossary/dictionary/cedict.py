"""CC-CEDICT: a dictionary from Chinese to English.

Every homograph is kept. Source: CC-CEDICT (https://cc-cedict.org, CC BY-SA 4.0), whose lines read
"Traditional Simplified [pin1 yin1] /sense/sense/".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, partial

from glossary.dictionary.files import cache_by_dictionary, find_dictionary_file, name_dictionary
from glossary.dictionary.sorted_lines import SortedLines


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

    `index` is what `glossary.dictionary.index.build_index` returns; `load_senses` is called when the first shared sense
    is asked for, and returns what `glossary.dictionary.shared_senses.build_shared_senses` does.
    """

    def __init__(self, index: bytes, load_senses: Callable[[], bytes] = bytes) -> None:
        self.index, self._load_senses = index, load_senses
        self._find_rows = SortedLines(index).find_values

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
        """Return the words that share a sense, "to" and articles apart, in the order of the file."""
        return tuple(word for line in self._senses.find_values(gloss.lower()) for word in line.split(" "))

    @cached_property
    def _senses(self) -> SortedLines:
        return SortedLines(self._load_senses())

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
    from glossary.dictionary.shared_senses import load_shared_senses

    file = find_dictionary_file()
    return Dictionary(load_index(file), partial(load_shared_senses, file))


@contextmanager
def use_dictionary(path: str) -> Iterator[None]:
    """Read the dictionary in this file within the block; empty: that of an installed package.

    Raises DictionaryError where the file is not CC-CEDICT.
    """
    with name_dictionary(path):
        if path:
            load_dictionary()
        yield
