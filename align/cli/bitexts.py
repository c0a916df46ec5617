"""`aligncheck align` of two files, and of two folders: writes bitexts and says what they leave out."""

import sys
from dataclasses import dataclass, field
from pathlib import Path

from align.cli.messages import complain
from align.cli.progress import show_progress, show_status
from align.cli.streams import write_data
from align.cli.terminal import is_colored, measure_width
from align.commands.align import (
    Aligned,
    AlignRequest,
    check_format,
    check_output,
    make_folder,
    render_bitext,
    write_bitext,
)
from align.errors import CommandError, FileError
from align.inputs.files import same_file
from align.inputs.folders import Pair, pair_folders
from align.writers import WRITERS, table
from align.writers.tmx import count_left_out


@dataclass
class _Tally:
    """How many beads were written, how many were left out and why, and what is said of files.

    `failures` has a message for each file that failed or has nothing in common with its source, `notes` what has to be
    known of how texts were read.
    """

    beads: int = 0
    unlikely: int = 0
    one_sided: int = 0
    failures: list[str] = field(default_factory=list)
    notes: dict[str, None] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)

    def count(self, aligned: Aligned, path: str) -> None:
        alignment = aligned.alignment
        self.beads += len(alignment.beads)
        self.unlikely += aligned.unlikely
        self.lost += aligned.lost
        self.failures += aligned.unrelated
        self.notes |= dict.fromkeys((*alignment.source.notes, *alignment.target.notes))
        writer = WRITERS.get(Path(f"x{path}").suffix.lower())  # a file, or a suffix alone
        if writer and writer.holds_pairs_only:
            self.one_sided += count_left_out(alignment)

    def report(self, least: float) -> int:
        """Say on stderr how texts were read and what is missing; return the exit code, 2 where a file failed."""
        for note in self.notes:
            complain(note)
        if self.unlikely:
            total = self.beads + self.unlikely
            complain(f"{self.unlikely:,} of {total:,} beads left out: less likely than {least:g}")
        if self.one_sided:
            complain(
                f"{self.one_sided:,} of {self.beads:,} beads left out: one side is empty, and TMX holds pairs only"
            )
        for message in (*self.lost, *self.failures):
            complain(message)
        return 2 if self.failures else 0


def align_files(request: AlignRequest, output: str | None, form: str) -> int:
    """Align two files and write the bitext to `output`, or print it, in the format of a suffix; return the exit code.

    Empty, the suffix is that of the file; a table is printed.

    Raises FileError, CommandError and EncoderUnavailableError.
    """
    source, target = request.source.path, request.target.path
    if same_file(source, target):
        raise FileError(target, "is the source as well; give its translation")
    if output is not None:
        check_output(output, (source, target), form)
    elif form:
        check_format("--output-format", form)
        if form == ".xlsx" and sys.stdout.isatty():
            raise CommandError("a workbook cannot be printed on a terminal: write it to a file with --to")
    with show_status(f"aligning {source} with {target} ..."):
        aligned = request.align(source, target)
    name = request.name_in_fingerprints(target)
    if output is not None:
        write_bitext(aligned.alignment, output, name, form)
    elif form:
        write_data(render_bitext(aligned.alignment, form, name))
    else:
        sys.stdout.writelines(table.render(aligned.alignment, measure_width(), is_colored()))
    tally = _Tally()
    tally.count(aligned, form or output or "")
    return tally.report(request.least)


def align_folders(request: AlignRequest, folder: str, form: str) -> int:
    """Pair the files of two folders, align each pair and write its bitext, `form` its suffix; return the exit code.

    A pair that fails does not stop the others. Raises CommandError, MissingPathError, FileError where the folder cannot
    be made, and EncoderUnavailableError.
    """
    pairing = pair_folders(request.source.path, request.target.path, form, request.languages)
    for message in pairing.alone:
        complain(message)
    tally = _Tally(failures=list(pairing.failed))
    if pairing.pairs:
        make_folder(Path(folder))
    else:
        sides = f"no text in {request.source.path} has a translation in {request.target.path}"
        tally.failures.append(f"{sides}, by their names")

    def measure(pair: Pair) -> int:
        return sum(Path(path).stat().st_size for path in (pair.source, pair.target))

    for pair in show_progress(pairing.pairs, measure, lambda pair: pair.output):
        output = Path(folder, pair.output)
        try:
            aligned = request.align(pair.source, pair.target)
            make_folder(output.parent)
            check_output(str(output), (pair.source, pair.target))
            write_bitext(aligned.alignment, str(output), request.name_in_fingerprints(pair.target))
        except FileError as error:
            tally.failures.append(str(error))
        else:
            tally.count(aligned, pair.output)
    return tally.report(request.least)
