"""Which file of another folder is the same text again: a reference, or what another system made of the source."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from align.errors import FileError
from align.inputs.languages import Languages, is_same_language, language_of_path
from align.inputs.partners import FileList, describe_search, find_partners_between
from align.inputs.walking import walk
from align.model import Skipped
from align.readers import is_known
from glossary.storage.reading import is_folder


@dataclass(frozen=True)
class Counterparts:
    """The counterpart of each text that has one, and a word on each that has none.

    `unused`: where two folders were compared, the files of the other one that are no text's counterpart, though of a
    format that counterparts have, and of no other language.
    """

    found: dict[str, str]
    missing: tuple[Skipped, ...] = ()
    unused: tuple[str, ...] = ()


def find_counterparts(paths: Sequence[str], given: Sequence[str], other: str, language: str) -> Counterparts:
    """Return the counterparts of texts of a language in `other`, a file or folder; `given` is where the texts were
    found.

    A file is the counterpart of one text. In a folder, that is the file of the same path below it, else the one of the
    same name up to suffix and language tag. Raises MissingPathError, and FileError for one file and several texts.
    """
    files = [entry.path for entry in walk([other], is_known) if not entry.reason]
    if not is_folder(other):
        if len(paths) > 1:
            raise FileError(other, f"is one file for {len(paths):,} texts: name a folder with a file for each")
        if not files:
            raise FileError(other, "unknown format")
        return Counterparts(dict.fromkeys(paths, files[0]))
    root = given[0] if len(given) == 1 and is_folder(given[0]) else ""
    named = _find_named(paths, files, root, other)
    rest = [path for path in paths if path not in named]
    found = named | find_partners_between(FileList(rest, root), FileList(files, other), Languages(language, language))
    missing = (Skipped(path, f"none found: {describe_search(path, other)}", failed=True) for path in paths)
    unused = _list_unused(files, found, paths, language) if root else ()
    return Counterparts(found, tuple(entry for entry in missing if entry.path not in found), tuple(unused))


def _list_unused(files: Iterable[str], found: Mapping[str, str], paths: Sequence[str], language: str) -> Iterator[str]:
    suffixes = {PurePosixPath(path).suffix for path in found.values() or paths}
    used = {*found.values(), *paths}
    for path in files:
        if path not in used and PurePosixPath(path).suffix in suffixes:
            told = language_of_path(path)
            if told is None or is_same_language(told, language):
                yield path


def _find_named(paths: Sequence[str], files: Sequence[str], root: str, other: str) -> dict[str, str]:
    """Return the files of the same path below their folder; of the same name, where texts were named one by one."""
    theirs = {_strip(path, other): path for path in files}
    ours = {path: _strip(path, root) if root else PurePosixPath(path).name for path in paths}
    return {path: theirs[name] for path, name in ours.items() if name in theirs and theirs[name] != path}


def _strip(path: str, folder: str) -> str:
    return str(PurePosixPath(path).relative_to(PurePosixPath(folder)))
