"""The texts near the files of a run, among which their sources may be.

They are next to the files that a person named one by one, in folders there that are called by the language of the
sources, and across from the files in a folder called by the language of the translations: for `en/2020/a.md` in
`zh/2020/` and in `2020/`, where `zh/` and `2020/` are next to `en/`, and for `values/` in `values-zh/`; where the
layout of a site keeps them (see `align.inputs.layouts`); and, for a README, in the folders above and below that
translations of one are put into. Each folder is listed once; no file is opened.
"""

import os
from collections.abc import Callable, Iterator, Mapping, Set
from contextlib import suppress
from functools import cache, partial
from pathlib import PurePosixPath
from typing import NamedTuple

from align.inputs.languages import (
    Languages,
    find_language_folder,
    is_repository,
    is_same_language,
    language_of_folder_name,
    load_words,
    remove_language_folder,
    split_tag,
)
from align.inputs.layouts import find_home, list_translated
from align.readers import gives_bitexts, is_known
from glossary.storage.reading import is_file, is_folder

_DEFAULTS = frozenset({"values"})
"""Folders of texts in whatever language a program speaks by default."""


_FARTHEST = 3
"""How many folders up from a file that is named a folder called by the language of the sources is looked for."""


class _Listing(NamedTuple):
    """The names of the texts and of the folders in a folder."""

    texts: list[str]
    folders: list[str]


class _Folder(NamedTuple):
    """A folder: its absolute path with a slash at the end, and as it is shown."""

    path: str
    shown: PurePosixPath


_List = Callable[[str], _Listing]


def list_texts_near(
    files: Mapping[str, str], named: Set[str], languages: Languages, is_text: Callable[[str], bool] | None = None
) -> dict[str, str]:
    """Return the texts near `files`. Both are given as absolute paths, with the paths that are shown.

    `named` are the absolute paths of what a person named. `is_text` says which names are those of texts; where it is
    not given, all that are of a known format, without bitexts.
    """
    list_folder = cache(partial(_list_folder, is_text or _is_text))
    folders = {_folder_of(path): PurePosixPath(shown).parent for path, shown in files.items()}
    with_documents = {_folder_of(path) for path in files if _is_document(path, languages)}
    beside = {_folder_of(path) for path in named if path in files}
    near: dict[str, str] = {}
    for folder in (_Folder(*item) for item in folders.items()):
        found = [*_across(folder, languages, list_folder), *_in_layout(folder, languages, list_folder)]
        if folder.path in with_documents:
            found += _around_shelves(folder, languages, list_folder)
        if folder.path in beside:
            found += folder, *_sources_in(folder, languages, list_folder), *_below(folder, languages, list_folder)
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
        plain = remove_language_folder(folder.path, hints=languages)
        if plain != found.above + found.below:
            yield _go(folder, plain)


def _below(folder: _Folder, languages: Languages, list_folder: _List) -> Iterator[_Folder]:
    """Yield the folders across from one that is called by no language, in those next to the folders that it is in:
    for `site/docs/guide/` these are `site/docs/zh/guide/`, `site/zh/docs/guide/`, `site/zh/guide/` and so on.
    """
    if find_language_folder(folder.path, languages):
        return
    above = folder.path
    for _ in range(_FARTHEST):
        if len(above) < 2 or is_repository(above):
            return
        above = _folder_of(above.rstrip("/"))
        for side in _sources_in(_go(folder, above), languages, list_folder):
            below = folder.path[len(above) :]
            yield _Folder(side.path + below, side.shown / below)
            yield _Folder(side.path + below.partition("/")[2], side.shown / below.partition("/")[2])


def _in_layout(folder: _Folder, languages: Languages, list_folder: _List) -> Iterator[_Folder]:
    """Yield the folders where the layout of a site keeps the sources of the texts in one, whichever has its default
    language.
    """
    home = find_home(folder.path)
    if home and is_same_language(language_of_folder_name(home.language, languages), languages.target):
        yield _go(folder, home.folder)
    for above, below in list_translated(folder.path):
        for side in _sources_in(_go(folder, above), languages, list_folder):
            yield _Folder(side.path + below, side.shown / below)


def _is_document(path: str, languages: Languages) -> bool:
    name = path[path.rfind("/") + 1 :]
    return split_tag(name, languages)[0].rpartition(".")[0].lower() in load_words("document")


def _around_shelves(folder: _Folder, languages: Languages, list_folder: _List) -> Iterator[_Folder]:
    """Yield the folder above the shelves that one is among, in its repository, and the shelves in it."""
    shelves, above = load_words("shelf"), folder.path
    while (name := PurePosixPath(above).name).lower() in shelves or language_of_folder_name(name, languages):
        if is_repository(above):
            break
        above = _folder_of(above.rstrip("/"))
    if above != folder.path:
        yield _go(folder, above)
    for shelf in list_folder(folder.path).folders:
        if shelf.lower() in shelves:
            inner = _Folder(f"{folder.path}{shelf}/", folder.shown / shelf)
            yield from (inner, *_sources_in(inner, languages, list_folder))
            for name in list_folder(inner.path).folders:
                if name.lower() in shelves:
                    yield _go(inner, f"{inner.path}{name}/")


def _go(folder: _Folder, path: str) -> _Folder:
    """Return the folder of an absolute path, shown from the same place as another folder: where `/site/docs/en/` is
    shown as `en`, `/site/zh/` is `../zh`.
    """
    shared = os.path.commonpath((folder.path, path)).rstrip("/") + "/"
    shown = _go_up(folder.shown, folder.path[len(shared) :].count("/"))
    return _Folder(path, shown / path[len(shared) :])


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


def _is_text(name: str) -> bool:
    return is_known(name) and not gives_bitexts(name)


def _list_folder(is_text: Callable[[str], bool], folder: str) -> _Listing:
    listing = _Listing([], [])
    with suppress(OSError), os.scandir(folder) as entries:  # a file may be open to us in a folder that is not
        for entry in sorted(entries, key=lambda entry: entry.name):
            if is_folder(entry.path):
                listing.folders.append(entry.name)
            elif is_text(entry.name) and is_file(entry.path):
                listing.texts.append(entry.name)
    return listing
