"""What may be a Chinese person's name in an English text: a surname beside a given name, in either order."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from align.model import Span
from align.names.spellings import letters

_WORD = re.compile(r"(?<![^\W_])(?<![@#./-])[A-Z][^\W\d_]+(?:[-'’](?!s\b)[^\W\d_]+)*(?![\w@-]|[./]\w)")
_INNER_CAPITAL = re.compile("[a-z][A-Z]")
_LONGEST_SYLLABLE = 6
_LONGEST = 4
"""So many words make the longest name: a surname and a given name of two syllables each."""


@dataclass(frozen=True, slots=True)
class WrittenName:
    """Words with capitals that may be a name: how surname and given name are written, and where both stand."""

    surname: str
    given: tuple[str, ...]
    surname_first: bool
    span: Span

    @property
    def given_letters(self) -> str:
        """The given name as `letters` gives it, its words joined."""
        return letters("".join(self.given))

    def spelled(self, surname: str, syllables: tuple[str, ...]) -> str:
        """Another name, written the way this one is: its order, spaces, hyphens and capitals."""
        family = surname.upper() if self.surname.isupper() else surname.capitalize()
        given = self._given(syllables)
        return f"{family} {given}" if self.surname_first else f"{given} {family}"

    def _given(self, syllables: tuple[str, ...]) -> str:
        if len(self.given) == len(syllables):
            written = " ".join(map(str.capitalize, syllables))
        elif "-" in self.given[0] and len(syllables) > 1:
            written = "-".join(syllables).capitalize()
        else:
            written = _joined(syllables).capitalize()
        return written.upper() if all(map(str.isupper, self.given)) else written


def words(prose: str) -> Iterator[tuple[str, Span]]:
    """The words with capitals of a text, and where they stand."""
    return ((match[0], Span(*match.span())) for match in _WORD.finditer(prose))


def sequences(prose: str) -> Iterator[list[re.Match[str]]]:
    """The words with capitals of a text, those in a row with one space between them together."""
    row: list[re.Match[str]] = []
    for word in _WORD.finditer(prose):
        if row and prose[row[-1].end() : word.start()] not in (" ", "\xa0"):
            yield row
            row = []
        row.append(word)
    if row:
        yield row


def written_names(prose: str) -> Iterator[WrittenName]:
    """Each way to take words with capitals for a name, longer given names first."""
    for row in sequences(prose):
        for length in (3, 2):
            for start in range(len(row) - length + 1):
                yield from _either_way(row[start : start + length])


def _either_way(row: list[re.Match[str]]) -> Iterator[WrittenName]:
    """A row of words as a name with the surname first, and with the surname last."""
    span, (first, *rest) = Span(row[0].start(), row[-1].end()), (match[0] for match in row)
    if any(_INNER_CAPITAL.search(match[0]) for match in row):
        return
    if len(row) == 2 or _are_syllables(rest):
        yield WrittenName(first, tuple(rest), True, span)
    if len(row) == 2 or _are_syllables([first, *rest[:-1]]):
        yield WrittenName(rest[-1], (first, *rest[:-1]), False, span)


def joined_names(prose: str) -> Iterator[str]:
    """The letters of one to four words with capitals in a row: what may spell a whole name."""
    for row in sequences(prose):
        for start in range(len(row)):
            for end in range(start + 1, min(start + _LONGEST, len(row)) + 1):
                yield letters("".join(match[0] for match in row[start:end]))


def _are_syllables(words: list[str]) -> bool:
    return all(len(word) <= _LONGEST_SYLLABLE and word.isalpha() for word in words)


def _joined(syllables: tuple[str, ...]) -> str:
    """The syllables as one word, with an apostrophe before a vowel inside."""
    return "".join(("'" if at and part[0] in "aeo" else "") + part for at, part in enumerate(syllables))
