"""Persons' names in a Chinese text: a surname and one or two characters that the edges of words allow."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, chain, pairwise

from align.lang.patterns import ZH_NAMES
from align.lang.surnames import load_surnames
from align.model import Span
from glossary.dictionary.files import cache_by_dictionary
from glossary.lang.scripts import HAN
from glossary.pack.patterns import compile_late
from glossary.pack.tables import cache_by_packs

_HAN_ONLY = compile_late(f"[{HAN}]+")
_NEVER_GIVEN = ZH_NAMES.late("in_no_given_name")
_LONGEST_GIVEN = 2


@dataclass(frozen=True, slots=True)
class ChineseName:
    """What may be a person's name in a Chinese text, in simplified script, and where it stands."""

    surname: str
    given: str
    span: Span

    @property
    def text(self) -> str:
        """Surname and given name."""
        return self.surname + self.given


def find_surnames(text: str) -> frozenset[str]:
    """Return the surnames whose characters stand in a text, whether or not a name follows, in simplified script."""
    from glossary.dictionary.script_folding import simplify

    plain = simplify(text)
    return frozenset(load_surnames().keys() & chain(plain, map("".join, pairwise(plain))))


def find_chinese_names(text: str) -> Iterator[ChineseName]:
    """Find all that may be a person's name in a text, in order; one place may be read in two ways.

    Most of what is found is no name: it means something only where the translation has a name much like it.
    """
    from glossary.dictionary.script_folding import simplify
    from glossary.lang.zh import segment

    plain = simplify(text)
    edges, surnames = {0, *accumulate(map(len, segment(plain)))}, load_surnames()
    for match in _compile_starts().finditer(plain):
        start = match.start()
        for length in (1, 2):
            if plain[start : start + length] in surnames:
                yield from _find_with_surname(plain, start, start + length, edges)


@cache_by_packs
def _compile_starts() -> re.Pattern[str]:
    """Return an expression for the first character of a surname."""
    return re.compile(f"[{re.escape(''.join(sorted({name[0] for name in load_surnames()})))}]")


def _find_with_surname(text: str, start: int, middle: int, edges: set[int]) -> Iterator[ChineseName]:
    """Yield the names whose surname stands from `start` to `middle`; `edges` are the offsets of the edges of words.

    A name must start and end at an edge; with a given name of two characters one of both is enough, for segmenters
    often take a name and the character beside it for one word.
    """
    for end in range(middle + 1, min(middle + _LONGEST_GIVEN, len(text)) + 1):
        given, on_edges = text[middle:end], (start in edges) + (end in edges)
        if (
            on_edges + len(given) > 2
            and _HAN_ONLY.fullmatch(given)
            and not _NEVER_GIVEN.search(given)
            and _may_be_name(text[start:end])
        ):
            yield ChineseName(text[start:middle], given, Span(start, end))


@cache_by_dictionary(1 << 16)
def _may_be_name(word: str) -> bool:
    """Return whether the dictionary lacks a word, or lists it as a person's name."""
    from glossary.dictionary.cedict import load_dictionary
    from glossary.dictionary.files import DictionaryNotFoundError

    try:
        entries = load_dictionary().look_up(word)
    except DictionaryNotFoundError:
        return True
    return not entries or any(sum(part[:1].isupper() for part in entry.pinyin.split()) > 1 for entry in entries)
