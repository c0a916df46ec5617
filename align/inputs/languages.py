"""Which language a file is in by its name, and what the name is without it."""

import re
from functools import lru_cache

_PRIMARY = "zh|en|ja|ko|de|fr|es|ru"
_REGIONS = "cn|tw|hk|mo|sg|my|us|gb|uk|au|ca|nz|ie|in|za|jp|kr|at|ch|de|fr|be|es|mx|ar|ru"
_SUBTAGS = rf"(?:[-_](?P<script>hans|hant))?(?:[-_](?P<region>{_REGIONS}))?"
_TAG = rf"(?P<primary>{_PRIMARY}){_SUBTAGS}"
_FLAGS = re.IGNORECASE | re.DOTALL

_DOTTED = re.compile(rf"(?P<before>.*)\.{_TAG}(?P<after>\..*)", _FLAGS)
"""A name with a tag in a dotted part; the last one counts."""

_ENDING = re.compile(rf"(?:(?P<before>.*?)[-_])?(?P<primary>zh|en){_SUBTAGS}(?P<after>\.[^.]*)", _FLAGS)
"""A tag at the end of a name, behind a hyphen. Two languages only: `de`, `es` and the like end too many other names."""

_FOLDER = re.compile(rf"(?P<before>(?:.*/)?){_TAG}/(?P<after>.*)", _FLAGS)
"""A path of folders, one of which is called by a tag; the last one counts."""


def language_of_name(path: str) -> str | None:
    """The language that a path names: in a dotted part, at the end behind a hyphen, or by a folder; None without one.

    >>> language_of_name("news/story.zh-Hant.md"), language_of_name("zh/story.md"), language_of_name("story_en.txt")
    ('zh-Hant', 'zh', 'en')
    >>> language_of_name("made-in-de.txt"), language_of_name("Notes on zh.txt")
    (None, None)
    """
    folder, slash, name = path.replace("\\", "/").rpartition("/")
    match = _in_name(name) or _FOLDER.fullmatch(folder + slash)
    return _code(match) if match else None


def split_tag(name: str) -> tuple[str, str | None]:
    """The name of a file without the language that it tells, and that language.

    >>> split_tag("story.zh-Hant.md"), split_tag("story_en.txt"), split_tag("zh.md"), split_tag("story.md")
    (('story.md', 'zh-Hant'), ('story.txt', 'en'), ('.md', 'zh'), ('story.md', None))
    """
    match = _in_name(name)
    return ((match["before"] or "") + match["after"], _code(match)) if match else (name, None)


@lru_cache(maxsize=1024)
def without_language_folder(folder: str, language: str | None = None, instead: str = "") -> str:
    """A path that ends with a slash, without the last folder that names a language.

    Where `language` is given, the region aside, only a folder of that language goes.

    >>> without_language_folder("news/zh/2020/"), without_language_folder("news/zh/2020/", instead="*/")
    ('news/2020/', 'news/*/2020/')
    >>> without_language_folder("de/", "en"), without_language_folder("de/", "de-AT")
    ('de/', '')
    """
    match = _FOLDER.fullmatch(folder)
    if not match or (language and language.partition("-")[0] != match["primary"].lower()):
        return folder
    return match["before"] + instead + match["after"]


def _in_name(name: str) -> re.Match[str] | None:
    return _DOTTED.fullmatch(name) or _ENDING.fullmatch(name)


def _code(match: re.Match[str]) -> str:
    region = (match["region"] or "").upper().replace("UK", "GB")
    return "-".join(filter(None, (match["primary"].lower(), (match["script"] or "").title(), region)))
