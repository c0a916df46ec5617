"""Whose names a Chinese text may hold anywhere: asked before a spelling is called wrong."""

import re
from functools import cache

from align.lang.scripts import HAN
from align.names.spellings import given_spellings, letters, surname_spellings
from align.names.surnames import surnames
from align.names.written import WrittenName

_GIVEN = 3


class Roster:
    """Each surname of a text with the characters that follow it, whether they are a name or not."""

    def __init__(self, text: str) -> None:
        from glossary.lang.zh_folding import simplify

        self._after: dict[str, dict[str, None]] = {}
        for match in _surname_and_more().finditer(simplify(text)):
            for spelling in surname_spellings(match["surname"]):
                self._after.setdefault(spelling, {})[match["more"]] = None

    def has(self, name: WrittenName) -> bool:
        """Whether somewhere in the text a surname and what follows it can be spelled like this."""
        given = name.given_letters
        return any(
            given in given_spellings(more[:length])
            for more in self._after.get(letters(name.surname), ())
            for length in range(1, len(more) + 1)
        )


@cache
def _surname_and_more() -> re.Pattern[str]:
    """A surname wherever it stands, compound ones before single ones, and what may be a given name after it."""
    either = "|".join(sorted(surnames(), key=lambda name: (-len(name), name)))
    return re.compile(f"(?=(?P<surname>{either})(?P<more>[{HAN}]{{1,{_GIVEN}}}))")
