"""The versions of a file that git has: what each held, and the commit that made it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from align.config.settings import find_repository
from align.errors import CommandError
from align.inputs.git import GitError, ask_git, is_shallow, require_blobs

MOST_VERSIONS = 200
MOST_BYTES = 1 << 26
"""How many versions of a file are read, and how many bytes in all: the work stays bounded however old it is."""

_FIELDS = "%x00".join(("%x01%H", "%as", "%aN", "%s", ""))
_COMMIT = b"\x01"
"""What a commit of a log begins with; a path in it begins with a line break."""


class FileVersion(NamedTuple):
    """What a file held after a commit: the commit, its date (ISO 8601), its author, its subject, the bytes."""

    commit: str
    date: str
    author: str
    subject: str
    data: bytes


class FileVersions(NamedTuple):
    """The versions of a file, the newest first; `whole` where they go back to the commit that made the file."""

    versions: tuple[FileVersion, ...]
    whole: bool


def read_versions(path: str) -> FileVersions:
    """Return the versions of a file that git has, under its earlier names too.

    There are none where it is not in a repository, or not committed. Raises GitError where this clone lacks one, and
    CommandError where git itself is missing.
    """
    folder, name = os.path.split(os.path.realpath(path))
    try:
        root = ask_git(folder, "rev-parse", "--show-toplevel").removesuffix(b"\n").decode()
        logged = ask_git(folder, "log", "--follow", "--name-only", "--no-ext-diff", "--no-textconv", "-z",
                         f"-n{MOST_VERSIONS + 1}", f"--format={_FIELDS}", "--", name)  # fmt: skip
    except CommandError as error:
        if isinstance(error, GitError) or not find_repository(path):
            return FileVersions((), whole=True)
        raise
    commits = [one for one in _parse_log(logged) if "\n" not in one[1]]  # git asks for a name a line
    names = [f"{commit.commit}:{where}" for commit, where in commits]
    kept = commits[: _count_readable(root, names[:MOST_VERSIONS])]
    require_blobs(root, names[: len(kept)])
    blobs = _read_blobs(root, names[: len(kept)])
    versions = (commit._replace(data=data) for (commit, _), data in zip(kept, blobs, strict=True) if data is not None)
    return FileVersions(tuple(versions), whole=len(kept) == len(commits) and not is_shallow(root))


def _parse_log(logged: bytes) -> Iterator[tuple[FileVersion, str]]:
    """Yield each commit of a log and the path that the file had in it, from the root of the repository."""
    parts = iter(logged.split(b"\0"))
    commit = next(parts).decode()
    while commit:
        date, author, subject = (next(parts).decode(errors="replace") for _ in range(3))
        where, following = b"", ""
        for part in parts:  # a path follows a line break; the next commit does not
            if part.startswith(_COMMIT):
                following = part.decode()
                break
            where = where or part.strip(b"\n")
        yield FileVersion(commit[1:], date, author, subject, b""), os.fsdecode(where)
        commit = following


def _count_readable(root: str, names: Sequence[str]) -> int:
    """Return how many of these blobs, from the first on, are no more than may be read."""
    total = 0
    for count, line in enumerate(_ask(root, "--batch-check=%(objectsize)", names).splitlines()):
        total += int(line) if line.isdigit() else 0
        if total > MOST_BYTES and count:
            return count
    return len(names)


def _read_blobs(root: str, names: Sequence[str]) -> Iterator[bytes | None]:
    """Yield what each blob holds; None where it is not there, as after a commit that removes the file."""
    data, at = _ask(root, "--batch", names), 0
    for _ in names:
        end = data.index(b"\n", at)
        head = data[at:end].rsplit(b" ", 2)
        if len(head) == 3 and head[1] == b"blob":
            start = end + 1
            at = start + int(head[2]) + 1
            yield data[start : at - 1]
        else:
            at = end + 1
            yield None


def _ask(root: str, option: str, names: Sequence[str]) -> bytes:
    return ask_git(root, "cat-file", option, given=b"".join(os.fsencode(name) + b"\n" for name in names))
