"""Classes of characters, each the body of a regular-expression character class, and the runs they form."""

import re
from collections.abc import Iterator
from functools import lru_cache

from align.model import MASK, Span

HAN = (
    "\u2e80-\u2fdf\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00016fe2-\U00016fff\U00020000-\U000323af"
)
"""Han: ideographs with all extensions to I, radicals, compatibility forms, 々, 〇 and the Hangzhou numerals."""

KANA = "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f\U0001aff0-\U0001b16f"
"""Hiragana and katakana, half-width ones too."""

HANGUL = "\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff\uffa0-\uffdc"
"""Hangul syllables and letters."""

BOPOMOFO = "\u02ea\u02eb\u3105-\u312f\u31a0-\u31bf"
"""Bopomofo (zhuyin) with its tone marks."""

EAST_ASIAN_LETTERS = HAN + KANA + HANGUL + BOPOMOFO
"""Every letter that has no place in an English word."""

EAST_ASIAN_PUNCTUATION = (
    "\u3000-\u3003\u3008-\u3011\u3014-\u301f\u3030\u303d\u30fb\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
)
"""Punctuation of Chinese and Japanese, with the ideographic space."""

LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
"""Latin letters, with accents too."""

MARKUP = str.maketrans("", "", MASK + "*_\\~")
"""A table for `str.translate` that takes out masked characters and Markdown's emphasis and escapes."""

_NAMES = (("Japanese", KANA), ("Korean", HANGUL), ("bopomofo", BOPOMOFO))
_LETTER = re.compile(f"[{EAST_ASIAN_LETTERS}]")
_LATIN_LETTER = re.compile(f"[{LATIN}]")
_INNER = f" ?(?:[{EAST_ASIAN_PUNCTUATION}·•‧“”‘’…—–]{{1,4}}|[0-9]{{1,4}}) ?|[ ,.:;!?/]"
_RUN = re.compile(f"[{EAST_ASIAN_LETTERS}]+(?:(?:{_INNER})[{EAST_ASIAN_LETTERS}]+)*")


def runs(text: str) -> Iterator[Span]:
    """The stretches of East Asian letters in a text; punctuation, digits or one space inside do not break one.

    >>> [tuple(run) for run in runs("in中国、美国 and 第3届")]
    [(2, 7), (12, 15)]
    """
    return iter(()) if text.isascii() else (Span(*match.span()) for match in _RUN.finditer(text))


def writing(run: str) -> str:
    """What a run is written in, as an editor would call it: kana means Japanese, hangul Korean, Han alone Chinese.

    >>> writing("情報の旅")
    'Japanese'
    """
    return next((name for name, letters in _NAMES if _class(letters).search(run)), "Chinese")


def count_east_asian(text: str) -> int:
    """How many East Asian letters a text holds."""
    return len(_LETTER.findall(text))


def count_latin(text: str) -> int:
    """How many Latin letters a text holds."""
    return len(_LATIN_LETTER.findall(text))


def mostly_east_asian(text: str) -> bool:
    """Whether a text is in the main not in Latin script: more East Asian letters than half its Latin ones, and two.

    One Han character says as much as some four Latin letters.
    """
    count = count_east_asian(text)
    return count >= 2 and count * 2 > count_latin(text)


def is_east_asian(letters: str) -> bool:
    """Whether a language written with these letters (the body of a class) is written in Han, kana or hangul."""
    return any(_class(letters).match(sample) for sample in "中あ한")


@lru_cache(maxsize=16)
def _class(letters: str) -> re.Pattern[str]:
    return re.compile(f"[{letters}]")
