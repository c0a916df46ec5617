"""Which texts `check` checks, and how that is shown."""

import os
import sys
from typing import TYPE_CHECKING

from align.cli.options import Words
from align.cli.runs import STDIN, RunOptions
from align.errors import CommandError, FileError, ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from align.inputs.tasks import Task
    from align.model import Skipped


def find_paths(run: RunOptions, *, watch: bool) -> Words | None:
    """Return the paths to check; None: there should be some.

    Raises CommandError for what does not go together, FileError for a list that cannot be read.
    """
    given = run.paths
    for flag, value in {"since": run.since, "stored": run.stored, "watch": watch}.items():
        if value and (STDIN in given or (watch and f"@{STDIN}" in given)):
            raise CommandError(f"--{flag} does not go with - for stdin; name files, or leave it out")
    if any(map(_names_list, given)):
        if STDIN in given:
            raise CommandError("- means stdin and cannot be combined with a list of files: leave one out")
        return tuple(path for one in given for path in (_read_list(one[1:]) if _names_list(one) else (one,)))
    return given or ((".",) if run.since is not None else None)


def _names_list(path: str) -> bool:
    """Return whether a path is `@FILE`, a list of files, and no file itself."""
    return path.startswith("@") and not os.path.lexists(path)


def _read_list(path: str) -> tuple[str, ...]:
    from align.inputs.file_list import parse_file_list
    from align.inputs.files import read_bytes, read_stream

    if path == STDIN:
        if sys.stdin is None:
            raise CommandError("stdin is closed: send a list to it, or name a file")
        return parse_file_list(read_stream(sys.stdin.buffer))
    try:
        return parse_file_list(read_bytes(path))
    except ReadError as error:
        raise FileError(f"@{path}, a list of files", error) from None


def show_work(items: "Sequence[Task | Skipped]") -> "Iterator[Task | Skipped]":
    """Go through the items of a run, with a bar on a terminal."""
    from align.cli.progress import show_progress
    from align.commands.work import weigh

    return show_progress(items, weigh, lambda item: item.path)
