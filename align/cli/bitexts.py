"""`aligncheck align` with files and with folders: what is written and what is said."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click

from align.cli.messages import complain
from align.cli.progress import progress, status
from align.cli.terminal import colored, columns
from align.commands.align import Task, check_output, make_folder, write_bitext
from align.errors import FileError
from align.inputs.files import same_file
from align.inputs.folders import Pair, pair_folders
from align.model import Alignment
from align.writers import table
from align.writers.tmx import left_out


@dataclass
class _Tally:
    """What was written, what was left out, and what could not be done."""

    beads: int = 0
    unlikely: int = 0
    one_sided: int = 0
    failed: list[str] = field(default_factory=list)

    def count(self, alignment: Alignment, unlikely: int, path: str) -> None:
        self.beads += len(alignment.beads)
        self.unlikely += unlikely
        if path.lower().endswith(".tmx"):
            self.one_sided += left_out(alignment)

    def report(self, least: float) -> None:
        """Say what is missing on stderr, and end with exit code 2 where something could not be done."""
        if self.unlikely:
            total = self.beads + self.unlikely
            complain(f"{self.unlikely:,} of {total:,} beads left out: less likely than {least:g}")
        if self.one_sided:
            complain(
                f"{self.one_sided:,} of {self.beads:,} beads left out: one side is empty, and TMX holds pairs only"
            )
        for message in self.failed:
            complain(message)
        if self.failed:
            raise click.exceptions.Exit(2)


def align_files(task: Task, output: str | None, color: str) -> None:
    """Align two files and write the bitext, or show it on stdout. Raises FileError and EncoderUnavailableError."""
    source, target = task.source.path, task.target.path
    if same_file(source, target):
        raise FileError(target, "is the source as well; give its translation")
    if output is not None:
        check_output(output, (source, target))
    with status(f"aligning {source} with {target} ..."):
        alignment, unlikely = task.align(source, target)
    if output is None:
        sys.stdout.writelines(table.render(alignment, columns(), colored(color)))
    else:
        write_bitext(alignment, output)
    tally = _Tally()
    tally.count(alignment, unlikely, output or "")
    tally.report(task.least)


def align_folders(task: Task, folder: str, suffix: str) -> None:
    """Pair the files of two folders, align each pair and write its bitext; one that fails does not stop the others.

    Raises MissingPathError, FileError where the folder cannot be made, and EncoderUnavailableError.
    """
    pairing = pair_folders(task.source.path, task.target.path, suffix, task.source.options.language or "zh")
    for message in pairing.alone:
        complain(message)
    if pairing.pairs:
        make_folder(Path(folder))
    tally = _Tally(failed=list(pairing.failed))
    _align_pairs(task, pairing.pairs, folder, tally)
    if not pairing.pairs:
        tally.failed.append(f"no text in {task.source.path} has a translation in {task.target.path}, by their names")
    tally.report(task.least)


def _align_pairs(task: Task, pairs: Sequence[Pair], folder: str, tally: _Tally) -> None:
    for pair in progress(pairs, _size, lambda pair: pair.output):
        output = Path(folder, pair.output)
        try:
            alignment, unlikely = task.align(pair.source, pair.target)
            make_folder(output.parent)
            check_output(str(output), (pair.source, pair.target))
            write_bitext(alignment, str(output))
        except FileError as error:
            tally.failed.append(str(error))
        else:
            tally.count(alignment, unlikely, pair.output)


def _size(pair: Pair) -> int:
    return sum(Path(path).stat().st_size for path in (pair.source, pair.target))
