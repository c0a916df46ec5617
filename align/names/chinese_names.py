"""Names of persons in a Chinese text: a surname and one or two characters that the edges of words allow.

`PossibleNames` has all names that a whole source may hold: asked before a spelling in its translation is called wrong.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, chain, pairwise

from align.lang.patterns import ZH_NAMES
from align.lang.surnames import load_surnames
from align.model import Span
from align.names.spelled_names import SpelledName
from align.names.spellings import find_given_spellings, find_surname_spellings, fold_spelling
from glossary.dictionary.files import cache_by_dictionary
from glossary.lang.scripts import HAN
from glossary.pack.patterns import compile_late
from glossary.pack.tables import cache_by_packs

_HAN_ONLY = compile_late(f"[{HAN}]+")
_NEVER_GIVEN = ZH_NAMES.late("in_no_given_name")
_LONGEST_GIVEN, _LONGEST_POSSIBLE = 2, 3


@dataclass(frozen=True, slots=True)
class ChineseName:
    """What may be a person's name in a Chinese text, in simplified script, and its place."""

    surname: str
    given: str
    span: Span

    @property
    def text(self) -> str:
        """Return the surname and the given name."""
        return self.surname + self.given


def find_surnames(text: str) -> frozenset[str]:
    """Return the surnames whose characters a text has, whether or not a name follows, in simplified script."""
    from glossary.dictionary.script_folding import simplify

    plain = simplify(text)
    return frozenset(load_surnames().keys() & chain(plain, map("".join, pairwise(plain))))


def find_chinese_names(text: str) -> Iterator[ChineseName]:
    """Yield all that may be a person's name in a text, in order; one place may be read in two ways.

    Most of what is found is no name: it means something only where the translation has a name much like it. A name must
    start and end at an edge of a word; with a given name of two characters one of both is enough, for segmenters often
    take a name and the character next to it for one word.
    """
    from glossary.dictionary.script_folding import simplify
    from glossary.lang.zh import segment

    plain = simplify(text)
    edges, surnames, may_be_name = {0, *accumulate(map(len, segment(plain)))}, load_surnames(), _may_be_name.bind()
    for match in _compile_starts().finditer(plain):
        start = match.start()
        for middle in (start + 1, start + 2):
            if plain[start:middle] not in surnames:
                continue
            for end in range(middle + 1, min(middle + _LONGEST_GIVEN, len(plain)) + 1):
                given, on_edges = plain[middle:end], (start in edges) + (end in edges)
                if (
                    on_edges + len(given) > 2
                    and _HAN_ONLY.fullmatch(given)
                    and not _NEVER_GIVEN.search(given)
                    and may_be_name(plain[start:end])
                ):
                    yield ChineseName(plain[start:middle], given, Span(start, end))


@cache_by_packs
def _compile_starts() -> re.Pattern[str]:
    """Return an expression for the first character of a surname."""
    return re.compile(f"[{re.escape(''.join(sorted({name[0] for name in load_surnames()})))}]")


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


class PossibleNames:
    """Each surname in a Chinese text with the characters that follow it, whether these are a name or not."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._given: dict[str, set[str]] = {}

    @cached_property
    def _following(self) -> dict[str, dict[str, None]]:
        """Return the characters that follow each surname, by its spelling: few texts are asked for them."""
        from glossary.dictionary.script_folding import simplify

        found: dict[str, dict[str, None]] = {}
        for match in _compile_name().finditer(simplify(self._text)):
            for spelling in find_surname_spellings(match["surname"]):
                found.setdefault(spelling, {})[match["following"]] = None
        return found

    def has_spelling(self, name: SpelledName) -> bool:
        """Return whether somewhere in the text a surname and what follows it can be spelled like this name."""
        surname = fold_spelling(name.surname)
        if surname not in self._given:
            self._given[surname] = {
                spelling
                for following in self._following.get(surname, ())
                for length in range(1, len(following) + 1)
                for spelling in find_given_spellings(following[:length])
            }
        return name.given_letters in self._given[surname]


@cache_by_packs
def _compile_name() -> re.Pattern[str]:
    """Return an expression for a surname, compound ones before single ones, and what may be a given name after it."""
    either = "|".join(map(re.escape, sorted(sorted(load_surnames()), key=len, reverse=True)))
    return re.compile(f"(?=(?P<surname>{either})(?P<following>[{HAN}]{{1,{_LONGEST_POSSIBLE}}}))")
