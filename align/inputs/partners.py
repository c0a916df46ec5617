"""Which source belongs to which translation, told by their names alone: no file is looked at.

Two files are partners where their paths are equal up to the suffix and the language: a tag in the file's name, or a
folder called by one. Where that leaves a doubt they are not, for a false partner costs more than a missing one.
Paths are written as `align.inputs.walking` yields them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import product, takewhile
from pathlib import PurePosixPath
from typing import NamedTuple

from align.inputs.languages import language_of_name, split_tag, without_language_folder
from align.readers import is_bitext


class Named(NamedTuple):
    """What a person named: a folder, with the files that were found in it, or files one by one."""

    files: Sequence[str]
    folder: str = ""


def partners(translations: Iterable[str], sources: Iterable[str], language: str) -> dict[str, str]:
    """The source of each translation that has one, all standing in one tree; `language` is that of the sources.

    Partners stand side by side, or one of them or both in a folder called by its language. Of several sources the one
    of the translation's very name is taken, else the one tagged `language`, one of the translation's suffix, the
    shortest, the first by name. Files that hold pairs have no partner. No path stands on both sides.
    Linear in the number of files.

    >>> partners(["a/x.en.txt", "en/y.md", "z.txt"], ["a/x.zh.txt", "zh/y.txt", "zh/z.txt", "b/x.zh.txt"], "zh")
    {'a/x.en.txt': 'a/x.zh.txt', 'en/y.md': 'zh/y.txt', 'z.txt': 'zh/z.txt'}
    """
    return _pair(*_of_shared_stems(_files(translations), _files(sources)), language)


def partners_between(translations: Named, sources: Named, language: str) -> dict[str, str]:
    """The source of each translation that has one, where a person named both sides; `language` is that of the sources.

    Two folders: the paths below them are compared as in `partners`; what is left pairs by the file's name alone where
    one file in either folder has it. A folder and files: the same, below the highest folder of the files that gives a
    pair. Files alone: all are translations of the first source, whatever their names.
    A path that is on both sides is a source.

    >>> partners_between(Named(["en/a/x.txt", "en/y.txt"], "en"), Named(["zh/a/x.txt", "zh/b/y.md"], "zh"), "zh")
    {'en/a/x.txt': 'zh/a/x.txt', 'en/y.txt': 'zh/b/y.md'}
    """
    known = set(sources.files)
    ours, theirs = _files(path for path in translations.files if path not in known), _files(sources.files)
    if not translations.folder and not sources.folder:
        return {file.path: source.path for source in theirs[:1] for file in ours}
    ours, theirs = _of_shared_stems(ours, theirs)
    by_place: dict[str, str] = {}
    for above, other in product(_roots(translations), _roots(sources)):
        below, others = _below(above, ours), _below(other, theirs)
        if by_place := _pair(below, others, language):
            break
    by_stem = _pair_by_stem(below, others, language) if len(by_place) < len(ours) else {}
    return {file.path: found for file in ours if (found := by_place.get(file.path) or by_stem.get(file.path))}


def looked_for(path: str, folder: str) -> str:
    """What `partners_between` looked for in a folder: the end of a message on a file that has no partner there."""
    return f"looked in {folder} for one file named {_file(path).stem or path}, whatever its language tag and suffix"


class _File(NamedTuple):
    """A file: the folders in its path that are compared, with a slash behind, and what its own name tells."""

    path: str
    folder: str
    name: str
    stem: str
    suffix: str
    language: str | None


def _file(path: str) -> _File:
    folder, slash, name = path.rpartition("/")
    untagged, language = split_tag(name)
    stem, _, suffix = untagged.rpartition(".")
    return _File(path, folder + slash, name, stem, suffix.lower(), language)


def _files(paths: Iterable[str]) -> list[_File]:
    """The files of the paths, but for those that hold pairs."""
    files = [_file(path) for path in paths]
    pairs = {suffix for suffix in {file.suffix for file in files} if is_bitext(f"x.{suffix}")}
    return [file for file in files if file.suffix not in pairs]


def _of_shared_stems(ours: list[_File], theirs: list[_File]) -> tuple[list[_File], list[_File]]:
    """The files that may have a partner at all."""
    shared = {file.stem for file in ours} & {file.stem for file in theirs}
    return [file for file in ours if file.stem in shared], [file for file in theirs if file.stem in shared]


def _roots(named: Named) -> list[str]:
    """The folders below which paths may be compared: the one named, else those above all files, the highest first."""
    if named.folder:
        return [str(PurePosixPath(named.folder))]
    folders = [path.split("/")[:-1] for path in named.files] or [[]]
    common = [a for a, b in takewhile(lambda pair: pair[0] == pair[1], zip(min(folders), max(folders), strict=False))]
    return ["/".join(common[:depth]) for depth in range(len(common) + 1)]


def _below(root: str, files: list[_File]) -> list[_File]:
    """The files, the folders from the root upwards taken off."""
    if not root:
        return files
    start = root.rstrip("/") + "/"
    return [file._replace(folder=file.folder.removeprefix(start)) for file in files]


def _beside(file: _File) -> str:
    """Equal for partners in one folder."""
    return file.folder + file.stem


def _across(file: _File) -> str:
    """Equal for partners in two folders called by their languages."""
    return without_language_folder(file.folder, file.language, "*/") + file.stem


def _above(file: _File) -> str:
    """Equal to `_beside` of a partner in the folder above the one called by a language."""
    return without_language_folder(file.folder, file.language) + file.stem


_LEVELS = ((_beside, _beside), (_across, _across), (_beside, _above), (_above, _beside))
"""What is compared of a translation and of a source, the nearest partners first."""


def _pair(translations: Sequence[_File], sources: Sequence[_File], language: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for ours, theirs in _LEVELS:
        rest = [file for file in translations if file.path not in found]
        groups = _grouped(sources, theirs) if rest else {}
        found |= {file.path: _best(file, groups[ours(file)], language) for file in rest if ours(file) in groups}
    return found


def _pair_by_stem(translations: Iterable[_File], sources: Iterable[_File], language: str) -> dict[str, str]:
    ours, theirs = _of_one_place(translations), _of_one_place(sources)
    return {
        file.path: _best(file, theirs[stem], language) for stem in ours.keys() & theirs.keys() for file in ours[stem]
    }


def _of_one_place(files: Iterable[_File]) -> dict[str, list[_File]]:
    """The files by stem, where all of a stem are one text: equal up to suffix and language."""
    groups = _grouped(files, lambda file: file.stem)
    return {stem: group for stem, group in groups.items() if stem and len({_above(file) for file in group}) == 1}


def _grouped(files: Iterable[_File], key: Callable[[_File], str]) -> dict[str, list[_File]]:
    groups: defaultdict[str, list[_File]] = defaultdict(list)
    for file in files:
        groups[key(file)].append(file)
    return dict(groups)


def _best(translation: _File, sources: Sequence[_File], language: str) -> str:
    if len(sources) == 1:
        return sources[0].path

    def distance(source: _File) -> tuple[bool, bool, bool, int, str]:
        tag = language_of_name(source.path) or ""
        return (
            source.name != translation.name,
            tag.lower() != language.lower(),
            source.suffix != translation.suffix,
            len(source.path),
            source.path,
        )

    return min(sources, key=distance).path
