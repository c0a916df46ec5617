"""Files and folders as a person names them -> the files to read, in a stable order.

A folder is walked in the order of names. What `.gitignore` files exclude is left out (the folder's own, those in it,
and those above it up to the root of its repository), and so are hidden files and folders; what is named itself is
always taken. A file that is reached twice, by a link or a second argument, comes once, by the name met first.
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from align.errors import MissingPathError

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_NO_TEXTS = frozenset({"aligncheck.toml", "pyproject.toml", "Thumbs.db", "desktop.ini"})
"""Files that stand beside texts and are never meant to be read as such: not even counted as skipped."""

_NO_FOLDERS = frozenset({"node_modules", "__pycache__"})


_PLAIN = re.compile(r"(?:/[^/.\\][^/\\]*)+")
"""An absolute path that can be written in no other way, links aside."""


class Entry(NamedTuple):
    """A file met on the way. `reason` says why it is not to be read; empty where it is. `failed`: it should have been.

    `path` is written as it was given, relative or absolute, with forward slashes, without `.` and doubled slashes.
    `..` stays: behind a link it is not the folder named before it.
    """

    path: str
    reason: str = ""
    failed: bool = False


class _Ignore(NamedTuple):
    """One `.gitignore`: the real folder it stands in, and its patterns."""

    folder: str
    patterns: "GitIgnoreSpec"


class _Folder(NamedTuple):
    """A folder to walk: as it is reported, where it really is, and the ignore files that hold in it, nearest last."""

    shown: PurePosixPath
    real: str
    ignores: tuple[_Ignore, ...]


def walk(paths: Iterable[str | os.PathLike[str]], known: Callable[[str], bool]) -> Iterator[Entry]:
    """The files that the paths name, and those in the folders they name; `known` tells a format by a file's path.

    A path that does not exist fails, and so does a file that is named itself and of no known format. Raises
    MissingPathError, before anything is walked, where none of the paths exists.
    """
    given = [Path(path) for path in paths]
    if given and not any(path.exists() for path in given):
        raise MissingPathError(given[0].as_posix())
    return _walk(given, known)


def absolute_path(path: str | os.PathLike[str]) -> str:
    """The path from the root, equal for all ways to write it: without `.`, `..` and doubled slashes.

    Links keep their names, but for those in front of a `..`, which leads to the folder above what a link points at.

    >>> absolute_path("/news//./en/a.txt")
    '/news/en/a.txt'
    """
    written = os.fspath(path)
    if _PLAIN.fullmatch(written):
        return written
    absolute = Path(written).absolute()
    if ".." in absolute.parts:
        end = len(absolute.parts) - absolute.parts[::-1].index("..")
        absolute = Path(os.path.realpath(Path(*absolute.parts[:end])), *absolute.parts[end:])
    return _merge_slashes(absolute.as_posix())


def _merge_slashes(path: str) -> str:
    """A path with one slash at its start instead of two, which `pathlib` leaves alone."""
    return "/" + path.lstrip("/") if os.sep == "/" and path.startswith("//") else path


def _walk(given: Sequence[Path], known: Callable[[str], bool]) -> Iterator[Entry]:
    seen: set[str] = set()
    for path in given:
        real = os.path.realpath(path)
        shown = PurePosixPath(_merge_slashes(path.as_posix()))
        if path.is_dir():
            yield from _walk_folder(_Folder(shown, real, _read_ignore_files_above(real)), known, seen)
        elif not path.exists():
            yield Entry(str(shown), "no such file or folder", failed=True)
        elif real not in seen:
            seen.add(real)
            entry = _make_entry(str(shown), known)
            yield entry._replace(failed=bool(entry.reason) and path.name not in _NO_TEXTS)


def _walk_folder(root: _Folder, known: Callable[[str], bool], seen: set[str]) -> Iterator[Entry]:
    stack: list[_Folder | Entry] = [root]
    while stack:
        top = stack.pop()
        if isinstance(top, Entry):
            yield top
        elif top.real not in seen:
            seen.add(top.real)
            try:
                stack.extend(reversed(list(_list_content(top, known, seen))))
            except OSError as error:
                yield Entry(str(top.shown), error.strerror or "cannot be read", failed=True)


def _list_content(folder: _Folder, known: Callable[[str], bool], seen: set[str]) -> Iterator[_Folder | Entry]:
    """The files and folders in a folder, by name, without those that are left out."""
    with os.scandir(folder.real) as scan:
        entries = sorted(scan, key=lambda entry: entry.name)
    ignores = folder.ignores
    if any(entry.name == ".gitignore" for entry in entries):
        ignores += _read_ignore_file(folder.real)
    for entry in entries:
        is_folder = entry.is_dir()
        names = _NO_FOLDERS if is_folder else _NO_TEXTS
        if entry.name.startswith(".") or entry.name in names or _is_ignored(entry.path, is_folder, ignores):
            continue
        shown = folder.shown / entry.name
        real = os.path.realpath(entry.path) if entry.is_symlink() else entry.path
        if is_folder:
            yield _Folder(shown, real, ignores)
        elif not os.path.lexists(real):
            yield Entry(str(shown), "link to nothing")
        elif entry.is_file() and real not in seen:
            seen.add(real)
            yield _make_entry(str(shown), known)


def _make_entry(path: str, known: Callable[[str], bool]) -> Entry:
    if known(path):
        return Entry(path)
    return Entry(path, f"unknown format {PurePosixPath(path).suffix or '(no suffix)'}")


def _is_ignored(path: str, is_folder: bool, ignores: Sequence[_Ignore]) -> bool:
    """Whether the nearest ignore file that says anything of a path excludes it."""
    for ignore in reversed(ignores):
        folder = ignore.folder.rstrip(os.sep) + os.sep
        if path.startswith(folder):
            verdict = ignore.patterns.check_file(path.removeprefix(folder) + "/" * is_folder).include
            if verdict is not None:
                return verdict
    return False


def _read_ignore_files_above(folder: str) -> tuple[_Ignore, ...]:
    """The ignore files above a folder, up to the root of its repository, unless they exclude the folder itself."""
    above = []
    for parent in (Path(folder), *Path(folder).parents):
        above.append(str(parent))
        if (parent / ".git").exists():
            break
    else:
        return ()
    ignores: tuple[_Ignore, ...] = ()
    for parent_folder in reversed(above[1:]):
        ignores += _read_ignore_file(parent_folder)
    excluded = any(_is_ignored(inner, True, ignores) for inner in above[:-1])
    return () if excluded else ignores


def _read_ignore_file(folder: str) -> tuple[_Ignore, ...]:
    from pathspec import GitIgnoreSpec

    try:
        lines = Path(folder, ".gitignore").read_text(encoding="utf-8", errors="replace").split("\n")
    except OSError:
        return ()
    specs = []
    for line in lines:
        with suppress(ValueError):  # git leaves out what it cannot read, too
            specs.append(GitIgnoreSpec.from_lines([line.rstrip("\r")]))
    return (_Ignore(folder, GitIgnoreSpec([pattern for spec in specs for pattern in spec.patterns])),)
