"""Options of `check` for large folders: which of the texts are checked, and how that is shown."""

import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import click

from align.errors import CommandError, FileError, ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from align.inputs.tasks import Task
    from align.model import Skipped

STDIN = "-"


@dataclass(frozen=True, slots=True)
class WorkOptions:
    """Which texts are checked besides or instead of all, and whether that is counted or repeated."""

    since: Annotated[
        str | None,
        click.Option(
            ["--since"],
            metavar="REV",
            help="Check only what has changed since a git revision.",
        ),
    ]
    stored: Annotated[
        bool,
        click.Option(
            ["--stored"], is_flag=True, help="Report translations whose sources have changed since `--record`."
        ),
    ]
    changed_lines: Annotated[
        bool,
        click.Option(
            ["--changed-lines"],
            is_flag=True,
            help="With --since: report only findings on changed lines, and any that the change causes elsewhere.",
        ),
    ]
    statistics: Annotated[
        bool,
        click.Option(["--statistics"], is_flag=True, help="Print how many findings each rule has, not the findings."),
    ]
    watch: Annotated[bool, click.Option(["--watch"], is_flag=True, help="Keep running; check again after each change.")]

    def refuse_fixes(self) -> None:
        """See that no fixes are asked for of what has changed, or again and again. Raises CommandError."""
        for flag in ("since", "stored", "watch", "statistics"):
            if getattr(self, flag):
                raise CommandError(f"--{flag} does not go with --fix, --unsafe-fixes and --diff: leave one out")

    def find_paths(self, given: tuple[str, ...]) -> tuple[str, ...] | None:
        """Return the paths to check, of which some are `given` on the command line; None: there should be some.

        Raises CommandError for what does not go together, FileError for a list that cannot be read.
        """
        if self.changed_lines and self.since is None:
            raise CommandError("--changed-lines since when? say so with --since REV")
        for flag in ("since", "stored", "watch"):
            if getattr(self, flag) and (STDIN in given or (self.watch and f"@{STDIN}" in given)):
                raise CommandError(f"--{flag} does not go with - for stdin; name files, or leave it out")
        if any(map(_names_list, given)):
            if STDIN in given:
                raise CommandError("- means stdin and cannot be combined with a list of files: leave one out")
            return tuple(path for one in given for path in (_read_list(one[1:]) if _names_list(one) else (one,)))
        return given or ((".",) if self.since is not None else None)


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
