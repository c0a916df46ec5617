"""`aligncheck review undo FILE...`."""

from dataclasses import dataclass

from align.cli.messages import complain, tell
from align.cli.options import Paths, as_command
from align.cli.review.options import DryRun, KeptOptions, request_kept
from align.errors import FileError


@dataclass(frozen=True, slots=True)
class UndoOptions:
    """The options of `review undo`; the paths are files of decisions."""

    paths: Paths
    dry_run: DryRun
    options: KeptOptions


@as_command("undo", UndoOptions)
def command(options: UndoOptions) -> int:
    """Take back what `review apply` has done for PATHS, files of decisions, from the folder that it ran in.

    It is written down in FILE.undo. Only what `apply` may have written is changed: texts that `check` reads, tables of
    pairs next to them (FILE.align.tsv), glossaries, and aligncheck-accepted.jsonl. Each is named with what becomes of
    it. The options that `check` had are in the files of decisions. What somebody has edited since is left alone and
    listed. Exit code: 0 done, 1 some of it could not be, 2 a file cannot be used, and nothing was done.
    """
    from align.commands.review.undo import undo_decisions
    from align.config.decisions.files import find_options
    from align.config.decisions.journal import Journal
    from glossary.storage.reading import is_there

    journals = [Journal(path) for path in dict.fromkeys(options.paths)]
    for journal in journals:
        if not is_there(journal.decisions) and not is_there(journal.path):
            raise FileError(journal.decisions, "no such file")
    there = [one.decisions for one in journals if options.options is None and is_there(one.decisions)]
    request, trusted = request_kept(options.options, {path: find_options(path) for path in there})
    undone = undo_decisions(request, trusted, journals, dry_run=options.dry_run)
    would = "would be: " if options.dry_run else ""
    lines = [f"{would}{one.path}: {one.done}" for one in undone if one.done]
    problems = [line for one in undone for line in one.problems]
    tell(lines or ["nothing to take back"] * (not problems))
    for line in problems:
        complain(line)
    return int(bool(problems))
