"""Whether a written name is a slip for a name of the source: much like it, yet no spelling of it."""

import re
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from align.lang.pinyin import is_pinyin, sounds_alike
from align.names.candidates import PersonName
from align.names.spellings import (
    Syllables,
    given_spellings,
    letters,
    readings,
    surname_pinyin,
    surname_spellings,
)
from align.names.surnames import surname_readings
from align.names.written import WrittenName
from glossary.lang import fluency

_SHORTEST_MISSPELT = 3
_SYLLABLE = re.compile("[^aeiou]*[aeiou]+(?:ng?|r)?")


class Expected(NamedTuple):
    """The name that should stand there: its surname, and the syllables of the given name, in pinyin."""

    surname: str
    given: Syllables


@lru_cache(maxsize=4096)
def full_spellings(surname: str, given: str) -> frozenset[str]:
    """Every accepted spelling of a whole name, joined, surname first or last."""
    both = list(product(surname_spellings(surname), given_spellings(given)))
    return frozenset((*(one + other for one, other in both), *(other + one for one, other in both)))


def expected(name: PersonName, written: WrittenName) -> Expected | None:
    """What a written name should be if it is a slip for a name of the source; None where it is not.

    It is one where the surname is right and the given name nearly, or the other way round, or where both sound nearly
    right. The spellings of other systems are no slips.
    """
    surname, given = letters(written.surname), written.given_letters
    if surname in surname_pinyin(name.surname):
        way = _near_given(name.given, given, written)
        return Expected(written.surname, way) if way else None
    if surname not in surname_spellings(name.surname) and len(name.text) > 2:
        return _with_surname(name, surname, given, written)
    return None


def _near_given(characters: str, given: str, written: WrittenName) -> Syllables | None:
    """The first way to read a given name that a spelling nearly gives."""
    if given in given_spellings(characters) or any("-" in word for word in written.given):
        return None
    if not is_pinyin(given) and (len(given) < _SHORTEST_MISSPELT or fluency.knows(given)):
        return None
    if not written.surname_first and (len(characters) == 1 or fluency.knows(given)):
        return None
    return next((way for way in readings(characters) if _is_near(tuple(map(letters, way)), given)), None)


def _is_near(syllables: Syllables, given: str) -> bool:
    """Whether a given name differs in one letter, in what is often confused, or in one syllable of two."""
    right = "".join(syllables)
    if differ_once(right, given) or (is_pinyin(given) and sounds_alike(right, given)):
        return True
    if len(syllables) == 1 or not is_pinyin(given):
        return False
    first, last = syllables
    return (
        given == last + first
        or (given.startswith(first) and _is_syllable(given[len(first) :]))
        or (given.endswith(last) and _is_syllable(given[: -len(last)]))
    )


def _with_surname(name: PersonName, surname: str, given: str, written: WrittenName) -> Expected | None:
    """The name if its given name is right and the surname is not, or if both sound nearly right."""
    usual = surname_readings(name.surname)[0]
    if given in given_spellings(name.given):
        if _is_wrong_surname(surname, name.surname, written.surname_first):
            return Expected(usual, _way(name.given, given))
    elif any(sounds_alike(right, surname) for right in surname_pinyin(name.surname)) and is_pinyin(surname + given):
        for way in readings(name.given):
            if sounds_alike("".join(map(letters, way)), given):
                return Expected(usual, way)
    return None


def _way(characters: str, given: str) -> Syllables:
    """The way to read a given name that a spelling gives, else the usual one."""
    ways = readings(characters)
    return next((way for way in ways if letters("".join(way)) == given), ways[0])


def _is_wrong_surname(written: str, surname: str, first: bool) -> bool:
    """Whether a word beside a right given name stands for the surname: a syllable before it, or much like it."""
    if first and _is_syllable(written):
        return True
    near = any(differ_once(right, written) for right in surname_pinyin(surname))
    return near and (_is_syllable(written) or not fluency.knows(written))


def _is_syllable(spelling: str) -> bool:
    """Whether a spelling is one syllable in pinyin."""
    return _SYLLABLE.fullmatch(spelling) is not None and is_pinyin(spelling)


def differ_once(one: str, other: str) -> bool:
    """Whether one letter is missing, added or changed, or two neighbours are turned round."""
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    first, second = one[start:], other[start:]
    if len(one) != len(other):
        return first == second[1:] or first[1:] == second
    return first[1:] == second[1:] or (first[:2] == second[1::-1] and first[2:] == second[2:])
