"""How a Chinese person's name may be spelled in Latin letters: in pinyin, in Wade-Giles, and in other systems.

The table `zh/wade_giles` has how newspapers write pinyin in Wade-Giles, without apostrophes and diacritics: how an
initial, a final or a whole syllable of pinyin is written, where it differs. After the consonants of `not_after`, a
final is written as in pinyin.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from itertools import product

from align.lang.pinyin import list_readings, spell
from align.lang.surnames import find_surname_readings, load_surnames
from glossary.pack.patterns import compile_late
from glossary.pack.tables import Form, cache_by_packs, read_rows, split_cell

WADE_GILES = Form(
    "align",
    "zh/wade_giles",
    ("part", "pinyin", "wade_giles", "not_after", "example", "spelled"),
    key=("pinyin",),
    needed=("part", "wade_giles", "example", "spelled"),
    choices=(("part", ("initial", "syllable", "final")),),
)

_PARTS = compile_late("([^aeiou]*)(.*)", re.DOTALL)
_NOT_LETTERS = compile_late(r"[^a-z]+")
_MOST_READINGS = 32
"""How many ways to read one given name are looked at."""

Syllables = tuple[str, ...]


@lru_cache(maxsize=16384)
def fold_spelling(spelling: str) -> str:
    """Return a spelling in lower case without accents, hyphens and spaces; ü and v are u.

    >>> fold_spelling("Xiǎo-Lan"), fold_spelling("Lü"), fold_spelling("Lv")
    ('xiaolan', 'lu', 'lu')
    """
    plain = spelling.lower() if spelling.isascii() else unicodedata.normalize("NFKD", spelling.lower())
    return _NOT_LETTERS.sub("", plain).replace("v", "u")


@cache_by_packs
def find_surname_pinyin(surname: str) -> frozenset[str]:
    """Return the pinyin of a surname in simplified script, as `fold_spelling` gives it."""
    return frozenset(form for reading in find_surname_readings(surname) for form in _spell_syllable(reading))


@cache_by_packs
def list_surname_pinyin(*, rare: bool) -> frozenset[str]:
    """Return the pinyin of all surnames, the rare ones as well or not, as `fold_spelling` gives it."""
    surnames = (surname for surname, known in load_surnames().items() if rare or known.is_common)
    return frozenset(form for surname in surnames for form in find_surname_pinyin(surname))


@cache_by_packs
def find_surname_spellings(surname: str) -> frozenset[str]:
    """Return every spelling of a surname that people of that name use: in pinyin, Wade-Giles and other systems."""
    pinyin = find_surname_pinyin(surname)
    wade_giles = (form for reading in pinyin for form in convert_to_wade_giles(reading))
    return frozenset((*pinyin, *wade_giles, *map(fold_spelling, load_surnames()[surname].overseas)))


@lru_cache(maxsize=4096)
def find_readings(given: str) -> tuple[Syllables, ...]:
    """Return the ways to read a given name, each a syllable of pinyin a character; the usual way first."""
    usual = spell(given)
    every = (row for _, row in zip(range(_MOST_READINGS), product(*map(list_readings, given)), strict=False))
    return tuple(dict.fromkeys((usual, *every)))


@lru_cache(maxsize=4096)
def find_given_spellings(given: str) -> frozenset[str]:
    """Return every accepted spelling of a given name, its syllables joined: pinyin or Wade-Giles, in any reading."""
    each: list[set[str]] = [set() for _ in given]
    for way in find_readings(given):
        for forms, syllable in zip(each, way, strict=False):
            forms.update(_spell_in_all_systems(syllable))
    return frozenset(map("".join, product(*each)))


def find_full_spellings(surname: str, given: str) -> frozenset[str]:
    """Return every accepted spelling of a whole name, as `fold_spelling` gives it, with the surname first or last."""
    return _join_either_way(find_surname_spellings(surname), find_given_spellings(given))


@lru_cache(maxsize=4096)
def _join_either_way(surnames: frozenset[str], given: frozenset[str]) -> frozenset[str]:
    both = list(product(surnames, given))
    return frozenset((*(one + other for one, other in both), *(other + one for one, other in both)))


@lru_cache(maxsize=1024)
def join_syllables(name: str) -> str:
    """Return the pattern of a name in pinyin, in the usual reading, its syllables written as one word or as several."""
    syllables = (re.escape(fold_spelling(syllable)) for syllable in find_readings(name)[0])
    return "[-'’ ]?".join(syllables)


@lru_cache(maxsize=1024)
def _spell_in_all_systems(syllable: str) -> frozenset[str]:
    """Return the spellings of a syllable in pinyin and Wade-Giles."""
    return convert_to_wade_giles(fold_spelling(syllable)) | _spell_syllable(syllable)


def _spell_syllable(syllable: str) -> set[str]:
    """Return the spellings of a syllable as `fold_spelling` gives it; passports write ü as yu."""
    return {fold_spelling(syllable), syllable.replace("ü", "yu")}


@cache_by_packs
def _load_wade_giles(part: str) -> Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return how the parts of a kind are written, and after which consonants they are not, the longest part first."""
    rows = [row.cells for row in read_rows(WADE_GILES) if row.cells[0] == part]
    rows.sort(key=lambda cells: -len(cells[1]))
    return {cells[1]: (split_cell(cells[2], "|"), split_cell(cells[3], "|")) for cells in rows}


def convert_to_wade_giles(syllable: str) -> frozenset[str]:
    """Return the Wade-Giles spellings of a syllable given in pinyin, with u for ü.

    >>> sorted(convert_to_wade_giles("jie")), sorted(convert_to_wade_giles("zhong"))
    (['chieh'], ['chung'])
    """
    if whole := _load_wade_giles("syllable").get(syllable):
        return frozenset(whole[0])
    initials, finals = _load_wade_giles("initial"), _load_wade_giles("final")
    initial = next(filter(syllable.startswith, initials), "")
    consonant, vowels = _PARTS.findall(syllable[len(initial) :])[0]
    starts, _ = initials.get(initial, (("",), ()))
    ends, not_after = finals.get(vowels, ((vowels,), ()))
    if not {initial, consonant}.isdisjoint(not_after):
        ends = (vowels,)
    return frozenset(start + consonant + end for start in starts for end in ends)
