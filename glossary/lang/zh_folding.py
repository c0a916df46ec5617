"""Simplified and traditional script as one, character by character, so that offsets stay.

The pairs of characters are those of CC-CEDICT's headwords of one character. A traditional character that is a
simplified one too (著, 乾, 宁) tells nothing of the script of its word: `simplify` leaves it, `fold` does not.
"""

from __future__ import annotations

import re
from functools import cache

from glossary.dictionary.cedict import DictionaryNotFoundError, dictionary_path

_ALIAS = re.compile("\n(.)\t(.)(?=\n)")  # a line of the index: traditional, simplified
_HEADWORD = re.compile("\n(.)\t(?!.\n)")


def fold(text: str) -> str:
    """Return `text` with one character for each pair of script variants, of the same length; only to be compared."""
    return text.translate(_tables()[0]) if _folded().search(text) else text


def simplify(text: str) -> str:
    """Return `text` in simplified script, of the same length, but for the characters that both scripts have."""
    return text.translate(_tables()[1])


@cache
def _folded() -> re.Pattern[str]:
    """A character that `fold` changes: to look for one in a simplified text is faster than to translate it."""
    return re.compile(f"[{''.join(map(chr, _maps()[0]))}]" if _maps()[0] else "(?!)")


@cache
def _tables() -> tuple[list[str], list[str]]:
    """The maps as lists of the first plane: `str.translate` is twice as fast with them as with what leaves gaps."""
    folded, simple = _maps()
    plane = range(0x10000)
    return [folded.get(code, chr(code)) for code in plane], [simple.get(code, chr(code)) for code in plane]


@cache
def _maps() -> tuple[dict[int, str], dict[int, str]]:
    from glossary.dictionary.index import load_index

    try:
        index = load_index(dictionary_path()).decode()
    except (DictionaryNotFoundError, OSError):
        return {}, {}
    shared = set(_HEADWORD.findall(index))
    pairs = _pairs(index)
    folded = {ord(character): _end(character, pairs) for character in pairs}
    simple = {character: to for character, to in pairs.items() if character not in shared}
    return folded, {ord(character): _end(character, simple) for character in simple}


def _pairs(index: str) -> dict[str, str]:
    """Traditional characters and their simplified ones, of several the most used in the dictionary."""
    forms: dict[str, list[str]] = {}
    sample = index[: 1 << 20]
    for traditional, simplified in _ALIAS.findall(index):
        forms.setdefault(traditional, []).append(simplified)
    return {key: found[0] if len(found) == 1 else max(found, key=sample.count) for key, found in forms.items()}


def _end(character: str, pairs: dict[str, str]) -> str:
    """Follow a chain of pairs to its end; a ring ends before it closes."""
    seen = {character}
    while (following := pairs.get(character)) and following not in seen:
        seen.add(character := following)
    return character
