"""Which names a whole source may hold: asked before a spelling in its translation is called wrong."""

import re
from functools import cached_property

from align.lang.surnames import load_surnames
from align.names.spelled_names import SpelledName
from align.names.spellings import find_given_spellings, find_surname_spellings, fold_spelling
from glossary.lang.scripts import HAN
from glossary.pack.tables import cache_by_packs

_LONGEST_GIVEN = 3


class PossibleNames:
    """Each surname in a Chinese text with the characters that follow it, whether these are a name or not."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._given: dict[str, set[str]] = {}

    @cached_property
    def _following(self) -> dict[str, dict[str, None]]:
        """The characters that follow each surname, by its spelling: few texts are asked for them."""
        from glossary.dictionary.script_folding import simplify

        found: dict[str, dict[str, None]] = {}
        for match in _compile_name().finditer(simplify(self._text)):
            for spelling in find_surname_spellings(match["surname"]):
                found.setdefault(spelling, {})[match["following"]] = None
        return found

    def has_spelling(self, name: SpelledName) -> bool:
        """Whether somewhere in the text a surname and what follows it can be spelled like this name."""
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
    return re.compile(f"(?=(?P<surname>{either})(?P<following>[{HAN}]{{1,{_LONGEST_GIVEN}}}))")
