"""Whether Latin letters spell how a run of Han sounds: a name or a term given in both scripts."""

import re
import unicodedata
from functools import lru_cache

from align.lang.scripts import HAN

_HAN = re.compile(f"[{HAN}]")
_LONGEST = 30


def spelled_before(run: str, left: str) -> bool:
    """Whether the words that end `left` are the pinyin of `run`; tones, spaces, capitals and a final ’s do not count.

    >>> spelled_before("刘知几", "according to Liu Zhiji’s ")
    True
    """
    pattern = _pattern(run)
    return bool(pattern) and bool(re.search(rf"(?<![a-z]){pattern}(?:[’']s)?[^a-z]*$", _plain(left)))


def spelled_after(run: str, right: str) -> bool:
    """Whether the words that begin `right` are the pinyin of `run`.

    >>> spelled_after("躺平", " (tǎngpíng), a word of 2021")
    True
    """
    pattern = _pattern(run)
    return bool(pattern) and bool(re.match(rf"[^a-z]*{pattern}(?![a-z])", _plain(right)))


def _pattern(run: str) -> str:
    """An expression for the pinyin of a run in any of its readings; empty for one without Han, or too long a one."""
    characters = _HAN.findall(run)
    if not 0 < len(characters) <= _LONGEST:
        return ""
    return "[^a-z]{0,3}".join(map(_readings, characters))


@lru_cache(maxsize=4096)
def _readings(character: str) -> str:
    from pypinyin import Style, pinyin

    spelled = pinyin(character, style=Style.NORMAL, heteronym=True, v_to_u=True)[0]
    readings = {form for reading in spelled for form in _spellings(reading)}
    return f"(?:{'|'.join(sorted(map(re.escape, readings), key=len, reverse=True))})"


def _spellings(reading: str) -> set[str]:
    return {_plain(reading), reading.replace("ü", "v"), reading.replace("ü", "yu")} if "ü" in reading else {reading}


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(char for char in decomposed if not unicodedata.combining(char))
