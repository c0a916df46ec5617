"""`aligncheck review undo FILE...`."""

from dataclasses import dataclass
from typing import Annotated

import click

from align.cli.messages import complain, tell
from align.cli.options import PATH, as_command
from align.errors import FileError


@dataclass(frozen=True, slots=True)
class UndoOptions:
    """The options of `review undo`."""

    files: Annotated[tuple[str, ...], click.Argument(["files"], nargs=-1, required=True, type=PATH, metavar="FILE...")]
    dry_run: Annotated[bool, click.Option(["--dry-run"], is_flag=True, help="Say what would be done; write nothing.")]


@as_command("undo", UndoOptions)
def command(options: UndoOptions) -> int:
    """Take back what `review apply` has done for each FILE of decisions, from the folder that it ran in.

    It is written down in FILE.undo. What somebody has edited since is left alone and listed. Exit code: 0 done, 1 some
    of it could not be, 2 a file cannot be used, and nothing was done.
    """
    from align.commands.review_undo import tell_undone, undo_decisions
    from align.config.review_journal import Journal
    from glossary.storage.reading import is_there

    journals = [Journal(path) for path in dict.fromkeys(options.files)]
    for journal in journals:
        if not is_there(journal.decisions) and not is_there(journal.path):
            raise FileError(journal.decisions, "no such file")
    undone = undo_decisions(journals, dry_run=options.dry_run)
    would = "would be: " if options.dry_run else ""
    tell(f"{would}{line}" for line in tell_undone(undone))
    if not undone:
        tell(["nothing to take back"])
    problems = [line for one in undone for line in one.problems]
    for line in problems:
        complain(line)
    return int(bool(problems))
