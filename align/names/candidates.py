"""What may be a Chinese person's name in a Chinese text: a surname and one or two characters, cut as words are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from align.lang.scripts import HAN
from align.model import Span
from align.names.surnames import surnames

_HAN_ONLY = re.compile(f"[{HAN}]+")
_NEVER_GIVEN = frozenset("的了是在和与及或也就都而被把对向从将曾已又说称讲问答叫让等者们我你他她它这那某氏总")
_LONGEST_GIVEN = 2


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name that a Chinese text may hold, in simplified script, and where it stands."""

    surname: str
    given: str
    span: Span

    @property
    def text(self) -> str:
        """Surname and given name."""
        return self.surname + self.given


def persons(text: str) -> Iterator[PersonName]:
    """Whatever may be a person's name in a text, in order; one place may be read in two ways.

    Most of it is none: only where a translation has a name much like it does it mean anything.
    """
    from glossary.lang.zh import segment
    from glossary.lang.zh_folding import simplify

    plain = simplify(text)
    edges = {0, *accumulate(map(len, segment(plain)))}
    for start in range(len(plain)):
        for length in (1, 2):
            if plain[start : start + length] in surnames():
                yield from _named(plain, start, start + length, edges)


def _named(text: str, start: int, middle: int, edges: set[int]) -> Iterator[PersonName]:
    """The names whose surname stands there: at both edges of words, or at one where the given name has two characters.

    Segmenters often take a name and the character beside it for one word.
    """
    for end in range(middle + 1, min(middle + _LONGEST_GIVEN, len(text)) + 1):
        given, on_edges = text[middle:end], (start in edges) + (end in edges)
        if (
            on_edges + len(given) > 2
            and _HAN_ONLY.fullmatch(given)
            and _NEVER_GIVEN.isdisjoint(given)
            and _may_name(text[start:end])
        ):
            yield PersonName(text[start:middle], given, Span(start, end))


@lru_cache(maxsize=8192)
def _may_name(word: str) -> bool:
    """Whether the dictionary lacks a word, or has it as a person's name."""
    from glossary.dictionary.cedict import DictionaryNotFoundError, default_dictionary

    try:
        entries = default_dictionary().lookup(word)
    except DictionaryNotFoundError:
        return True
    return not entries or any(sum(part[:1].isupper() for part in entry.pinyin.split()) > 1 for entry in entries)
