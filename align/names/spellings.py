"""How a Chinese person's name may be spelled in Latin letters."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import product

from align.names.surnames import spelled_elsewhere, surname_readings
from align.names.wade_giles import wade_giles

_NOT_LETTERS = re.compile(r"[^a-z]+")
_MOST = 32
"""More ways to read one given name are not gone through."""

Syllables = tuple[str, ...]


@lru_cache(maxsize=16384)
def letters(spelling: str) -> str:
    """A spelling in lower case without accents, hyphens and spaces; ü and v are u.

    >>> letters("Xiǎo-Lan"), letters("Lü"), letters("Lv")
    ('xiaolan', 'lu', 'lu')
    """
    plain = spelling.lower() if spelling.isascii() else unicodedata.normalize("NFKD", spelling.lower())
    return _NOT_LETTERS.sub("", plain).replace("v", "u")


@lru_cache(maxsize=1024)
def surname_pinyin(surname: str) -> frozenset[str]:
    """The pinyin of a surname in simplified script, as `letters` gives it."""
    return frozenset(form for reading in surname_readings(surname) for form in _written(reading))


@lru_cache(maxsize=1024)
def surname_spellings(surname: str) -> frozenset[str]:
    """Every spelling of a surname that its bearers use: pinyin, Wade-Giles, Cantonese, Hokkien and others."""
    pinyin = surname_pinyin(surname)
    older = (form for reading in pinyin for form in wade_giles(reading))
    return frozenset((*pinyin, *older, *map(letters, spelled_elsewhere(surname))))


@lru_cache(maxsize=4096)
def readings(given: str) -> tuple[Syllables, ...]:
    """The ways to read a given name, a syllable a character, in pinyin; the usual way first."""
    from pypinyin import Style, lazy_pinyin, pinyin

    usual = tuple(lazy_pinyin(given, v_to_u=True))
    each = pinyin(list(given), style=Style.NORMAL, heteronym=True, v_to_u=True)
    every = (row for _, row in zip(range(_MOST), product(*each), strict=False))
    return tuple(dict.fromkeys((usual, *every)))


@lru_cache(maxsize=4096)
def given_spellings(given: str) -> frozenset[str]:
    """Every accepted spelling of a given name, its syllables joined: pinyin or Wade-Giles, in any reading."""
    each: list[set[str]] = [set() for _ in given]
    for way in readings(given):
        for forms, syllable in zip(each, way, strict=False):
            forms |= {*_written(syllable), *wade_giles(letters(syllable))}
    return _joined(each)


def _written(syllable: str) -> set[str]:
    """A syllable as `letters` gives it; passports write ü as yu."""
    return {letters(syllable), syllable.replace("ü", "yu")}


def _joined(each: Iterable[set[str]]) -> frozenset[str]:
    return frozenset(map("".join, product(*each)))
