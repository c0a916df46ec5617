"""Facts of languages about sentences and their writing: one small file a language or a fact."""

from dataclasses import dataclass
from functools import cache

from align.model import Splitter

BOUNDARIES = ".!?…。！？\n"
"""One of them stands before each place at which a sentence starts inside a block, in every language: nothing but white
space, punctuation and the numbers of notes in square brackets is between.
"""


@dataclass(frozen=True)
class Language:
    """What every language says of itself.

    `code` is its BCP 47 primary subtag, `letters` the body of a character class of the letters it is written in;
    `split` finds the offsets at which the sentences of a block start.
    """

    code: str
    letters: str
    split: Splitter


@cache
def find_language(code: str) -> Language:
    """The language of a BCP 47 code, whatever its script or region; English for one that is not known.

    >>> find_language("zh-Hant").code
    'zh'
    """
    from align.lang.en import LANGUAGE as ENGLISH
    from align.lang.ja import LANGUAGE as JAPANESE
    from align.lang.ko import LANGUAGE as KOREAN
    from align.lang.zh import LANGUAGE as CHINESE

    known = {language.code: language for language in (ENGLISH, CHINESE, JAPANESE, KOREAN)}
    return known.get(code.partition("-")[0].lower(), ENGLISH)
