"""Files and folders as a person names them -> the files to read, in a stable order.

A folder is walked in the order of names. What `.gitignore` files exclude is left out (the folder's own, those in it,
and those above it up to the root of its repository) unless git tracks it, and so are hidden files and folders; what is
named itself is always taken.

A file that is reached twice, by a link or a second argument, comes once, by the name found first. A link that is named
is followed; one that is found is followed only to a place in one of the folders that are named.
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePath, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from align.errors import CommandError, MissingPathError
from align.inputs.fixed_pairs import is_fixed_pairs
from glossary.pack.patterns import compile_late
from glossary.storage.reading import LARGEST_SETTINGS, is_folder, read_file

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_NO_TEXTS = frozenset(
    {"aligncheck.toml", "pyproject.toml", "Thumbs.db", "desktop.ini"}
    | {"package.json", "package-lock.json", "tsconfig.json", "jsconfig.json", "composer.json", "mkdocs.yml", "pom.xml"}
)
"""Files that are next to texts and are never intended to be read as such: not even counted as skipped."""

_NO_NAMES = (".", "~$")
"""What names of hidden files begin with, and those of what Word keeps next to a document while it is open."""

_NO_FOLDERS = frozenset({"node_modules", "__pycache__"})


_IGNORE_FILE = ".gitignore"

_MISSING, _DANGLING = "no such file or folder", "link to nothing"
LEAVING = "link out of the folder"
"""Why a link that was found is not followed."""

_PLAIN = compile_late(r"(?:/[^/.\\][^/\\]*)+")
"""An absolute path that can be written in no other way, links aside."""


class Entry(NamedTuple):
    """A file found on the way. `reason` says why it is not to be read; empty where it is. `failed`: it should have
    been.

    `path` is written as it was given, relative or absolute, with forward slashes, without `.` and doubled slashes. `..`
    stays: after a link it is not the folder named before it.
    """

    path: str
    reason: str = ""
    failed: bool = False


class _Ignore(NamedTuple):
    """One `.gitignore`: the real folder it is in, and its patterns."""

    folder: str
    patterns: "GitIgnoreSpec"


class _Folder(NamedTuple):
    """A folder to walk: as it is reported, where it really is, and the ignore files that hold in it, nearest last."""

    shown: PurePosixPath
    real: str
    ignores: tuple[_Ignore, ...]


def walk(paths: Iterable[str | os.PathLike[str]], known: Callable[[str], bool]) -> Iterator[Entry]:
    """Return the files that the paths name, and those in the folders they name; `known` gives a format by a file's
    path.

    A path that does not exist fails, and so does a file that is named itself and of no known format. Raises
    MissingPathError, before anything is walked, where none of the paths exists.
    """
    given = [Path(path) for path in paths]
    if given and all(_find_obstacle(path) == _MISSING for path in given):
        raise MissingPathError(given[0].as_posix())
    return _walk(given, known)


def absolute_path(path: str | os.PathLike[str]) -> str:
    """Return the path from the root, equal for all ways to write it: without `.`, `..` and doubled slashes.

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
    """Return a path with one slash at its start instead of two, which `pathlib` leaves alone."""
    return "/" + path.lstrip("/") if os.sep == "/" and path.startswith("//") else path


def _walk(given: Sequence[Path], known: Callable[[str], bool]) -> Iterator[Entry]:
    walker = _Walker(known, tuple(map(os.path.realpath, given)))
    for path, real in zip(given, walker.roots, strict=True):
        shown = PurePosixPath(_merge_slashes(path.as_posix()))
        if is_folder(path):
            yield from walker.walk_root(_Folder(shown, real, ()))
        elif reason := _find_obstacle(path):
            yield Entry(str(shown), reason, failed=True)
        elif real not in walker.seen:
            walker.seen.add(real)
            entry = _make_entry(str(shown), known)
            yield entry._replace(failed=bool(entry.reason) and path.name not in _NO_TEXTS)


def _is_no_text(name: str, is_folder: bool) -> bool:
    """Return whether what has this name is hidden, or never intended to be read as a text."""
    return name.startswith(_NO_NAMES) or name in (_NO_FOLDERS if is_folder else _NO_TEXTS) or is_fixed_pairs(name)


def _find_obstacle(path: Path) -> str:
    """Return why a path leads to no file; empty where it does."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError, ValueError):  # a path with a NUL character is a ValueError
        return _DANGLING if os.path.lexists(path) else _MISSING
    except OSError as error:
        return error.strerror or "cannot be read"
    return ""


@dataclass
class _Walker:
    """Walks folders: `known` gives a format by a path, `roots` are the real paths of what a person named.

    `seen` are the real paths of what has been found.
    """

    known: Callable[[str], bool]
    roots: tuple[str, ...]
    seen: set[str] = field(default_factory=set)
    _repositories: dict[str, str] = field(default_factory=dict)
    _tracked: dict[str, frozenset[str]] = field(default_factory=dict)

    def walk_root(self, root: _Folder) -> Iterator[Entry]:
        """Yield the files in a folder that a person named, and in those below it."""
        try:
            ignores = _read_ignore_files_above(root.real)
        except OSError as error:
            yield Entry(os.fsdecode(error.filename), error.strerror or "cannot be read", failed=True)
        else:
            yield from self._walk(root._replace(ignores=ignores))

    def _walk(self, root: _Folder) -> Iterator[Entry]:
        stack: list[_Folder | Entry] = [root]
        while stack:
            top = stack.pop()
            if isinstance(top, Entry):
                yield top
            elif top.real not in self.seen:
                self.seen.add(top.real)
                try:
                    stack.extend(reversed(list(self._list_content(top))))
                except OSError as error:
                    yield Entry(str(top.shown), _describe_error(error), failed=True)

    def _list_content(self, folder: _Folder) -> Iterator[_Folder | Entry]:
        """Yield the files and folders in a folder, by name, without those that are left out. Raises OSError."""
        with os.scandir(folder.real) as scan:
            entries = sorted(scan, key=lambda entry: entry.name)
        ignores = folder.ignores
        if any(entry.name == _IGNORE_FILE for entry in entries):
            ignores += _read_ignore_file(folder.real)
        for entry in entries:
            inner = is_folder(entry.path) if entry.is_symlink() else entry.is_dir()
            if _is_no_text(entry.name, inner):
                continue
            if not _is_ignored(entry.path, inner, ignores) or self._is_tracked(entry.path):
                real = os.path.realpath(entry.path) if entry.is_symlink() else entry.path
                yield from self._take(entry, inner, _Folder(folder.shown / entry.name, real, ignores))

    def _is_tracked(self, path: str) -> bool:
        """Return whether git tracks an ignored file, or anything in an ignored folder."""
        parent = str(Path(path).parent)
        if parent not in self._repositories:
            folders = (parent, *map(str, Path(parent).parents))
            self._repositories[parent] = next((one for one in folders if os.path.lexists(f"{one}/.git")), "")
        root = self._repositories[parent]
        if root not in self._tracked:
            self._tracked[root] = _list_tracked(root) if root else frozenset()
        return path in self._tracked[root]

    def _take(self, entry: os.DirEntry[str], inner: bool, place: _Folder) -> Iterator[_Folder | Entry]:
        """Yield an entry of a folder, which leads to `place`; nothing where that is a file that was found before.

        `inner`: the entry is a folder itself.
        """
        shown, real = str(place.shown), place.real
        if entry.is_symlink() and (reason := _find_obstacle(Path(entry.path))):
            yield Entry(shown, reason)
        elif entry.is_symlink() and not any(is_inside(real, root) for root in self.roots):
            yield Entry(shown, LEAVING)
        elif inner:
            yield place
        elif real not in self.seen:
            self.seen.add(real)
            yield _make_entry(shown, self.known) if entry.is_file() else Entry(shown, "no regular file")


def _list_tracked(root: str) -> frozenset[str]:
    """List what git tracks in a repository though it is ignored, and the folders that hold it; nothing without git."""
    from align.inputs.git import ask_git, split_names

    try:
        names = split_names(ask_git(root, "ls-files", "-z", "--cached", "--ignored", "--exclude-standard"))
    except CommandError:
        return frozenset()
    paths = [Path(root, name) for name in names]
    return frozenset(str(path) for one in paths for path in (one, *one.parents))


def is_inside(path: str, folder: str) -> bool:
    """Return whether a path is that of a folder, or is below it; both are absolute.

    >>> is_inside("/news/en/a.txt", "/news/en"), is_inside("/news/en-GB", "/news/en"), is_inside("/news", "/")
    (True, False, True)
    """
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def _describe_error(error: OSError) -> str:
    """Return what is wrong with a folder; with the name of the file in it, where that is to blame."""
    name = PurePath(os.fsdecode(error.filename or "")).name
    return f"{name}: " * (name == _IGNORE_FILE) + (error.strerror or "cannot be read")


def _make_entry(path: str, known: Callable[[str], bool]) -> Entry:
    if known(path):
        return Entry(path)
    return Entry(path, f"unknown format {PurePosixPath(path).suffix or '(no suffix)'}")


def _is_ignored(path: str, is_folder: bool, ignores: Sequence[_Ignore]) -> bool:
    """Return whether the nearest ignore file that says anything of a path excludes it."""
    for ignore in reversed(ignores):
        folder = ignore.folder.rstrip(os.sep) + os.sep
        if path.startswith(folder):
            verdict = ignore.patterns.check_file(path.removeprefix(folder) + "/" * is_folder).include
            if verdict is not None:
                return verdict
    return False


def _read_ignore_files_above(folder: str) -> tuple[_Ignore, ...]:
    """Return the ignore files above a folder, up to the root of its repository, unless they exclude the folder
    itself.
    """
    above = []
    for parent in (Path(folder), *Path(folder).parents):
        above.append(str(parent))
        if os.path.lexists(parent / ".git"):
            break
    else:
        return ()
    ignores: tuple[_Ignore, ...] = ()
    for parent_folder in reversed(above[1:]):
        ignores += _read_ignore_file(parent_folder)
    excluded = any(_is_ignored(inner, True, ignores) for inner in above[:-1])
    return () if excluded else ignores


def _read_ignore_file(folder: str) -> tuple[_Ignore, ...]:
    """Return the ignore file in a folder, if there is one. Raises OSError where it cannot be read."""
    from pathspec import GitIgnoreSpec

    try:
        data = read_file(Path(folder, _IGNORE_FILE), LARGEST_SETTINGS)
    except FileNotFoundError:
        return ()
    specs = []
    for line in data.decode(errors="replace").split("\n"):
        with suppress(ValueError, re.error):  # git leaves out what it cannot read, too
            specs.append(GitIgnoreSpec.from_lines([line.rstrip("\r")]))
    return (_Ignore(folder, GitIgnoreSpec([pattern for spec in specs for pattern in spec.patterns])),)
