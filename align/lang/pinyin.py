"""Pinyin: which words are pinyin, how Chinese is read in it, and whether words next to a run of Han are its pinyin.

The readings of characters and phrases are from the tables of pypinyin. The package is not imported: it makes objects of
all of its 47,000 phrases first, which takes ten times as long as finding where they are.
"""

import json
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.abc import Loader
from importlib.machinery import ModuleSpec
from itertools import accumulate, groupby
from pathlib import Path
from typing import NamedTuple, cast

from glossary.lang.scripts import HAN
from glossary.pack.patterns import compile_late
from glossary.storage.reading import open_file

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
_CONFUSED = compile_late("(?<=[aei]n)g|(?<=[zcs])h")
_FIRST_RADICAL = "\u2e80"
"""Characters before it are not Chinese."""
_BLURRED = str.maketrans({"ü": "u", "v": "u"})


def is_pinyin(word: str) -> bool:
    """Return whether a word of at most 24 letters, without tones, can be read as Mandarin syllables in pinyin.

    >>> is_pinyin("Xiaosong"), is_pinyin("Xiaosung")
    (True, False)
    """
    return len(word) <= _LONGEST and _is_in_syllables(word)


@lru_cache(maxsize=16384)
def _is_in_syllables(word: str) -> bool:
    return _compile().fullmatch(word.lower()) is not None


def sounds_alike(one: str, other: str) -> bool:
    """Return whether two words in pinyin differ only in what is most often confused: n and ng, z and zh, u and ü.

    >>> sounds_alike("Lixin", "Lixing"), sounds_alike("Lixin", "Lixun")
    (True, False)
    """
    return _blur(one) == _blur(other)


@lru_cache(maxsize=16384)
def _blur(word: str) -> str:
    return _CONFUSED.sub("", word.lower().translate(_BLURRED))


@cache
def _compile() -> re.Pattern[str]:
    spelled = {initial + final for final, initials in _FINALS.items() for initial in initials.split()}
    syllables = sorted({*_ALONE.split(), *spelled}, key=lambda syllable: (-len(syllable), syllable))
    return re.compile(f"(?:(?:{'|'.join(syllables)})['’]?)+")


_TONE = compile_late("[\u0300\u0301\u0304\u030c]")
_CHARACTER, _PHRASE = compile_late(r'\n"(\d+)": "([^"]+)"'), compile_late(r'\n"([^"]+)": ')


class _Phrases(NamedTuple):
    """The table of phrases, where the readings of each begin in it, the phrases in order, and the longest's length."""

    table: str
    places: Mapping[str, int]
    ordered: Sequence[str]
    longest: int

    def begin_with(self, text: str) -> bool:
        """Return whether any phrase begins with a text."""
        place = bisect_left(self.ordered, text)
        return place < len(self.ordered) and self.ordered[place].startswith(text)


@lru_cache(maxsize=8192)
def strip_tones(pinyin: str) -> str:
    """Return pinyin without its marks of tone.

    >>> strip_tones("lǜ,ê̄")
    'lü,ê'
    """
    return unicodedata.normalize("NFC", _TONE.sub("", unicodedata.normalize("NFD", pinyin)))


def _find_readings(character: str) -> str:
    """Return the ways to read a character, joined by commas, with their tones; none where no one says."""
    return _load_readings().get(str(ord(character)), "")


@lru_cache(maxsize=8192)
def list_readings(character: str) -> tuple[str, ...]:
    """Return how a character may be read, without tones; the character itself where no one says.

    >>> list_readings("乐"), list_readings("é")
    (('le', 'yue'), ('é',))
    """
    readings = _find_readings(character)
    return tuple(dict.fromkeys(strip_tones(readings).split(","))) if readings else (character,)


def spell(text: str) -> tuple[str, ...]:
    """Return the syllables of a text, without tones: of a phrase as it is read, of other characters as most often.

    >>> spell("音乐"), spell("快乐")
    (('yin', 'yue'), ('kuai', 'le'))
    """
    readings = _load_readings()
    unread = {character for character in text if str(ord(character)) not in readings}
    if unread and max(unread) < _FIRST_RADICAL:  # letters and digits stay as they are, those in a row together
        runs = ["".join(run) for _, run in groupby(text, unread.__contains__)]
        return tuple(syllable for run in runs for syllable in ((run,) if run[0] in unread else spell(run)))
    if unread:
        from pypinyin import lazy_pinyin

        return tuple(lazy_pinyin(text, v_to_u=True))
    known = _load_phrases()
    syllables = list[str]()
    while rest := text[len(syllables) :]:
        phrases = (rest[:length] for length in range(min(len(rest), known.longest), 1, -1))
        if phrase := next((phrase for phrase in phrases if phrase in known.places), ""):
            readings = json.JSONDecoder().raw_decode(known.table, known.places[phrase])[0]
            syllables += [strip_tones(one[0]) for one in readings]
        else:
            # where all that is left begins a phrase, pypinyin reads each of its characters
            begins_phrase = 2 < len(rest) < known.longest and known.begin_with(rest)
            syllables += [list_readings(character)[0] for character in (rest if begins_phrase else rest[0])]
    return tuple(syllables)


@cache
def _load_readings() -> Mapping[str, str]:
    """Return the readings of characters by their code points in decimals."""
    return dict(_CHARACTER.findall(_read_table("pinyin_dict")))


@cache
def _load_phrases() -> _Phrases:
    table = _read_table("phrases_dict")
    places = {phrase[1]: phrase.end() for phrase in _PHRASE.finditer(table)}
    return _Phrases(table, places, sorted(places), max(map(len, places)))


def _read_table(name: str) -> str:
    """Return a table of pypinyin in JSON, each key on a line of its own; older versions keep it in a module."""
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


_HAN = compile_late(f"[{HAN}]")
_WORD = compile_late("[a-z]+")
_POSSESSIVE = compile_late(r"[’']s?\s*$")
_ACCENT = compile_late("[\u0300-\u036f]")


def is_spelled_before(run: str, left: str) -> bool:
    """Return whether the words that end `left` are the pinyin of `run`.

    Tones, spaces, capitals and a final ’s do not count.

    >>> is_spelled_before("刘知几", "according to Liu Zhiji’s ")
    True
    """
    syllables = _HAN.findall(run)
    words = _WORD.findall(_fold(_POSSESSIVE.sub("", left[-_limit(syllables) :])))
    letters, rests = "".join(words), {0}
    for syllable in reversed(syllables):
        ends = ((rest, len(letters) - rest) for rest in rests)
        rests = {
            rest + len(form) for rest, end in ends for form in _list_letters(syllable) if letters.endswith(form, 0, end)
        }
        if not rests:
            return False
    return bool(syllables) and not rests.isdisjoint(accumulate(map(len, reversed(words))))


def is_spelled_after(run: str, right: str) -> bool:
    """Return whether the words that begin `right` are the pinyin of `run`.

    >>> is_spelled_after("躺平", " (tǎngpíng), a word of 2021"), is_spelled_after("一点儿", ", yìdiǎnr")
    (True, True)
    """
    syllables = _HAN.findall(run)
    words = _WORD.findall(_fold(right[: _limit(syllables)]))
    letters, ends = "".join(words), {0}
    for syllable in syllables:
        ends = {end + len(form) for end in ends for form in _list_letters(syllable) if letters.startswith(form, end)}
        if not ends:
            return False
    return bool(syllables) and not ends.isdisjoint(accumulate(map(len, words)))


def _limit(syllables: Sequence[str]) -> int:
    """Return how many characters of a text may spell these syllables, and the word before or after them."""
    return 8 * len(syllables) + 12


@lru_cache(maxsize=8192)
def _list_letters(character: str) -> tuple[str, ...]:
    """Return the ways to write the readings of a character; 儿 may be only an r."""
    readings = strip_tones(_find_readings(character))
    if not readings:
        return (character,)
    forms = {reading.replace("ü", spelling) for reading in readings.split(",") for spelling in ("u", "v", "yu")}
    return tuple(forms | {"r"} if "er" in forms else forms)


def _fold(text: str) -> str:
    """Return the text in lower case, without accents."""
    lowered = text.lower()
    if lowered.isascii():
        return lowered
    return _ACCENT.sub("", unicodedata.normalize("NFKD", lowered))
