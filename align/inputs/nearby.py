"""The texts near the files of a run, among which their sources may be.

They are next to the files that a person named one by one, in folders there that are called by the language of the
sources, and across from the files in a folder called by the language of the translations: for `en/2020/a.md` in
`zh/2020/` and in `2020/`, where `zh/` and `2020/` are next to `en/`, and for `values/` in `values-zh/`. Each folder is
listed once; no file is opened.
"""

import os
from collections.abc import Callable, Iterator, Mapping, Set
from contextlib import suppress
from functools import cache
from pathlib import PurePosixPath
from typing import NamedTuple

from align.inputs.languages import Languages, find_language_folder, is_same_language, language_of_folder_name
from align.readers import gives_bitexts, is_known
from glossary.storage.reading import is_file, is_folder

_DEFAULTS = frozenset({"values"})
"""Folders of texts in whatever language a program speaks by default."""


class _Listing(NamedTuple):
    """The names of the texts and of the folders in a folder."""

    texts: list[str]
    folders: list[str]


class _Folder(NamedTuple):
    """A folder: its absolute path with a slash at the end, and as it is shown."""

    path: str
    shown: PurePosixPath


_List = Callable[[str], _Listing]


def list_texts_near(files: Mapping[str, str], named: Set[str], languages: Languages) -> dict[str, str]:
    """Return the texts near `files`. Both are given as absolute paths, with the paths that are shown.

    `named` are the absolute paths of what a person named. Bitexts are no texts.
    """
    list_folder = cache(_list_folder)
    folders = {_folder_of(path): PurePosixPath(shown).parent for path, shown in files.items()}
    beside = {_folder_of(path) for path in named if path in files}
    near: dict[str, str] = {}
    for folder in (_Folder(*item) for item in folders.items()):
        found = [*_across(folder, languages, list_folder)]
        if folder.path in beside:
            found += folder, *_sources_in(folder, languages, list_folder)
        near |= {path + name: str(shown / name) for path, shown in found for name in list_folder(path).texts}
    return near


def _folder_of(path: str) -> str:
    return path[: path.rfind("/") + 1]


def _across(folder: _Folder, languages: Languages, list_folder: _List) -> Iterator[_Folder]:
    """Yield the folders across from one that is called by the language of the translations, or is in one so called.

    One of texts in the language that a program speaks by default is next to those called by other languages.
    """
    if PurePosixPath(folder.path).name in _DEFAULTS:
        above = _Folder(_folder_of(folder.path.rstrip("/")), _go_up(folder.shown, 1))
        yield from _sources_in(above, languages, list_folder)
    found = find_language_folder(folder.path, languages)
    if found and is_same_language(found.language, languages.target):
        above = _Folder(found.above, _go_up(folder.shown, found.below.count("/") + 1))
        for side in (above, *_sources_in(above, languages, list_folder)):
            yield _Folder(side.path + found.below, side.shown / found.below)


def _sources_in(folder: _Folder, languages: Languages, list_folder: _List) -> Iterator[_Folder]:
    """Yield the folders in a folder that are called by the language of the sources."""
    for name in list_folder(folder.path).folders:
        if name in _DEFAULTS or is_same_language(language_of_folder_name(name, languages), languages.source):
            yield _Folder(f"{folder.path}{name}/", folder.shown / name)


def _go_up(folder: PurePosixPath, times: int) -> PurePosixPath:
    """Return the folder so many times above one, as a person who works in the same place writes it."""
    for _ in range(times):
        folder = folder / ".." if folder.name in ("", "..") else folder.parent
    return folder


def _list_folder(folder: str) -> _Listing:
    listing = _Listing([], [])
    with suppress(OSError), os.scandir(folder) as entries:  # a file may be open to us in a folder that is not
        for entry in sorted(entries, key=lambda entry: entry.name):
            if is_folder(entry.path):
                listing.folders.append(entry.name)
            elif is_known(entry.name) and not gives_bitexts(entry.name) and is_file(entry.path):
                listing.texts.append(entry.name)
    return listing
