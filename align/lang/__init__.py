"""Facts of languages about sentences and their writing: one file a subject."""

from dataclasses import dataclass
from functools import cache

from align.model import Splitter

BOUNDARIES = ".!?…。！？\n"
"""One of them precedes each place at which a sentence starts inside a block, in every language: nothing but white
space, punctuation and the numbers of notes in square brackets is between.
"""


@dataclass(frozen=True)
class Language:
    """The facts that are known of every language.

    `code` is its BCP 47 primary subtag, `letters` the body of a character class of the letters it is written in;
    `split` finds the offsets at which the sentences of a block start.
    """

    code: str
    letters: str
    split: Splitter


@cache
def find_language(code: str) -> Language:
    """Return the language of a BCP 47 code, whatever its script or region; English for one that is not known.

    >>> find_language("zh-Hant").code
    'zh'
    """
    from align.lang.sentences import LANGUAGES

    known = {language.code: language for language in LANGUAGES}
    return known.get(code.partition("-")[0].lower(), known["en"])
