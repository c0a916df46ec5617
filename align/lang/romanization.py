"""Whether the words beside a run of Han are its pinyin: a name or a term given in both scripts."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate

from align.lang.readings import find_readings, strip_tones
from glossary.lang.scripts import HAN
from glossary.pack.patterns import compile_late

_HAN = compile_late(f"[{HAN}]")
_WORD = re.compile("[a-z]+")
_POSSESSIVE = re.compile(r"[’']s?\s*$")
_ACCENT = re.compile("[\u0300-\u036f]")


def is_spelled_before(run: str, left: str) -> bool:
    """Whether the words that end `left` are the pinyin of `run`; tones, spaces, capitals and a final ’s do not count.

    >>> is_spelled_before("刘知几", "according to Liu Zhiji’s ")
    True
    """
    syllables = _HAN.findall(run)
    words = _WORD.findall(_fold(_POSSESSIVE.sub("", left[-_limit(syllables) :])))
    letters, rests = "".join(words), {0}
    for syllable in reversed(syllables):
        ends = ((rest, len(letters) - rest) for rest in rests)
        rests = {
            rest + len(form)
            for rest, end in ends
            for form in _find_readings(syllable)
            if letters.endswith(form, 0, end)
        }
        if not rests:
            return False
    return bool(syllables) and not rests.isdisjoint(_add_lengths(reversed(words)))


def is_spelled_after(run: str, right: str) -> bool:
    """Whether the words that begin `right` are the pinyin of `run`.

    >>> is_spelled_after("躺平", " (tǎngpíng), a word of 2021"), is_spelled_after("一点儿", ", yìdiǎnr")
    (True, True)
    """
    syllables = _HAN.findall(run)
    words = _WORD.findall(_fold(right[: _limit(syllables)]))
    letters, ends = "".join(words), {0}
    for syllable in syllables:
        ends = {end + len(form) for end in ends for form in _find_readings(syllable) if letters.startswith(form, end)}
        if not ends:
            return False
    return bool(syllables) and not ends.isdisjoint(_add_lengths(words))


def _limit(syllables: Sequence[str]) -> int:
    """How many characters of a text may spell these syllables, and the word before or after them."""
    return 8 * len(syllables) + 12


def _add_lengths(words: Iterable[str]) -> Iterator[int]:
    """How many letters the first word has, the first two together, the first three, and so on."""
    return accumulate(map(len, words))


@lru_cache(maxsize=8192)
def _find_readings(character: str) -> tuple[str, ...]:
    readings = strip_tones(find_readings(character))
    return tuple({form for reading in readings.split(",") for form in _spell(reading)} if readings else (character,))


def _spell(reading: str) -> set[str]:
    return {reading.replace("ü", spelling) for spelling in ("u", "v", "yu")} | ({"r"} if reading == "er" else set())


def _fold(text: str) -> str:
    """The text in lower case, without accents."""
    lowered = text.lower()
    if lowered.isascii():
        return lowered
    return _ACCENT.sub("", unicodedata.normalize("NFKD", lowered))
