"""The senses that several headwords share, which only suggestions ask for.

A few are searched for in the dictionary's lines, each for some milliseconds. Where more are asked for, all are put
together, which takes longer than all these searches, and kept in the user's cache folder.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property, partial
from itertools import chain

from glossary.dictionary.files import DictionaryFile
from glossary.dictionary.sorted_lines import SortedLines, join_rows, load_lines, read_lines
from glossary.lang.function_words import ARTICLES
from glossary.pack.patterns import compile_late

FORMAT = 2  # raise when the layout changes
_KIND = f"senses-{FORMAT}"
_SEARCHES = 30  # in one process, before all shared senses are put together
_MOST_WORDS = 40  # headwords that share a sense; one that more words share says little
_KELVIN = "\u212a".encode()  # the one character outside ASCII that becomes a letter of ASCII in lower case
_ASIDE = compile_late(r" \([^/\n]*")
_PARTICLE = compile_late(rf"/(?:{'|'.join(sorted(ARTICLES | {'to'}))}) (?=[^/\n])")


class SharedSenses:
    """Finds the headwords that share a sense, in the lines of an index; what is made of them is kept for their file."""

    def __init__(self, lines: bytes, file: DictionaryFile | None = None) -> None:
        self._text, self._file, self._searches = lines, file, 0
        self._lines: SortedLines | None = None

    def find_headwords(self, sense: str) -> tuple[str, ...]:
        """Return the headwords that share a sense in lower case, sorted; none where fewer than 2 or over 40 do."""
        if not sense or not sense.isprintable():
            return ()
        if self._lines is None and self._file and (kept := read_lines(self._file, _KIND)) is not None:
            self._lines = SortedLines(kept)
        if self._lines is None and self._may_search and sense.isascii() and self._searches < _SEARCHES:
            self._searches += 1
            return self._search(sense)
        self._lines = self._lines or self._load()
        return tuple(word for line in self._lines.find_values(sense) for word in line.split(" "))

    def _load(self) -> SortedLines:
        build = partial(build_shared_senses, self._text)
        return SortedLines(load_lines(self._file, _KIND, build) if self._file else build())

    def _search(self, sense: str) -> tuple[str, ...]:
        rows = (self._text[start:end].decode() for start, end in self._find_rows(sense.encode()))
        words = {head for head, senses in list_entries(rows) if sense in senses}
        return tuple(sorted(words)) if 1 < len(words) <= _MOST_WORDS else ()

    def _find_rows(self, sense: bytes) -> Iterator[tuple[int, int]]:
        """Yield where the lines begin and end in which a sense may be: all in which it does are among them."""
        text, end = self._lowered, 0
        while (place := text.find(sense, end)) >= 0:
            end = place + len(sense)
            if text[place - 1] in b"/ " and text[end] in b"/; ":
                start, end = text.rfind(b"\n", 0, place) + 1, text.index(b"\n", place)
                yield start, end
            else:
                end = place + 1

    @cached_property
    def _lowered(self) -> bytes:
        return self._text.lower()

    @cached_property
    def _may_search(self) -> bool:
        return _KELVIN not in self._text


def build_shared_senses(lines: bytes) -> bytes:
    """Return sorted lines "sense TAB headwords" for each sense that 2 to 40 headwords share, which are sorted, too."""
    entries = list_entries(lines.decode().split("\n")[1:-1])
    counts = Counter(chain.from_iterable(senses for _, senses in entries))
    repeated, shared = {sense for sense, count in counts.items() if count > 1 and sense}, dict[str, set[str]]()
    for headword, senses in entries:
        for sense in repeated.intersection(senses):
            shared.setdefault(sense, set()).add(headword)
    few = {sense: words for sense, words in shared.items() if 1 < len(words) <= _MOST_WORDS}
    return join_rows(sorted((f"{sense}\t", " ".join(sorted(words))) for sense, words in few.items()))


def list_entries(rows: Iterable[str]) -> list[tuple[str, list[str]]]:
    """Return the headword of each line, and its senses as they are compared."""
    entries = [(row.split(" ", 2)[1], row.partition(" [")[2]) for row in rows]
    return list(zip((head for head, _ in entries), list_plain_senses(rest for _, rest in entries), strict=False))


def list_plain_senses(rests: Iterable[str]) -> list[list[str]]:
    """Return the senses in the rest of each line, in lower case, without "to", articles and parentheses."""
    text = "\n".join([rest.partition("] ")[2] for rest in rests]).lower().replace("; ", "/")
    return [line.split("/") for line in _PARTICLE.sub("/", _ASIDE.sub("", text))[1:-1].split("/\n/")]
