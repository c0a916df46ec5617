"""Return whether a name in a translation misspells one of the source: much like it, yet no accepted spelling of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from align.lang.pinyin import is_pinyin, sounds_alike
from align.lang.surnames import find_surname_readings
from align.model import Span
from align.names.chinese_names import ChineseName
from align.names.spelled_names import SpelledName
from align.names.spellings import (
    Syllables,
    find_given_spellings,
    find_readings,
    find_surname_pinyin,
    find_surname_spellings,
    fold_spelling,
)
from glossary.lang import fluency
from glossary.pack.patterns import compile_late

Texts = tuple[str, str]
"""A source and its translation."""

MOST_LACKING = 300
"""A source with more names that its translation lacks is a list in which nothing matches."""

_SHORTEST_MISSPELLING = 3
_SYLLABLE = compile_late("[^aeiou]*[aeiou]+(?:ng?|r)?")


@dataclass(frozen=True, slots=True)
class Misspelling:
    """A wrong name: its place in the translation, that of the name in the source, and what it should be.

    `in_pinyin` says that it is spelled as its characters are read in Mandarin, while English knows another spelling.
    """

    span: Span
    source: Span
    right: str
    in_pinyin: bool = False


class ExpectedName(NamedTuple):
    """The name that a translation should have: its surname, and the syllables of its given name, in pinyin."""

    surname: str
    given: Syllables


def find_expected(name: ChineseName, spelled: SpelledName) -> ExpectedName | None:
    """Return what a name in the translation should be if it misspells a name of the source; None where it does not.

    It does where the surname is right and the given name nearly right, or the other way round, or where both sound
    nearly right. The spellings of other systems, such as Wade-Giles, are right.
    """
    surname, given = fold_spelling(spelled.surname), spelled.given_letters
    likeness = _compare_surnames(name.surname, surname, first=spelled.surname_first)
    if likeness.is_right:
        way = _find_near_given(name.given, given, spelled)
        return ExpectedName(spelled.surname, way) if way else None
    if not any(likeness) or len(name.text) <= 2:
        return None
    usual, ways = find_surname_readings(name.surname)[0], find_readings(name.given)
    if given in find_given_spellings(name.given):
        right = next((way for way in ways if fold_spelling("".join(way)) == given), ways[0])
        return ExpectedName(usual, right) if likeness.is_wrong else None
    if likeness.sounds_alike and is_pinyin(surname + given):
        for way in ways:
            if sounds_alike("".join(map(fold_spelling, way)), given):
                return ExpectedName(usual, way)
    return None


def find_likely(surnames: Iterable[str], spelled: Iterable[SpelledName]) -> list[SpelledName]:
    """Return which names in the translation may misspell one with one of these surnames: of no other `find_expected`
    finds anything.
    """
    forms = [(find_surname_pinyin(surname), find_surname_spellings(surname)) for surname in surnames]
    likely = list[SpelledName]()
    for name in spelled:
        surname, first = fold_spelling(name.surname), name.surname_first
        if any(any(_compare_spellings(pinyin, accepted, surname, first)) for pinyin, accepted in forms):
            likely.append(name)
    return likely


def _find_near_given(characters: str, given: str, spelled: SpelledName) -> Syllables | None:
    """Return the first way to read a given name that is nearly spelled by `given`; None where none is."""
    if any("-" in word for word in spelled.given):
        return None
    if not is_pinyin(given) and (len(given) < _SHORTEST_MISSPELLING or fluency.is_known(given)):
        return None
    if not spelled.surname_first and (len(characters) == 1 or fluency.is_known(given)):
        return None
    if given in find_given_spellings(characters):
        return None
    return next((way for way in find_readings(characters) if _is_near(tuple(map(fold_spelling, way)), given)), None)


def _is_near(syllables: Syllables, given: str) -> bool:
    """Return whether a given name differs in one letter, in letters often confused, or in one syllable of two."""
    right = "".join(syllables)
    if is_within_one_edit(right, given) or (is_pinyin(given) and sounds_alike(right, given)):
        return True
    if len(syllables) == 1 or not is_pinyin(given):
        return False
    first, last = syllables
    return (
        given == last + first
        or (given.startswith(first) and _is_syllable(given[len(first) :]))
        or (given.endswith(last) and _is_syllable(given[: -len(last)]))
    )


class _SurnameLikeness(NamedTuple):
    """How a word may render a surname: it is its pinyin, a wrong surname in its place, or sounds much like it."""

    is_right: bool = False
    is_wrong: bool = False
    sounds_alike: bool = False


def _compare_surnames(surname: str, spelled: str, *, first: bool) -> _SurnameLikeness:
    """Return how a word, folded, may render a surname; it does not where it is the spelling of another system."""
    return _compare_spellings(find_surname_pinyin(surname), find_surname_spellings(surname), spelled, first)


@lru_cache(maxsize=1 << 13)
def _compare_spellings(pinyin: frozenset[str], accepted: frozenset[str], spelled: str, first: bool) -> _SurnameLikeness:
    if spelled in pinyin:
        return _SurnameLikeness(is_right=True)
    if spelled in accepted:
        return _SurnameLikeness()
    is_alike = any(sounds_alike(right, spelled) for right in pinyin)
    is_wrong = is_syllable = _is_syllable(spelled)
    if not (is_syllable and first):
        may_be_name = is_syllable or not fluency.is_known(spelled)
        is_wrong = may_be_name and any(is_within_one_edit(right, spelled) for right in pinyin)
    return _SurnameLikeness(False, is_wrong, is_alike)


def _is_syllable(spelling: str) -> bool:
    """Return whether a spelling is one syllable in pinyin."""
    return _SYLLABLE.fullmatch(spelling) is not None and is_pinyin(spelling)


def is_within_one_edit(one: str, other: str) -> bool:
    """Return whether two words differ in one letter at most: missing, added, changed, or swapped with the next one."""
    first, second = _cut_shared_beginning(one, other)
    if len(one) != len(other):
        return first == second[1:] or first[1:] == second
    return first[1:] == second[1:] or (first[:2] == second[1::-1] and first[2:] == second[2:])


def differ_in_two_letters(one: str, other: str) -> bool:
    """Return whether two words differ at one place only, in no more than two letters in a row of either."""
    first, second = _cut_shared_beginning(one, other)
    return any(first[own:] == second[their:] for own in range(3) for their in range(3))


def _cut_shared_beginning(one: str, other: str) -> tuple[str, str]:
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return one[start:], other[start:]
