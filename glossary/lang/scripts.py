"""Classes of characters by script: the one place that says what a Han character, kana, hangul or a Latin letter is.

Each class is a string to be put between the brackets of a regular-expression character class. Source: the blocks of
the Unicode Standard 15.1 and their names.
"""

import re
from bisect import bisect_right
from functools import lru_cache
from itertools import islice

from glossary.pack.patterns import compile_late

BASIC_HAN = "\u4e00-\u9fff"
"""The block CJK Unified Ideographs alone: all that GB 2312 and Big5 encode. Encodings are distinguished by these."""

XML_HAN = "\u4e00-\u9fa5"
"""The ideographs of Unicode 1.1: those that every edition of XML 1.0 allows in a name."""

IDEOGRAPHS = f"\u3400-\u4dbf{BASIC_HAN}"
"""The basic block and extension A, without 〇 and 々: the characters that the weights for unrendered clauses were
fitted on counts of."""

FIRST_IDEOGRAPH = "\u3400"
"""The first character of `IDEOGRAPHS`: no character below it is one, which takes one comparison to find out."""

HAN = (
    f"\u2e80-\u2fdf\u3005\u3007\u3021-\u3029\u3038-\u303b{IDEOGRAPHS}\uf900-\ufaff"
    "\U00016fe2-\U00016fff\U00020000-\U000323af"
)
"""Han: ideographs with all extensions to I, radicals, compatibility forms, 々, 〇 and the Hangzhou numerals."""

HIRAGANA = "\u3041-\u3096\u309d-\u309f"
KATAKANA = "\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"
"""Katakana, the half-width letters too, with the mark of long vowels."""

KANA = f"{HIRAGANA}{KATAKANA}\U0001aff0-\U0001b16f"
"""Hiragana and katakana, with the historic letters of both."""

BASIC_KANA = "\u3041-\u30fe"
"""The blocks Hiragana and Katakana with the marks in them: all that GB 2312 and Big5 encode of kana, and a few more."""

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

WIDE_SIGNS = "\u3000-\u303f\uff01-\uff60"
"""Signs that are as wide as a Han character: the block CJK Symbols and Punctuation, and the full-width forms."""

FULLWIDTH_AND_HALFWIDTH_FORMS = "\uff00-\uffef"
"""The Unicode block of that name."""

EAST_ASIAN_BLOCKS = "\u3000-\uffef"
"""All from the ideographic space to the full-width forms. What is no part of a web address, wherever it ends."""

UNSPACED = f"{HAN}\u3005-\u30ff"
"""Characters that no blank is next to: Han, kana, and the brackets and marks of the blocks around kana."""

LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
"""Latin letters, with accents too."""

SCRIPTS = {
    "Arabic": "\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc",
    "Cyrillic": "\u0400-\u052f",
    "Devanagari": "\u0900-\u097f",
    "Greek": "\u0370-\u03ff\u1f00-\u1fff",
    "Han": HAN,
    "Hangul": HANGUL,
    "Hebrew": "\u0590-\u05ff",
    "Japanese": HAN + KANA,
    "Latin": LATIN,
    "Thai": "\u0e00-\u0e7f",
}
"""The letters of each writing system, by the name that the table of languages has for it."""

_SCRIPT_NAMES = (("Japanese", KANA), ("Korean", HANGUL), ("bopomofo", BOPOMOFO))
_HAN = compile_late(f"[{HAN}]")
_EAST_ASIAN = compile_late(f"[{EAST_ASIAN_LETTERS}]")
_LATIN = compile_late(f"[{LATIN}]")


def has_han(text: str) -> bool:
    """Return whether a text has a Han character.

    >>> has_han("二〇年"), has_han("ひらがな")
    (True, False)
    """
    return not text.isascii() and _HAN.search(text) is not None


def count_east_asian(text: str) -> int:
    """Count the East Asian letters of a text."""
    return 0 if text.isascii() else len(_EAST_ASIAN.findall(text))


def count_latin(text: str) -> int:
    """Count the Latin letters of a text."""
    return len(_LATIN.findall(text))


def has_latin(text: str, count: int) -> bool:
    """Return whether a text has so many Latin letters; none is counted after them.

    >>> has_latin("用 AI 的人", 2), has_latin("用 AI 的人", 3)
    (True, False)
    """
    return len(list(islice(_LATIN.finditer(text), count))) == count


def is_mostly_east_asian(text: str) -> bool:
    """Return whether a text has at least two East Asian letters, and more of them than half its number of Latin ones.

    One Han character says as much as some four Latin letters.
    """
    if text.isascii():
        return False
    count = count_east_asian(text)
    return count >= 2 and not has_latin(text, count * 2)


@lru_cache(maxsize=16)
def is_east_asian(letters: str) -> bool:
    """Return whether a language of these letters (a class of this module) is written in Han, kana or hangul."""
    return any(_compile(letters).match(sample) for sample in "中あ한")


def name_script(text: str) -> str:
    """Name what a text of East Asian letters is written in, as an editor would: "Japanese" where it has kana, "Korean"
    where it has hangul, "bopomofo", else "Chinese".

    >>> name_script("情報の旅")
    'Japanese'
    """
    return next((name for name, letters in _SCRIPT_NAMES if _compile(letters).search(text)), "Chinese")


@lru_cache(maxsize=16)
def _compile(letters: str) -> re.Pattern[str]:
    return re.compile(f"[{letters}]")


def _find_bounds(letters: str) -> list[str]:
    """Return where the stretches of a class begin and, in turn, the characters after their ends, in order."""
    stretches = [(first, last or first) for first, last in re.findall("(.)(?:-(.))?", letters)]
    bounds: list[str] = []
    for first, last in sorted(stretches):
        if bounds and first <= bounds[-1]:
            bounds[-1] = max(bounds[-1], chr(ord(last) + 1))
        else:
            bounds += [first, chr(ord(last) + 1)]
    return bounds


_UNSPACED_BOUNDS = _find_bounds(UNSPACED)


def is_unspaced(character: str) -> bool:
    """Return whether a character is one that no blank is next to: Han, kana, and the marks among them (see
    `UNSPACED`).

    >>> is_unspaced("中"), is_unspaced("の"), is_unspaced("a")
    (True, True, False)
    """
    return bisect_right(_UNSPACED_BOUNDS, character) % 2 == 1


def join_letters(text: str) -> str:
    """Return the letters and digits of a text, in small letters, with nothing between: only to be compared.

    >>> join_letters("Log-in, 2.0")
    'login20'
    """
    return "".join(filter(str.isalnum, text.lower()))
