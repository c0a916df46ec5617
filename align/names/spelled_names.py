"""Words of an English text that may spell a Chinese name: a surname next to a given name, in either order."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from align.lang.pinyin import is_pinyin
from align.model import Span
from align.names.spellings import fold_spelling
from glossary.pack.patterns import compile_late

_WORD = compile_late(r"[A-Z](?<![^\W_].)(?<![@#./-].)[^\W\d_]+(?:[-'’](?!s\b)[^\W\d_]+)*(?![\w@-]|[./]\w)")
_INNER_CAPITAL = compile_late("[a-z][A-Z]")
_LONGEST_SYLLABLE = 6
_MOST_WORDS = 4
"""How many words the longest name has: a surname and a given name of two syllables each."""

Row = Sequence[re.Match[str]]
"""Capitalised words that follow each other with one space between them."""


@dataclass(frozen=True, slots=True)
class SpelledName:
    """Capitalised words that may be a name: its surname, the words of its given name, and their place."""

    surname: str
    given: tuple[str, ...]
    surname_first: bool
    span: Span

    @property
    def given_letters(self) -> str:
        """Return the words of the given name joined, as `fold_spelling` gives them."""
        return fold_spelling("".join(self.given))

    def respell(self, surname: str, syllables: tuple[str, ...]) -> str:
        """Return another name the way this one is written: its order, spaces, hyphens and capitals."""
        family = surname.upper() if self.surname.isupper() else surname.capitalize()
        if len(self.given) == len(syllables):
            given = " ".join(map(str.capitalize, syllables))
        elif "-" in self.given[0] and len(syllables) > 1:
            given = "-".join(syllables).capitalize()
        else:
            # in one word, a vowel inside that begins a syllable has an apostrophe before it
            first, *rest = syllables
            given = "".join((first, *(f"'{part}" if part[0] in "aeo" else part for part in rest))).capitalize()
        if all(map(str.isupper, self.given)):
            given = given.upper()
        return f"{family} {given}" if self.surname_first else f"{given} {family}"


def find_rows(prose: str) -> Iterator[Row]:
    """Yield the capitalised words of a text, in rows."""
    row: list[re.Match[str]] = []
    for word in _WORD.finditer(prose):
        if row and prose[row[-1].end() : word.start()] not in (" ", "\xa0"):
            yield row
            row = []
        row.append(word)
    if row:
        yield row


def find_spelled_names(rows: Iterable[Row]) -> Iterator[SpelledName]:
    """Yield each way to take two or three capitalised words in a row for a name, the longer ones first.

    Its surname or its given name is pinyin.
    """
    for row in rows:
        if len(row) < 2 or (len(row) == 2 and not any(is_pinyin(fold_spelling(match[0])) for match in row)):
            continue
        for length in (3, 2):
            for start in range(len(row) - length + 1):
                yield from filter(_may_be_chinese, _read_both_ways(row[start : start + length]))


def _may_be_chinese(name: SpelledName) -> bool:
    return is_pinyin(fold_spelling(name.surname)) or is_pinyin(name.given_letters)


def _read_both_ways(row: Row) -> Iterator[SpelledName]:
    """Yield a row of words as a name with the surname first, and as one with the surname last."""
    span, (first, *rest) = Span(row[0].start(), row[-1].end()), (match[0] for match in row)
    if any(_INNER_CAPITAL.search(match[0]) for match in row):
        return
    if len(row) == 2 or _are_syllables(rest):
        yield SpelledName(first, tuple(rest), True, span)
    if len(row) == 2 or _are_syllables([first, *rest[:-1]]):
        yield SpelledName(rest[-1], (first, *rest[:-1]), False, span)


def find_joined_spellings(rows: Iterable[Row]) -> Iterator[str]:
    """Yield the letters of one to four capitalised words in a row, joined: what may spell a whole name."""
    for row in rows:
        for start in range(len(row)):
            for end in range(start + 1, min(start + _MOST_WORDS, len(row)) + 1):
                yield fold_spelling("".join(match[0] for match in row[start:end]))


def _are_syllables(words: list[str]) -> bool:
    return all(len(word) <= _LONGEST_SYLLABLE and word.isalpha() for word in words)
