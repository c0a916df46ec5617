"""Which words are pinyin, and which of them are easily taken for each other."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

_FINALS = {
    "a": "b p m f d t n l g k h zh ch sh z c s y w",
    "ai": "b p m d t n l g k h zh ch sh z c s w",
    "an": "b p m f d t n l g k h zh ch sh r z c s y w",
    "ang": "b p m f d t n l g k h zh ch sh r z c s y w",
    "ao": "b p m d t n l g k h zh ch sh r z c s y",
    "e": "m d t n l g k h zh ch sh r z c s y",
    "ei": "b p m f d n l g h zh sh z w",
    "en": "b p m f n g k h zh ch sh r z c s w",
    "eng": "b p m f d t n l g k h zh ch sh r z c s w",
    "i": "b p m d t n l j q x zh ch sh r z c s y",
    "ia": "l j q x",
    "ian": "b p m d t n l j q x",
    "iang": "n l j q x",
    "iao": "b p m d t n l j q x",
    "ie": "b p m d t n l j q x",
    "in": "b p m n l j q x y",
    "ing": "b p m d t n l j q x y",
    "iong": "j q x",
    "iu": "m d n l j q x",
    "o": "b p m f w y",
    "ong": "d t n l g k h zh ch r z c s y",
    "ou": "p m f d t n l g k h zh ch sh r z c s y",
    "u": "b p m f d t n l g k h zh ch sh r z c s j q x y w",
    "ua": "g k h zh sh",
    "uai": "g k h zh ch sh",
    "uan": "d t n l g k h zh ch sh r z c s j q x y",
    "uang": "g k h zh ch sh",
    "ue": "n l j q x y",
    "ui": "d t g k h zh ch sh r z c s",
    "un": "d t l g k h zh ch sh r z c s j q x y",
    "uo": "d t n l g k h zh ch sh r z c s",
    "ü": "n l",
    "v": "n l",
}
_ALONE = "a ai an ang ao e ei en er o ou"
_LONGEST = 24
_CONFUSED = re.compile("(?<=[aei]n)g|(?<=[zcs])h")
_BLURRED = str.maketrans({"ü": "u", "v": "u"})


def is_pinyin(word: str) -> bool:
    """Whether a word of at most 24 letters, without tones, can be read as Mandarin syllables in pinyin.

    >>> is_pinyin("Xiaosong"), is_pinyin("Xiaosung")
    (True, False)
    """
    return len(word) <= _LONGEST and _is_in_syllables(word)


@lru_cache(maxsize=16384)
def _is_in_syllables(word: str) -> bool:
    return _compile().fullmatch(word.lower()) is not None


def sounds_alike(one: str, other: str) -> bool:
    """Whether two words in pinyin differ only in what is most often confused: n and ng, z and zh, u and ü.

    >>> sounds_alike("Lixin", "Lixing"), sounds_alike("Lixin", "Lixun")
    (True, False)
    """
    return _blur(one) == _blur(other)


@lru_cache(maxsize=16384)
def _blur(word: str) -> str:
    return _CONFUSED.sub("", word.lower().translate(_BLURRED))


@cache
def _compile() -> re.Pattern[str]:
    syllables = sorted({*_ALONE.split(), *_list_syllables()}, key=lambda syllable: (-len(syllable), syllable))
    return re.compile(f"(?:(?:{'|'.join(syllables)})['’]?)+")


def _list_syllables() -> Iterator[str]:
    for final, initials in _FINALS.items():
        yield from (initial + final for initial in initials.split())
