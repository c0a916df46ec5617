"""Which source belongs to which translation, found by their names alone: no file is looked at.

Two files are partners where their paths are equal up to the suffix and the language: a tag in the file's name, or a
folder called by one; or where the layout of a site keeps the one for the other (see `align.inputs.layouts`). Where that
leaves a doubt they are not, for a false partner costs more than a missing one.
In one tree, all paths are written alike: all absolute, or all from the same folder.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import product, takewhile
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import NamedTuple

from align.inputs.languages import (
    Languages,
    is_repository,
    is_same_language,
    language_of_folder_name,
    load_words,
    remove_language_folder,
    split_folder,
    split_tag,
)
from align.inputs.layouts import find_home
from align.readers import gives_bitexts

_FEWEST_LETTERS = 2
"""How many letters a name has at least that no other file has by chance."""


class FileList(NamedTuple):
    """What a person named: a folder, with the files that were found in it, or files one by one."""

    paths: Sequence[str]
    folder: str = ""


def find_partners(
    translations: Iterable[str], sources: Iterable[str], languages: Languages, *, with_bitexts: bool = False
) -> dict[str, str]:
    """Return the source of each translation that has one, all in one tree.

    Partners are side by side, or one of them or both in a folder called by its language or where the layout of a site
    has it. Of several sources the one of the translation's very name is taken, else the one tagged with the language of
    the sources, one of the translation's suffix, the shortest, the first by name. Hints at a language (see
    `align.inputs.languages`) are read for translations that have no partner without. Bitexts have no partner but where
    they are asked for. No path is on both sides. Linear in the number of files.

    >>> translations, sources = ["a/x.en.txt", "en/y.md", "z.txt"], ["a/x.zh.txt", "zh/y.txt", "zh/z.txt", "b/x.zh.txt"]
    >>> find_partners(translations, sources, Languages("zh", "en"))
    {'a/x.en.txt': 'a/x.zh.txt', 'en/y.md': 'zh/y.txt', 'z.txt': 'zh/z.txt'}
    """
    ours, theirs = list(translations), list(sources)
    parsed = [_parse(side, with_bitexts=with_bitexts) for side in (ours, theirs)]
    found = _pair(parsed[0], parsed[1], languages.source)
    rest = [path for path in ours if path not in found]
    hinted = _parse_hints(rest, theirs, languages, with_bitexts)
    return found | _pair(*hinted, languages.source, found) if rest else found


def find_untagged_sources(translations: Iterable[str], others: Iterable[str], languages: Languages) -> dict[str, str]:
    """Return the one file of each translation's name without a language: next to it, above the folder called by its
    one, or where the layout of a site has it.

    `translations` are those whose names give or hint at their language, `others` files whose names do not.

    >>> find_untagged_sources(["x.en.txt", "en/y.md", "z.en.txt"], ["x.md", "y.md", "z.md", "z.txt"],
    ...                       Languages("zh", "en"))
    {'x.en.txt': 'x.md', 'en/y.md': 'y.md'}
    """
    ours, theirs = _parse_hints(translations, others, languages)
    groups = _group(theirs, _key_beside)
    keys = (_key_beside, _key_above, _key_home)
    near = {file: next(filter(None, (groups.get(key(file)) for key in keys)), []) for file in ours}
    used = {source.path for sources in near.values() for source in sources}
    far = {file: groups.get(_key_shelved(file), []) for file, sources in near.items() if not sources}
    near |= {file: sources for file, sources in far.items() if not any(source.path in used for source in sources)}
    return {file.path: sources[0].path for file, sources in near.items() if len(sources) == 1}


def find_by_unique_name(
    translations: Iterable[str], sources: Iterable[str], languages: Languages
) -> Iterator[tuple[str, str]]:
    """Yield translation and source where one file of either side has their name, in whatever folders.

    Both are all there are, with those that have a partner. A name that many folders have (README, index, 01) is none.

    >>> list(find_by_unique_name(["en/guide/deploy.md", "en/index.md"], ["zh/手册/deploy.md", "index.zh.md"],
    ...                          Languages("zh", "en")))
    [('en/guide/deploy.md', 'zh/手册/deploy.md')]
    """
    ours, theirs = (_group(files, _get_stem) for files in _parse_hints(translations, sources, languages))
    common = load_words("document", "common")
    for stem, files in ours.items():
        others = theirs.get(stem, [])
        if not stem or sum(map(str.isalpha, stem)) < _FEWEST_LETTERS or stem.lower() in common:
            continue
        if len(files) == len(others) == 1:
            yield files[0].path, others[0].path


def find_namesakes(translations: Iterable[str], others: Iterable[str], languages: Languages) -> dict[str, str]:
    """Return the file of each translation's very name, tag and all, where both are in folders called by their
    languages.

    >>> find_namesakes(["en/drive-en.md", "a-en.md"], ["zh/drive-en.txt", "a-en.txt"], Languages("zh", "en"))
    {'en/drive-en.md': 'zh/drive-en.txt'}
    """
    ours, theirs = _parse_hints(translations, others, languages)
    groups = _group(filter(_is_in_folder_of_side, theirs), _key_of_name)
    keys = {file: _key_of_name(file) for file in filter(_is_in_folder_of_side, ours)}
    return {file.path: _choose(file, groups[key], languages.source) for file, key in keys.items() if key in groups}


def find_partners_between(
    translations: FileList, sources: FileList, languages: Languages, *, with_bitexts: bool = False
) -> dict[str, str]:
    """Return the source of each translation that has one, where a person named both sides.

    Two folders: the paths below them are compared as in `find_partners`; what is left pairs by the file's name alone
    where one file in either folder has it. A folder and files: the same, below the highest folder of the files that
    gives a pair. Files alone: all are translations of the first source, whatever their names.
    A path that is on both sides is a source.

    >>> find_partners_between(FileList(["en/a/x.txt", "en/y.txt"], "en"), FileList(["zh/a/x.txt", "zh/b/y.md"], "zh"),
    ...                       Languages("zh", "en"))
    {'en/a/x.txt': 'zh/a/x.txt', 'en/y.txt': 'zh/b/y.md'}
    """
    known = set(sources.paths)
    paths = [path for path in translations.paths if path not in known]
    ours, theirs = (_parse(side, with_bitexts=with_bitexts) for side in (paths, sources.paths))
    if not translations.folder and not sources.folder:
        return {file.path: source.path for source in theirs[:1] for file in ours}
    roots = list(product(_find_roots(translations), _find_roots(sources)))
    found = _pair_below(roots, ours, theirs, languages.source)
    if len(found) < len(ours):
        hinted = _parse_hints(paths, sources.paths, languages, with_bitexts)
        found = _pair_below(roots, *hinted, languages.source) | found
    return {path: found[path] for path in paths if path in found}


def describe_search(path: str, folder: str) -> str:
    """Return what `find_partners_between` looked for in a folder: the end of a message on a file that has no partner
    there.
    """
    stem = split_tag(PurePosixPath(path).name)[0].rpartition(".")[0]
    return f"looked in {folder} for one file named {stem or path}, whatever its language tag and suffix"


class _File(NamedTuple):
    """A file: the folders in its path that are compared, with a slash after, and what its own name says.

    `side` is the language of all files on its side, where hints at it are read; `hints` are the languages for them.
    """

    path: str
    folder: str
    name: str
    stem: str
    suffix: str
    language: str | None
    side: str | None = None
    hints: Languages | None = None


def _parse(
    paths: Iterable[str], side: str | None = None, hints: Languages | None = None, with_bitexts: bool = False
) -> list[_File]:
    """Return the files of the paths, but for bitexts where they are not asked for."""
    files = [_parse_path(path, side, hints) for path in paths]
    if with_bitexts:
        return files
    bitexts = {suffix for suffix in {file.suffix for file in files} if gives_bitexts(f"x.{suffix}")}
    return [file for file in files if file.suffix not in bitexts]


def _parse_hints(
    translations: Iterable[str], sources: Iterable[str], languages: Languages, with_bitexts: bool = False
) -> tuple[list[_File], list[_File]]:
    """Return the files of both sides, with the hints at the language of their side."""
    ours = _parse(translations, languages.target, languages, with_bitexts)
    return ours, _parse(sources, languages.source, languages, with_bitexts)


def _parse_path(path: str, side: str | None, hints: Languages | None) -> _File:
    folder, slash, name = path.rpartition("/")
    untagged, language = split_tag(name)
    if hints and not language:
        hinted, code = split_tag(name, hints)
        if is_same_language(code, side):
            untagged, language = hinted, code
    stem, _, suffix = untagged.rpartition(".")
    return _File(path, folder + slash, name, stem, suffix.lower(), language, side, hints)


def _keep_shared_stems(ours: list[_File], theirs: list[_File]) -> tuple[list[_File], list[_File]]:
    """Return the files that may have a partner at all."""
    shared = {file.stem for file in ours} & {file.stem for file in theirs}
    return [file for file in ours if file.stem in shared], [file for file in theirs if file.stem in shared]


def _find_roots(named: FileList) -> list[str]:
    """Return the folders below which paths may be compared: the one named, else those above all files, the highest
    first.
    """
    if named.folder:
        return [str(PurePosixPath(named.folder))]
    folders = [path.split("/")[:-1] for path in named.paths] or [[]]
    common = [a for a, b in takewhile(lambda pair: pair[0] == pair[1], zip(min(folders), max(folders), strict=False))]
    return ["/".join(common[:depth]) for depth in range(len(common) + 1)]


def _strip_root(root: str, files: list[_File]) -> list[_File]:
    """Return the files, the folders from the root upwards taken off."""
    if not root:
        return files
    start = root.rstrip("/") + "/"
    return [file._replace(folder=file.folder.removeprefix(start)) for file in files]


def _key_beside(file: _File) -> str:
    """Equal for partners in one folder."""
    return file.folder + file.stem


def _key_across(file: _File) -> str:
    """Equal for partners in two folders called by their languages."""
    return remove_language_folder(file.folder, file.language or file.side, "*/", file.hints) + file.stem


def _key_above(file: _File) -> str:
    """Equal to `_key_beside` of a partner in the folder above the one called by a language."""
    return remove_language_folder(file.folder, file.language or file.side, "", file.hints) + file.stem


def _key_home(file: _File) -> str | None:
    """Equal to `_key_beside` of a partner where the layout of a site has it."""
    home = find_home(file.folder)
    code = language_of_folder_name(home.language, file.hints) if home else None
    is_ours = home and code and is_same_language(file.language or file.side or code, code)
    return f"{home.folder}{file.stem}" if home and is_ours else None


def _key_shelved(file: _File) -> str | None:
    """Equal to `_key_beside` of a document above the shelf that has its translations, in the same repository:
    `docs/readme/README_en.md`.

    One without a language there is about the shelf.
    """
    if file.stem.lower() not in load_words("document"):
        return None
    folders, language = file.folder.split("/")[:-1], file.language
    while folders and not is_repository("/".join((*folders, ""))):
        is_shelf = folders[-1].lower() in load_words("shelf")
        code = None if is_shelf else language_of_folder_name(folders[-1], file.hints)
        if not is_shelf and not is_same_language(code, language or file.side or code):
            break
        language = language or code
        folders.pop()
    found = "".join(f"{name}/" for name in folders)
    return found + file.stem if language and found != file.folder else None


def _get_stem(file: _File) -> str:
    return file.stem


def _key_of_name(file: _File) -> str:
    """Equal for files of one name, tag and all, in two folders called by the languages of their sides."""
    return remove_language_folder(file.folder, file.side, "*/", file.hints) + file.name.rpartition(".")[0]


_LEVELS = (
    (_key_beside, _key_beside),
    (_key_across, _key_across),
    (_key_beside, _key_above),
    (_key_above, _key_beside),
    (_key_home, _key_beside),
    (_key_beside, _key_home),
    (_key_shelved, _key_beside),
    (_key_beside, _key_shelved),
)
"""What is compared of a translation and of a source, the nearest partners first."""


def _pair(
    translations: list[_File], sources: list[_File], language: str, known: Mapping[str, str] = MappingProxyType({})
) -> dict[str, str]:
    """Return the pairs of files whose keys are equal on some level; `known` are those of other translations."""
    ours, theirs = _keep_shared_stems(translations, sources)
    found: dict[str, str] = {}
    for our_key, their_key in _LEVELS:
        rest = [file for file in ours if file.path not in found]
        left = theirs
        if _key_shelved in (our_key, their_key):  # one that has a translation near is not that of one far
            used = {*known.values(), *found.values()}
            left = [file for file in theirs if file.path not in used]
        groups = _group(left, their_key) if rest else {}
        keys = [(file, our_key(file)) for file in rest]
        found |= {file.path: _choose(file, groups[key], language) for file, key in keys if key in groups}
    return found


def _pair_below(
    roots: Iterable[tuple[str, str]], translations: list[_File], sources: list[_File], language: str
) -> dict[str, str]:
    """Return the pairs of files whose paths below one of the roots agree, and of those that alone have their stem
    there.
    """
    ours, theirs = _keep_shared_stems(translations, sources)
    for our_root, their_root in roots:
        below, others = _strip_root(our_root, ours), _strip_root(their_root, theirs)
        if found := _pair(below, others, language):
            break
    return _pair_by_stem(below, others, language) | found if len(found) < len(ours) else found


def _pair_by_stem(translations: Iterable[_File], sources: Iterable[_File], language: str) -> dict[str, str]:
    ours, theirs = _group_by_stem(translations), _group_by_stem(sources)
    return {
        file.path: _choose(file, theirs[stem], language) for stem in ours.keys() & theirs.keys() for file in ours[stem]
    }


def _group_by_stem(files: Iterable[_File]) -> dict[str | None, list[_File]]:
    """Return the files by stem, where all of a stem are one text: equal up to suffix and language."""
    groups = _group(files, lambda file: file.stem)
    return {stem: group for stem, group in groups.items() if stem and len({_key_above(file) for file in group}) == 1}


def _group(files: Iterable[_File], key: Callable[[_File], str | None]) -> dict[str | None, list[_File]]:
    """Return the files by key, without those that have none."""
    groups: defaultdict[str | None, list[_File]] = defaultdict(list)
    for file in files:
        if (name := key(file)) is not None:
            groups[name].append(file)
    return dict(groups)


def _choose(translation: _File, sources: Sequence[_File], language: str) -> str:
    if len(sources) == 1:
        return sources[0].path

    def distance(source: _File) -> tuple[bool, bool, bool, int, str]:
        return (
            source.name != translation.name,
            (source.language or _language_of_folder(source) or "").lower() != language.lower(),
            source.suffix != translation.suffix,
            len(source.path),
            source.path,
        )

    return min(sources, key=distance).path


def _is_in_folder_of_side(file: _File) -> bool:
    return is_same_language(_language_of_folder(file), file.side)


def _language_of_folder(file: _File) -> str | None:
    found = split_folder(file.path[: file.path.rfind("/") + 1], file.hints)
    return found.language if found else None
