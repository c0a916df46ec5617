"""Questions to git. Nothing that a repository configures is run, and nothing is changed."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from functools import cache

from align.errors import CommandError

_PIECE = 1 << 16


class GitError(CommandError):
    """A command of git that failed; the message is its own first line."""


def ask_git(folder: str, *arguments: str, given: bytes | None = None) -> bytes:
    """What a command of git prints, to which `given` is sent. Raises GitError; CommandError where there is no git."""
    stdin = subprocess.DEVNULL if given is None else None
    command = _build_command(folder, arguments)
    done = subprocess.run(command, capture_output=True, check=False, env=_environment(), stdin=stdin, input=given)
    if done.returncode:
        raise _explain(done.returncode, done.stderr)
    return done.stdout


def stream_names(folder: str, *arguments: str) -> Iterator[bytes]:
    """What a command of git prints, NUL by NUL, as it comes; it is ended when nobody asks for more. Raises GitError."""
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
                raise _explain(code, b"")
        finally:
            process.kill()


def split_names(names: bytes) -> frozenset[str]:
    """Paths that NULs separate."""
    return frozenset(os.fsdecode(name) for name in names.split(b"\0") if name)


def is_shallow(root: str) -> bool:
    """Whether a clone lacks the beginning of its history."""
    return ask_git(root, "rev-parse", "--is-shallow-repository").strip() == b"true"


def describe_depth(root: str) -> str:
    """What to do about a commit that git does not have."""
    if is_shallow(root):
        return ": this clone is shallow, fetch the rest (git fetch --unshallow; in a workflow, fetch-depth: 0)"
    return ": give a branch, a tag or a commit of this repository"


def _build_command(folder: str, arguments: Sequence[str]) -> list[str]:
    return [_find_git(), "--literal-pathspecs", "-c", "core.fsmonitor=false", "-C", folder, *arguments]


def _environment() -> dict[str, str]:
    return os.environ | {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}


def _explain(code: int, stderr: bytes) -> GitError:
    lines = stderr.decode(errors="replace").splitlines()
    return GitError(lines[0].removeprefix("fatal: ") if lines else f"git ended with {code}")


@cache
def _find_git() -> str:
    from shutil import which

    if path := which("git"):
        return path
    raise CommandError("git is not installed, or not on the PATH")
