"""How Chinese characters and phrases are read, from the tables of pypinyin.

The package is not imported: it makes objects of all of its 47,000 phrases first, which takes ten times as long as
finding where they stand.
"""

import json
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.abc import Loader
from importlib.machinery import ModuleSpec
from pathlib import Path
from typing import NamedTuple, cast

from glossary.pack.patterns import compile_late
from glossary.storage.reading import open_file

_TONE = compile_late("[\u0300\u0301\u0304\u030c]")
_CHARACTER, _PHRASE = compile_late(r'\n"(\d+)": "([^"]+)"'), compile_late(r'\n"([^"]+)": ')


class _Phrases(NamedTuple):
    """The table of phrases, where the readings of each begin in it, and how long the longest phrase is."""

    table: str
    places: Mapping[str, int]
    longest: int


def strip_tones(pinyin: str) -> str:
    """Return pinyin without its marks of tone.

    >>> strip_tones("lǜ,ê̄")
    'lü,ê'
    """
    return unicodedata.normalize("NFC", _TONE.sub("", unicodedata.normalize("NFD", pinyin)))


def find_readings(character: str) -> str:
    """The ways to read a character, joined by commas, with their tones; none where nobody says."""
    return _load_readings().get(str(ord(character)), "")


def list_readings(character: str) -> tuple[str, ...]:
    """How a character may be read, without tones; the character itself where nobody says.

    >>> list_readings("乐"), list_readings("é")
    (('le', 'yue'), ('é',))
    """
    readings = find_readings(character)
    return tuple(dict.fromkeys(strip_tones(readings).split(","))) if readings else (character,)


def spell(text: str) -> tuple[str, ...]:
    """The syllables of a text, without tones: each phrase as it is read, other characters as they are read most often.

    >>> spell("音乐"), spell("快乐")
    (('yin', 'yue'), ('kuai', 'le'))
    """
    if not all(map(find_readings, text)):
        from pypinyin import lazy_pinyin

        return tuple(lazy_pinyin(text, v_to_u=True))
    syllables = list[str]()
    while len(syllables) < len(text):
        syllables += _spell_start(text[len(syllables) :])
    return tuple(syllables)


def _spell_start(text: str) -> list[str]:
    """The syllables of the longest phrase that a text begins with; where it begins with none, of its first character.

    Of all characters, where the whole text begins a phrase: so pypinyin has it.
    """
    table, places, longest = _load_phrases()
    phrases = (text[:length] for length in range(min(len(text), longest), 1, -1))
    if phrase := next((phrase for phrase in phrases if phrase in places), ""):
        readings = json.JSONDecoder().raw_decode(table, places[phrase])[0]
        return [strip_tones(one[0]) for one in readings]
    begins_phrase = 2 < len(text) < longest and f'\n"{text}' in table
    return [list_readings(character)[0] for character in (text if begins_phrase else text[0])]


@cache
def _load_readings() -> Mapping[str, str]:
    """The readings of characters by their code points in decimals."""
    return dict(_CHARACTER.findall(_read_table("pinyin_dict")))


@cache
def _load_phrases() -> _Phrases:
    table = _read_table("phrases_dict")
    places = {phrase[1]: phrase.end() for phrase in _PHRASE.finditer(table)}
    return _Phrases(table, places, max(map(len, places)))


def _read_table(name: str) -> str:
    """A table of pypinyin in JSON, each key on a line of its own; older versions keep it in a module."""
    from importlib.util import find_spec, module_from_spec, spec_from_file_location

    package = find_spec("pypinyin")
    folder = Path((package and package.origin) or "").parent
    try:
        with open_file(folder / f"{name}.json") as file:
            return file.read().decode()
    except OSError:
        spec = spec_from_file_location(f"pypinyin_{name}", folder / f"{name}.py")
    module = module_from_spec(cast(ModuleSpec, spec))
    cast(Loader, cast(ModuleSpec, spec).loader).exec_module(module)
    return json.dumps(getattr(module, name), ensure_ascii=False, indent=0)
