"""CC-CEDICT: a dictionary from Chinese to English.

Every homograph is kept. Source: CC-CEDICT (https://cc-cedict.org, CC BY-SA 4.0), whose lines read
"Traditional Simplified [pin1 yin1] /sense/sense/".
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache

from glossary.dictionary.files import DictionaryFile, cache_by_dictionary, find_dictionary_file, name_dictionary
from glossary.dictionary.index import Index, load_index
from glossary.dictionary.shared_senses import SharedSenses

_KEPT = 4096
"""Words whose entries are kept: one caller after another asks for those of a text."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of CC-CEDICT: a headword in both scripts, its numbered pinyin and its senses as written."""

    traditional: str
    simplified: str
    pinyin: str
    senses: tuple[str, ...]

    @property
    def is_proper(self) -> bool:
        """Return whether the headword is a name: its pinyin starts with a capital letter."""
        return self.pinyin[:1].isupper()


class Dictionary:
    """Looks words up in CC-CEDICT, by simplified and by traditional form.

    `index` is what `glossary.dictionary.index.build_index` returns; what is made of it is kept for `file`.
    """

    def __init__(self, index: bytes, file: DictionaryFile | None = None) -> None:
        self.index = Index(index)
        self._senses = SharedSenses(self.index.lines, file)
        self._look_up_once = lru_cache(maxsize=_KEPT)(self._look_up)

    def look_up(self, word: str) -> tuple[Entry, ...]:
        """Return every entry of `word`, homographs in the order of the file; empty where there is none.

        Entries that have it as their traditional form alone come last, in the order of their simplified forms.
        """
        return self._look_up_once(word)

    def _look_up(self, word: str) -> tuple[Entry, ...]:
        entries = map(_parse_line, self.index.find_lines(word))
        found = [entry for entry in entries if word in (entry.simplified, entry.traditional)]
        return tuple(sorted(found, key=lambda entry: entry.simplified if entry.simplified != word else ""))

    def simplify(self, word: str) -> str:
        """Return the simplified form of a word of the dictionary; any other is returned as it is."""
        entries = self.look_up(word)
        return entries[0].simplified if entries else word

    def find_headwords(self, gloss: str) -> tuple[str, ...]:
        """Return the words that share a sense, "to" and articles apart, sorted."""
        return self._senses.find_headwords(gloss.lower())

    def __contains__(self, word: str) -> bool:
        return bool(self.look_up(word))


def _parse_line(line: str) -> Entry:
    """Make an entry of its line."""
    traditional, simplified, rest = line.split(" ", 2)
    pinyin, _, senses = rest[1:].partition("] /")
    return Entry(traditional, simplified, pinyin, tuple(filter(None, senses.split("/"))))


@cache_by_dictionary(4)
def load_dictionary() -> Dictionary:
    """Load the dictionary that counts here, read once a process. Raises DictionaryNotFoundError, DictionaryError."""
    file = find_dictionary_file()
    return Dictionary(load_index(file), file)


@contextmanager
def use_dictionary(path: str) -> Iterator[None]:
    """Read the dictionary in this file within the block; empty: that of an installed package.

    Raises DictionaryError where the file is not CC-CEDICT.
    """
    with name_dictionary(path):
        if path:
            load_dictionary()
        yield
