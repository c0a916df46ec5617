"""Which language a file is in by its path, and what the path is without it: by names alone, no file is opened.

A tag (`zh`, `en-GB`, `zh_Hans`) in a file's name, or a folder called by one, names its language. Weaker names (`cn`,
`chinese`, `中文`, `原文`, a tag after a blank) are hints: they count only where a partner confirms them (see
`align.inputs.sources`).
"""

import os
import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from align.inputs.layouts import find_home
from align.inputs.walking import absolute_path, is_inside
from align.lang.codes import NAMED, WRITTEN
from align.readers import gives_bitexts, needs_language
from glossary.lang.scripts import HAN
from glossary.pack.patterns import compile_late
from glossary.pack.tables import Form, split_cell

_PRIMARY = "|".join(NAMED)
_REGIONS = "cn|tw|hk|mo|sg|my|us|gb|uk|au|ca|nz|ie|in|za|jp|kr|at|ch|de|fr|be|es|mx|ar|ru|br"
_SUBTAGS = rf"(?:[-_](?P<script>hans|hant))?(?:[-_](?P<region>{_REGIONS}))?"
_FLAGS = re.IGNORECASE | re.DOTALL

_TAG = compile_late(rf"(?P<primary>{_PRIMARY}){_SUBTAGS}", _FLAGS)

_WRITTEN_TAG = compile_late(rf"(?P<primary>{'|'.join(WRITTEN)}){_SUBTAGS}", _FLAGS)
"""A folder of translations in the layout of a site, in any language."""

_ANDROID = compile_late(
    rf"values-(?:b\+)?(?P<primary>{_PRIMARY})(?:\+(?P<script>hans|hant))?(?:(?:-r|\+)(?P<region>{_REGIONS}))?", _FLAGS
)
"""A folder of texts in a program for Android."""

_APPLE = compile_late(rf"{_TAG.pattern}\.lproj", _FLAGS)
"""A folder of texts in a program for Apple's systems."""

_DOTTED = compile_late(rf"(?P<before>.*)\.{_TAG.pattern}(?P<after>\..*)", _FLAGS)
"""A name with a tag in a dotted part; the last one counts."""

_ENDING_OF = rf"(?:(?P<before>.*?)[-_])?(?P<primary>{{}}){_SUBTAGS}(?P<after>\.[^.]*)"
_ENDING = compile_late(_ENDING_OF.format("zh|en"), _FLAGS)
"""A tag at the end of a name, after a hyphen. Two languages only: `de`, `es` and the like end too many other names."""

_KEYED_ENDING = compile_late(_ENDING_OF.format("|".join(WRITTEN)), _FLAGS)
"""The same for texts of a program and pairs, many of which are named so, in any language: `ja.json`, `po/de.po`; after
other words only where texts are in that language, for `user_id.json` is in none.
"""

_SOURCE, _TARGET = "source", "target"
"""What a hint may say instead of a language."""

PATH_WORDS = Form(
    "align",
    "zh_en/path_words",
    ("words", "means", "where"),
    key=("words",),
    needed=("means",),
    choices=(("where", ("ending", "name", "folder", "part", "document", "common", "shelf")),),
)
"""Words in names of files and folders: at the `ending` of a file's name; as its whole `name`, for at the end of a name
they are mostly words like others, unless a full stop is before them; as the name of a `folder` (not `source` and
`target`: too many folders of programs are called so); or as a `part` of a name. A word for an ending may be a whole
name, and one for a name a folder. A `document` (README) is about all that is next to it; its translations may be on a
`shelf`, a folder there (docs/readme/README_en.md), and their language before its name (EN_README.md). Other names are
`common` to files in many folders (index)."""


@cache
def load_words(*where: str) -> Mapping[str, str]:
    """Return the words that may be in a place of a name, and what each means: a language, `source`, `target`."""
    rows = (row.cells for row in PATH_WORDS.read_built_in())
    return {word: means for words, means, place in rows if place in where for word in split_cell(words, "|")}


_HINTED = compile_late(
    lambda: (
        r"(?P<before>.+?)(?:[-_. ]|[-_. ]?[(（\[【])"
        rf"(?P<hint>{'|'.join(load_words('ending'))}|(?:zh|en){_SUBTAGS}|(?<=\.)(?:{'|'.join(load_words('name'))}))[)）\]】]?"
    ),
    _FLAGS,
)
"""The name of a file, its suffix aside, with a hint or a tag at the end: after a separator, or in brackets."""

_DOCUMENT = compile_late(
    lambda: (
        rf"(?:(?P<first>{(words := '|'.join(load_words('ending', 'name')))}|(?:zh|en){_SUBTAGS})"
        rf"(?:[-_. ]|(?<=[{HAN}])))?"
        rf"(?P<before>{'|'.join(load_words('document'))})(?(first)|(?:[-_. ]|(?=[{HAN}]))(?P<hint>{words}))"
    ),
    _FLAGS,
)
"""The name of a document, its suffix aside, with a hint or a tag before it, or a hint after it."""

_DOCUMENT_ENDING = compile_late(
    lambda: (
        rf"(?P<before>{'|'.join(load_words('document'))})[-_](?P<primary>{'|'.join(WRITTEN)}){_SUBTAGS}(?P<after>\.[^.]*)"
    ),
    _FLAGS,
)
"""The name of a document with a tag at its end, of more languages than other names: README_ja.md."""

_FOLDER_ENDING = compile_late(
    lambda: (
        rf"(?!(?:{_PRIMARY})[-_.])(?P<before>.+?)[-_.](?P<hint>{'|'.join(load_words('ending'))}|(?:zh|en){_SUBTAGS})"
    ),
    _FLAGS,
)
"""The name of a folder with a hint or a tag at its end: `content.zh`, `docs-en`."""

_FARTHEST = 4
"""How many folders up a language is looked for, where no repository shows how far the files belong together."""


class Languages(NamedTuple):
    """The languages of a translation, as BCP 47 codes: from `source` into `target`."""

    source: str
    target: str


class LanguageFolder(NamedTuple):
    """A folder called by a language, the path `above` it and that `below` it; both are empty or end with a slash."""

    above: str
    language: str
    below: str


def is_same_language(code: str | None, other: str | None) -> bool:
    """Return whether two BCP 47 codes name one language, whatever its script or region; None is no language."""
    return bool(code and other) and _primary(code or "") == _primary(other or "")


def language_of_path(path: str, shared: str = "") -> str | None:
    """Return the language that a path names: by a tag in the file's name, else by the nearest folder called by one.

    Folders are looked at up to the root of the file's repository, its own name aside, or four folders up where there
    is none; `shared` and those above it say nothing where a source is named that is in it too (an absolute path). It
    depends on the absolute path only, not on how it is written. A bitext has no language.
    """
    return None if gives_bitexts(path) else _language_of_path(path, None, shared)


def hinted_language(path: str, languages: Languages, *, with_bitexts: bool = False) -> str | None:
    """Return the language that a path names (see `language_of_path`), else the one it hints at.

    A hint such as `原文` means the source language, whatever that is. A bitext has one only where that is asked for.
    """
    if not with_bitexts and gives_bitexts(path):
        return None
    return _language_of_path(path, None) or _language_of_path(path, languages)


def find_shared_folder(paths: Iterable[str]) -> str:
    """Return the absolute path of the folder, or file, that a source and what is compared with it are in."""
    return os.path.commonpath([absolute_path(path) for path in paths])


def _language_of_path(path: str, hints: Languages | None, shared: str = "") -> str | None:
    folder, slash, name = absolute_path(path).rpartition("/")
    code = split_tag(name, hints)[1]
    if not code and (found := find_language_folder(folder + slash, hints)):
        named = folder[: len(folder) + 1 - len(found.below)].rstrip("/")
        code = None if shared and is_inside(shared, named) else found.language
    if not code and (home := find_home(folder + slash)) and (match := _WRITTEN_TAG.fullmatch(home.language)):
        code = _code(match)
    return code


def find_language_folder(folder: str, hints: Languages | None = None) -> LanguageFolder | None:
    """Return the nearest folder called by a language, from an absolute one (with a slash at the end) upwards.

    None where it is the root of the repository, is outside it, or is too far up; in a layout that is known (see
    `align.inputs.layouts`) none is.
    """
    found = split_folder(folder, hints)
    if not found:
        return None
    depth = found.below.count("/") + 1
    folders = _folders_up(folder)
    if any(map(is_repository, folders[:depth])):
        return None
    if depth <= _FARTHEST or any(map(is_repository, folders[depth:])):
        return found
    home = find_home(folder)
    return found if home and language_of_folder_name(home.language, hints) == found.language else None


@lru_cache(maxsize=1024)
def split_folder(folder: str, hints: Languages | None = None) -> LanguageFolder | None:
    """Return the last folder called by a language in a path of folders that ends with a slash.

    >>> split_folder("news/zh-hans/2020/")
    LanguageFolder(above='news/', language='zh-Hans', below='2020/')
    >>> split_folder("原文/2020/"), split_folder("原文/2020/", Languages("zh", "en"))
    (None, LanguageFolder(above='', language='zh', below='2020/'))
    """
    names = folder.split("/")
    for index in reversed(range(len(names) - 1)):
        if code := language_of_folder_name(names[index], hints):
            above, below = ("".join(f"{name}/" for name in part) for part in (names[:index], names[index + 1 : -1]))
            return LanguageFolder(above, code, below)
    return None


def language_of_folder_name(name: str, hints: Languages | None = None) -> str | None:
    """Return the language that a folder is called by.

    >>> language_of_folder_name("zh_CN"), language_of_folder_name("chinese"), language_of_folder_name("news")
    ('zh-CN', None, None)
    >>> language_of_folder_name("chinese", Languages("zh", "en"))
    'zh'
    >>> language_of_folder_name("it"), language_of_folder_name("it", Languages("en", "it"))
    (None, 'it')
    """
    match = _TAG.fullmatch(name) or _ANDROID.fullmatch(name) or _APPLE.fullmatch(name)
    if match or not hints:
        return _code(match) if match else None
    if (match := _WRITTEN_TAG.fullmatch(name)) and any(is_same_language(match["primary"], code) for code in hints):
        return _code(match)
    if code := load_words("ending", "name", "folder").get(name.lower()):
        return _resolve(code, hints)
    if match := _TAG.fullmatch(name, 1) if name.startswith("_") else None:
        return _code(match)
    match = _FOLDER_ENDING.fullmatch(name)
    return _find_hint(match["hint"], hints) if match else None


def remove_language_folder(
    folder: str, language: str | None = None, instead: str = "", hints: Languages | None = None
) -> str:
    """Return a path of folders without the last one that is called by a language.

    Where `language` is given, only a folder of that language goes.

    >>> remove_language_folder("news/zh/2020/"), remove_language_folder("news/zh/2020/", instead="*/")
    ('news/2020/', 'news/*/2020/')
    >>> remove_language_folder("de/", "en"), remove_language_folder("de/", "de-AT")
    ('de/', '')
    """
    found = split_folder(folder, hints)
    if not found or (language and not is_same_language(language, found.language)):
        return folder
    name = folder[len(found.above) :].partition("/")[0]
    if _ANDROID.fullmatch(name):
        instead = "values/"
    elif not _TAG.fullmatch(name) and (match := _FOLDER_ENDING.fullmatch(name)):
        instead = f"{match['before']}/"
    return found.above + instead + found.below


def split_tag(name: str, hints: Languages | None = None) -> tuple[str, str | None]:
    """Return the name of a file without the language that it names, and that language.

    >>> split_tag("story.zh-Hant.md"), split_tag("story_en.txt"), split_tag("zh.md"), split_tag("story.md")
    (('story.md', 'zh-Hant'), ('story.txt', 'en'), ('.md', 'zh'), ('story.md', None))
    >>> split_tag("pt-BR.json"), split_tag("app_de.arb", Languages("en", "de")), split_tag("app_de.arb")
    (('.json', 'pt-BR'), ('app.arb', 'de'), ('app_de.arb', None))
    >>> split_tag("story cn.txt"), split_tag("story cn.txt", Languages("zh", "en"))
    (('story cn.txt', None), ('story.txt', 'zh-CN'))
    """
    match = _DOTTED.fullmatch(name) or _ENDING.fullmatch(name) or _DOCUMENT_ENDING.fullmatch(name)
    if not match and (needs_language(name) or gives_bitexts(name)):
        match = _KEYED_ENDING.fullmatch(name)
        if match and match["before"] and not any(is_same_language(match["primary"], code) for code in hints or ()):
            match = None
    if match:
        return (match["before"] or "") + match["after"], _code(match)
    return _split_hint(name, hints) if hints else (name, None)


def _split_hint(name: str, hints: Languages) -> tuple[str, str | None]:
    stem, dot, suffix = name.rpartition(".")
    if code := _resolve(load_words("ending", "name").get(stem.lower()), hints):
        return dot + suffix, code
    if match := _DOCUMENT.fullmatch(stem):
        return match["before"] + dot + suffix, _find_hint(match["first"] or match["hint"], hints)
    if match := _HINTED.fullmatch(stem):
        return match["before"] + dot + suffix, _find_hint(match["hint"], hints)
    return name, None


def _find_hint(word: str, hints: Languages) -> str | None:
    """Return the language that a hint or a tag means."""
    tag = _TAG.fullmatch(word)
    return _resolve(load_words("ending", "name").get(word.lower()), hints) or (_code(tag) if tag else None)


def _resolve(code: str | None, hints: Languages) -> str | None:
    """Return the language that a hint means."""
    return hints.source if code == _SOURCE else hints.target if code == _TARGET else code


def _folders_up(folder: str) -> list[str]:
    """Return an absolute folder and all above it, the nearest first; each ends with a slash."""
    folders = []
    while folder:
        folders.append(folder)
        folder = folder[: folder.rstrip("/").rfind("/") + 1]
    return folders


def is_repository(folder: str) -> bool:
    """Return whether a folder, its path with a slash at the end, is the root of a repository."""
    return os.path.lexists(folder + ".git")


def _primary(code: str) -> str:
    return code.partition("-")[0].lower()


def _code(match: re.Match[str]) -> str:
    region = (match["region"] or "").upper().replace("UK", "GB")
    return "-".join(filter(None, (match["primary"].lower(), (match["script"] or "").title(), region)))
