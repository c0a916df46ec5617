"""Simplified and traditional script folded into one, character by character, so that offsets stay.

The pairs of characters are the headwords of one character in CC-CEDICT. A character that both scripts have (著, 乾, 宁)
does not show the script of its word: `simplify` leaves it as it is, `fold_scripts` folds it too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from glossary.dictionary.files import DictionaryNotFoundError, cache_by_dictionary, find_dictionary_file
from glossary.dictionary.sorted_lines import join_rows, load_lines

_LONGEST_KEPT = 500
FORMAT = 1  # raise when the layout changes
_KIND = f"scripts-{FORMAT}"
_CHARACTERS = re.compile(rb"\n([^ \n]+) ([^ \n\x80-\xbf][\x80-\xbf]{0,3}) \[")  # traditional, simplified
_SAMPLE = re.compile(rb"\n[^ \n]+ ((?:[^\xe5-\xff]|\xe5[\x80-\x85])[^\n]*)")
"""Entries of words that sort before 冀, without the traditional form: an eighth of all."""


def fold_scripts(text: str) -> str:
    """Return `text` with one character for each pair of script variants, of the same length; only to be compared."""
    return text.translate(_build_tables()[0]) if _compile_changed_characters().search(text) else text


def simplify(text: str) -> str:
    """Return `text` in simplified script, of the same length, but for the characters that both scripts have.

    That of a sentence is kept for a while: several rules ask for it.
    """
    return _simplify_sentence(text) if len(text) <= _LONGEST_KEPT else _simplify(text)


@cache_by_dictionary(1024)
def _simplify_sentence(text: str) -> str:
    return _simplify(text)


def _simplify(text: str) -> str:
    return text.translate(_build_tables()[1]) if _compile_changed_characters().search(text) else text


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
        file = find_dictionary_file()
    except DictionaryNotFoundError:
        return {}, {}
    rows = load_lines(file, _KIND, lambda: build_maps(load_dictionary().index.lines)).decode().split("\n")[1:-1]
    maps = [(ord(row[0]), row[2:]) for row in rows if row]
    return {one: forms[0] for one, forms in maps}, {one: forms[1] for one, forms in maps if len(forms) > 1}


def build_maps(lines: bytes) -> bytes:
    """Return sorted lines "character TAB its folded form", and after that its simplified form where it is certain."""
    shared, pairs = _read_pairs(lines)
    simple = {character: to for character, to in pairs.items() if character not in shared}
    rows = ((one, _follow_pairs(one, pairs) + (_follow_pairs(one, simple) if one in simple else "")) for one in pairs)
    return join_rows(sorted((f"{character}\t", forms) for character, forms in rows))


def _read_pairs(lines: bytes) -> tuple[set[str], dict[str, str]]:
    """Return all simplified characters, and that of each traditional one; of several, the most used in a sample."""
    found = [(traditional.decode(), simplified.decode()) for traditional, simplified in _CHARACTERS.findall(lines)]
    forms: dict[str, set[str]] = {}
    for traditional, simplified in found:
        if traditional != simplified and len(traditional) == 1:
            forms.setdefault(traditional, set()).add(simplified)
    sample = b"".join(_SAMPLE.findall(lines)).decode() if any(len(several) > 1 for several in forms.values()) else ""
    pairs = {
        one: max(sorted(several), key=sample.count) if len(several) > 1 else min(several)
        for one, several in forms.items()
    }
    return {simplified for _, simplified in found}, pairs


def _follow_pairs(character: str, pairs: dict[str, str]) -> str:
    """Return the last character of a chain of pairs; a circle ends before it closes."""
    seen = {character}
    while (following := pairs.get(character)) and following not in seen:
        seen.add(character := following)
    return character
