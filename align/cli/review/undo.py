"""`aligncheck review undo FILE...`."""

from dataclasses import dataclass
from typing import Annotated

import click

from align.cli.messages import complain, tell
from align.cli.options import as_command
from align.cli.runs import RunOptions, build_request
from align.errors import FileError


@dataclass(frozen=True, slots=True)
class UndoOptions:
    """The options of `review undo`; the paths of the run are files of decisions."""

    run: RunOptions
    dry_run: Annotated[bool, click.Option(["--dry-run"], is_flag=True, help="Show what would be done; write nothing.")]


@as_command("undo", UndoOptions)
def command(options: UndoOptions) -> int:
    """Take back what `review apply` has done for PATHS, files of decisions, from the folder that it ran in.

    It is written down in FILE.undo. Only what `apply` may have written is changed: texts that `check` reads, tables of
    pairs next to them (FILE.align.tsv), glossaries, and aligncheck-accepted.jsonl. Each is named with what becomes of
    it. Options that `check` was given are given again. What somebody has edited since is left alone and listed. Exit
    code: 0 done, 1 some of it could not be, 2 a file cannot be used, and nothing was done.
    """
    from align.commands.review_undo import tell_undone, undo_decisions
    from align.config.review_journal import Journal
    from glossary.storage.reading import is_there

    request = build_request(options.run)
    journals = [Journal(path) for path in dict.fromkeys(options.run.paths)]
    for journal in journals:
        if not is_there(journal.decisions) and not is_there(journal.path):
            raise FileError(journal.decisions, "no such file")
    undone = undo_decisions(request, journals, dry_run=options.dry_run)
    would = "would be: " if options.dry_run else ""
    lines = list(tell_undone(undone))
    tell(f"{would}{line}" for line in lines)
    problems = [line for one in undone for line in one.problems]
    if not lines and not problems:
        tell(["nothing to take back"])
    for line in problems:
        complain(line)
    return int(bool(problems))
