"""Questions to git. Nothing that a repository configures is run, nothing is fetched, and nothing is changed.

A repository may be a stranger's: an archive with a folder `.git` in it. Its configuration can name programs that
convert files (`filter`), show differences, sign, watch the working tree, connect to a server, or run as hooks.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from functools import cache

from align.errors import CommandError

_PIECE = 1 << 16
_SAFE = ("--literal-pathspecs", "--no-pager", "-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}")
_FILTERS = r"^(filter\..*\.(clean|process|required)|core\.fsmonitor)$"  # the latter is there: see above
_LACKING = "this clone lacks objects that it would fetch now (git clone --filter): git fetch --refetch --no-filter"


class GitError(CommandError):
    """A command of git that failed; the message is its own first line."""


def ask_git(folder: str, *arguments: str, given: bytes | None = None) -> bytes:
    """Return what a command of git prints, to which `given` is sent. Raises GitError; CommandError where there is no
    git.
    """
    stdin = subprocess.DEVNULL if given is None else None
    command = _build_command(folder, arguments)
    try:
        done = subprocess.run(command, capture_output=True, check=False, env=_environment(), stdin=stdin, input=given)
    except OSError as error:
        raise GitError(f"git cannot be started: {error.strerror}") from None
    if done.returncode:
        raise _explain(done.returncode, done.stderr)
    return done.stdout


def compare_files(root: str, *arguments: str) -> bytes:
    """Return what `git diff` prints of the files in a working tree, converted by no program that its configuration
    names.

    Line ends and encodings are converted as git itself does. A file that such a program converts differs from what is
    committed, if it was touched. Raises GitError.
    """
    names = sorted(split_names(ask_git(root, "config", "-z", "--name-only", "--get-regexp", _FILTERS)))
    if odd := next((name for name in names if "=" in name), ""):
        raise GitError(f"{root}: git cannot turn off {odd}: rename this filter in the configuration of git")
    filters = (name for name in names if name.startswith("filter."))
    off = (f"{name}={'false' if name.endswith('.required') else ''}" for name in filters)
    options = ("--no-ext-diff", "--no-textconv", "--no-color", "--ignore-submodules")
    return ask_git(root, *(part for one in off for part in ("-c", one)), "diff", *options, *arguments)


def read_blob(root: str, commit: str, path: str) -> bytes | None:
    """Return what a path holds in a commit; None where it is not there. Raises GitError where this clone lacks it."""
    if not _has_file(root, commit, path):
        return None
    try:
        return ask_git(root, "cat-file", "blob", f"{commit}:{path}")
    except GitError as error:
        raise GitError(_LACKING if is_partial(root) else str(error)) from None


def _has_file(root: str, commit: str, path: str) -> bool:
    """Return whether a path is that of a file in a commit, whether this clone has the file or not."""
    return ask_git(root, "ls-tree", "-z", commit, "--", path).split(b" ", 2)[1:2] == [b"blob"]


def stream_names(folder: str, *arguments: str) -> Iterator[bytes]:
    """Yield what a command of git prints, NUL by NUL, as it comes; it is ended when no one asks for more. Raises
    GitError.
    """
    quiet = subprocess.DEVNULL
    command, environment = _build_command(folder, arguments), _environment()
    with subprocess.Popen(command, stdin=quiet, stdout=subprocess.PIPE, stderr=quiet, env=environment) as process:
        assert process.stdout is not None
        try:
            rest = b""
            while piece := process.stdout.read(_PIECE):
                *names, rest = (rest + piece).split(b"\0")
                yield from names
            if code := process.wait():
                raise GitError(_LACKING) if is_partial(folder) else _explain(code, b"")
        finally:
            process.kill()


def split_names(names: bytes) -> frozenset[str]:
    """Paths that NULs separate."""
    return frozenset(os.fsdecode(name) for name in names.split(b"\0") if name)


def is_shallow(root: str) -> bool:
    """Return whether a clone lacks the beginning of its history."""
    return ask_git(root, "rev-parse", "--is-shallow-repository").strip() == b"true"


def is_partial(root: str) -> bool:
    """Return whether a clone may lack objects of its history, which git would fetch when they are needed."""
    try:
        return bool(ask_git(root, "config", "--get-regexp", r"^(extensions\.partialclone|remote\..*\.promisor)$"))
    except GitError:
        return False


def require_blobs(root: str, names: Sequence[str]) -> None:
    """See that no name (`commit:path`) of which git has no content is that of a file. Raises GitError."""
    if names and is_partial(root):
        for name in names:
            commit, _, path = name.partition(":")
            if _has_file(root, commit, path):
                raise GitError(_LACKING)


def describe_depth(root: str) -> str:
    """Return what to do about a commit that git does not have."""
    if is_shallow(root):
        return ": this clone is shallow, fetch the rest (git fetch --unshallow; in a workflow, fetch-depth: 0)"
    return ": give a branch, a tag or a commit of this repository"


def _build_command(folder: str, arguments: Sequence[str]) -> list[str]:
    return [_find_git(), *_SAFE, "-C", folder, *arguments]


def _environment() -> dict[str, str]:
    """Return the environment of git: it takes no lock and fetches nothing: versions before 2.45 know no way to."""
    never = {"GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "", "GIT_TERMINAL_PROMPT": "0"}
    return os.environ | never | {"LC_ALL": "C"}


def _explain(code: int, stderr: bytes) -> GitError:
    if b"from promisor remote" in stderr:
        return GitError(_LACKING)
    lines = stderr.decode(errors="replace").splitlines()
    return GitError(lines[0].removeprefix("fatal: ") if lines else f"git ended with {code}")


@cache
def _find_git() -> str:
    from shutil import which

    if path := which("git"):
        return path
    raise CommandError("git is not installed, or not on the PATH")
