"""What git says has changed since a revision: files, and lines in them.

A change counts from where the history of the working tree left that of the revision (their merge base) to the files as
they are now, committed or not; files that git does not know, or keeps in another repository, have changed as a whole.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from align.errors import CommandError, ReadError
from align.inputs.files import read_bytes
from align.inputs.git import GitError, ask_git, compare_files, describe_depth, read_blob, split_names
from glossary.storage.reading import is_folder

_HUNK = re.compile(rb"^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@", re.MULTILINE)
_LONE_RETURN = re.compile(rb"\r(?!\n)")

Lines = tuple[range, ...]
"""Numbers of lines, from 1."""


@dataclass(frozen=True)
class Repository:
    """The root of a working tree, the commit that it is compared with, and the paths below that are as they were there.

    `changed` are others that git keeps.
    """

    root: str
    base: str
    changed: frozenset[str]
    same: frozenset[str]

    def find_lines(self, path: str) -> Lines | None:
        """Return the lines of a path that changed; None: all of them, or lines are not what git compares there."""
        if _has_other_lines(str(Path(self.root, path))):
            return None
        difference = compare_files(self.root, "--no-renames", "-U0", "--inter-hunk-context=0", self.base, "--", path)
        hunks = [(int(first), int(count or 1)) for first, count in _HUNK.findall(difference)]
        # where lines were only taken out, those on either side
        return tuple(range(first, first + (count or 2)) for first, count in hunks) or None

    def read_earlier(self, path: str) -> bytes | None:
        """Return what a path held in the commit; None where it was not there. Raises GitError where this clone lacks
        it.
        """
        return read_blob(self.root, self.base, path)


def _has_other_lines(path: str) -> bool:
    """Return whether lines of a file end otherwise than git thinks."""
    try:
        return bool(_LONE_RETURN.search(read_bytes(path)))
    except ReadError:
        return True


@dataclass(frozen=True)
class Changes:
    """What has changed in some repositories."""

    repositories: tuple[Repository, ...]

    def has(self, path: str) -> bool:
        """Return whether a file has changed, as far as git knows: also where it cannot."""
        return not all(any(name in one.same for one, name in found) for found in self._locate(path))

    def find_lines(self, path: str) -> Lines | None:
        """Return the lines of a file that changed; None: all of them, as far as is known."""
        if not self.has(path):
            return ()
        for repository, name in chain.from_iterable(self._locate(path)):
            if name in repository.changed:
                return repository.find_lines(name)
        return None

    def read_earlier(self, path: str) -> bytes | None:
        """Return what a file that git keeps held at the revision; None where it was not there. Raises GitError."""
        for repository, name in chain.from_iterable(self._locate(path)):
            if name in repository.changed:
                return repository.read_earlier(name)
        return None

    def _locate(self, path: str) -> Iterator[list[tuple[Repository, str]]]:
        """Yield the repositories that a file may be in, and its name there; then those of what a link leads to."""
        own = str(Path(os.path.realpath(Path(path).parent), Path(path).name))
        for real in dict.fromkeys((own, os.path.realpath(path))):
            yield [
                (one, Path(os.path.relpath(real, one.root)).as_posix())
                for one in self.repositories
                if real.startswith(one.root.rstrip("/") + "/")
            ]


def find_changes(paths: Sequence[str], revision: str) -> Changes:
    """Return what has changed since a revision in the repositories that the paths are in.

    Raises CommandError where there is none, or none that knows the revision.
    """
    check_revision(revision)
    folders = dict.fromkeys(path if is_folder(path) else str(Path(path).parent) for path in paths)
    roots = dict.fromkeys(map(_find_root, filter(is_folder, folders)))
    return Changes(tuple(_compare(root, revision) for root in roots))


def _find_root(folder: str) -> str:
    try:
        return os.path.realpath(ask_git(folder, "rev-parse", "--show-toplevel").removesuffix(b"\n").decode())
    except GitError as error:
        raise CommandError(f"--since: {folder}: no working tree of git ({error}): leave --since out") from None


def _compare(root: str, revision: str) -> Repository:
    base = find_base(root, revision)
    changed = split_names(compare_files(root, "--no-renames", "--name-only", "-z", base, "--"))
    kept = split_names(ask_git(root, "ls-files", "-z"))
    return Repository(root, base, changed & kept, kept - changed)


def check_revision(revision: str) -> None:
    """See that a revision can be one. Raises CommandError."""
    if not revision or revision.startswith("-") or "\0" in revision:
        raise CommandError(f"--since: {revision!r} is not a revision: give a branch, a tag or a commit")


def find_base(root: str, revision: str) -> str:
    """Return the commit where the history of HEAD left that of a revision. Raises CommandError where there is none."""
    try:
        commit = ask_git(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}").split()[0].decode()
    except GitError:
        raise CommandError(f"--since: there is no revision {revision!r}{describe_depth(root)}") from None
    try:
        return ask_git(root, "merge-base", commit, "HEAD").split()[0].decode()
    except GitError:
        raise CommandError(f"--since: HEAD shares no history with {revision!r}{describe_depth(root)}") from None
