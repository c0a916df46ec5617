"""Simplified and traditional script folded into one, character by character, so that offsets stay.

The pairs of characters are the headwords of one character in CC-CEDICT. A character that both scripts have (著, 乾, 宁)
does not tell the script of its word: `simplify` leaves it as it is, `fold_scripts` folds it too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from glossary.dictionary.files import DictionaryNotFoundError, cache_by_dictionary

_LONGEST_KEPT = 500
_CHARACTER = rb"[^\t\n\x80-\xbf][\x80-\xbf]{0,3}"
_ALIAS = re.compile(b"\n(%b)\t(%b)(?=\n)" % (_CHARACTER, _CHARACTER))  # a line of the index: traditional, simplified
_HEADWORD = re.compile(b"\n(%b)\t(?!%b\n)" % (_CHARACTER, _CHARACTER))


def fold_scripts(text: str) -> str:
    """Return `text` with one character for each pair of script variants, of the same length; only to be compared."""
    return text.translate(_build_tables()[0]) if _compile_changed_characters().search(text) else text


def simplify(text: str) -> str:
    """Return `text` in simplified script, of the same length, but for the characters that both scripts have.

    That of a sentence is kept for a while: several rules ask for it.
    """
    return _simplify_sentence(text) if len(text) <= _LONGEST_KEPT else text.translate(_build_tables()[1])


@cache_by_dictionary(1024)
def _simplify_sentence(text: str) -> str:
    return text.translate(_build_tables()[1])


@cache_by_dictionary(4)
def _compile_changed_characters() -> re.Pattern[str]:
    """Return a pattern for a character that `fold_scripts` changes: searching is faster than translating."""
    return re.compile(f"[{''.join(map(chr, _read_maps()[0]))}]" if _read_maps()[0] else "(?!)")


@cache_by_dictionary(4)
def _build_tables() -> tuple[list[str], list[str]]:
    """Return the maps as lists over the first plane, with which `str.translate` is twice as fast as with dicts."""
    folded, simple = _read_maps()
    return _make_table(folded), _make_table(simple)


def _make_table(changed: Mapping[int, str]) -> list[str]:
    table = list(map(chr, range(0x10000)))
    for code in filter(range(0x10000).__contains__, changed):
        table[code] = changed[code]
    return table


@cache_by_dictionary(4)
def _read_maps() -> tuple[dict[int, str], dict[int, str]]:
    from glossary.dictionary.cedict import load_dictionary

    try:
        index = load_dictionary().index
    except DictionaryNotFoundError:
        return {}, {}
    shared = set(b"".join(_HEADWORD.findall(index)).decode())
    pairs = _read_pairs(index)
    folded = {ord(character): _follow_pairs(character, pairs) for character in pairs}
    simple = {character: to for character, to in pairs.items() if character not in shared}
    return folded, {ord(character): _follow_pairs(character, simple) for character in simple}


def _read_pairs(index: bytes) -> dict[str, str]:
    """Return the simplified character of each traditional one; of several, the most used in the dictionary."""
    forms: dict[str, list[str]] = {}
    sample = index[: 1 << 22].decode(errors="ignore")[: 1 << 20]
    for traditional, simplified in _ALIAS.findall(index):
        forms.setdefault(traditional.decode(), []).append(simplified.decode())
    return {key: found[0] if len(found) == 1 else max(found, key=sample.count) for key, found in forms.items()}


def _follow_pairs(character: str, pairs: dict[str, str]) -> str:
    """Return the last character of a chain of pairs; a circle ends before it closes."""
    seen = {character}
    while (following := pairs.get(character)) and following not in seen:
        seen.add(character := following)
    return character
