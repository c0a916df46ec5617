"""Which language a file is in: by its name, else by its script."""

import re
from pathlib import PurePosixPath
from typing import Literal, NamedTuple

from align.lang.scripts import HAN, HANGUL, KANA

_PRIMARY = "zh|en|ja|ko|de|fr|es|ru"
_REGIONS = "cn|tw|hk|mo|sg|my|us|gb|uk|au|ca|nz|ie|in|za|jp|kr|at|ch|de|fr|be|es|mx|ar|ru"
_SUBTAGS = rf"(?:[-_](?P<script>hans|hant))?(?:[-_](?P<region>{_REGIONS}))?"
_TAG = re.compile(rf"(?P<primary>{_PRIMARY}){_SUBTAGS}", re.IGNORECASE)
_ENDING = re.compile(rf"(?:\A|[-_])(?P<primary>zh|en){_SUBTAGS}\Z", re.IGNORECASE)
"""A tag at the end of a name, behind a hyphen. Two languages only: `de`, `es` and the like end too many other names."""

_SAMPLE = 20_000
"""Characters, at the start, in the middle and at the end, by which the script is told."""


class Detected(NamedTuple):
    """A BCP 47 code, and what it was read off: the file's name, or the script of its text."""

    language: str
    by: Literal["name", "script"]


def language_of(path: str, text: str) -> Detected:
    """The language of a file: what its name or its nearest folder says, else the script that most of it is in.

    A text without letters, or in Latin ones, is taken for English.
    """
    named = language_of_name(path)
    return Detected(named, "name") if named else Detected(written_language(text), "script")


def language_of_name(path: str) -> str | None:
    """The language that a path names: in a dotted part, at the end behind a hyphen, or by a folder; None without one.

    >>> language_of_name("news/story.zh-Hant.md"), language_of_name("zh/story.md"), language_of_name("story_en.txt")
    ('zh-Hant', 'zh', 'en')
    >>> language_of_name("made-in-de.txt"), language_of_name("Notes on zh.txt")
    (None, None)
    """
    parts = PurePosixPath(path.replace("\\", "/")).parts
    if not parts:
        return None
    stem, *dotted = parts[-1].split(".")[:-1] or parts[-1:]
    found = [_TAG.fullmatch(part) for part in reversed(dotted)]
    found += [_ENDING.search(parts[-1].rpartition(".")[0] or stem), *map(_TAG.fullmatch, reversed(parts[:-1]))]
    return next((_code(match) for match in found if match), None)


def written_language(text: str) -> str:
    """The language whose script a text is in: `zh`, `ja`, `ko`, else `en`.

    Half as many Han characters as Latin letters are enough: a Chinese text says in one what takes three letters.
    """
    if text.isascii():
        return "en"
    middle = len(text) // 2
    sample = text if len(text) < 3 * _SAMPLE else text[:_SAMPLE] + text[middle : middle + _SAMPLE] + text[-_SAMPLE:]
    latin, han, kana, hangul = (len(re.findall(f"[{letters}]", sample)) for letters in ("A-Za-z", HAN, KANA, HANGUL))
    if 2 * (han + kana + hangul) <= latin:
        return "en"
    if hangul > han + kana:
        return "ko"
    return "ja" if kana * 10 > han else "zh"


def _code(match: re.Match[str]) -> str:
    region = (match["region"] or "").upper().replace("UK", "GB")
    return "-".join(filter(None, (match["primary"].lower(), (match["script"] or "").title(), region)))
