"""Which Chinese characters belong to simplified script alone, and which to traditional script alone.

Source: the headwords of CC-CEDICT in both scripts. A character belongs to simplified script alone if it is in
simplified headwords and in no traditional one, and the other way round. Characters in a standard of the other script
are left out: those of Big5 and of the Hong Kong standard, or frequent in traditional texts; those of GB 2312 and those
allowed in names by the Table of General Standard Chinese Characters (2013), or in surnames.
"""

from __future__ import annotations

from typing import NamedTuple

from glossary.dictionary.files import cache_by_dictionary, find_dictionary_file
from glossary.lang.function_words import ZH_WORDS


class Scripts(NamedTuple):
    """The characters that belong to one script alone."""

    simplified: frozenset[str]
    traditional: frozenset[str]


@cache_by_dictionary(4)
def load_scripts() -> Scripts:
    """Load the characters of one script alone, once a process (0.2 s).

    Raises DictionaryNotFoundError, DictionaryError.
    """
    simplified, traditional = set[str](), set[str]()
    for line in find_dictionary_file().read().split("\n"):
        if not line.startswith("#"):
            words = line.partition(" [")[0].partition(" ")
            traditional.update(words[0])
            simplified.update(words[2])
    kept = [frozenset(ZH_WORDS.characters(name)) for name in ("simplified_in_hong_kong", "traditional_in_names")]
    return Scripts(
        frozenset(c for c in simplified - traditional - kept[0] if not _is_in(c, "big5")),
        frozenset(c for c in traditional - simplified - kept[1] if not _is_in(c, "gb2312")),
    )


def _is_in(character: str, codec: str) -> bool:
    try:
        character.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


def find_simplified(text: str) -> str:
    """Return the characters of a text that belong to simplified script alone."""
    return "".join(filter(load_scripts().simplified.__contains__, text))


def find_traditional(text: str) -> str:
    """Return the characters of a text that belong to traditional script alone."""
    return "".join(filter(load_scripts().traditional.__contains__, text))
