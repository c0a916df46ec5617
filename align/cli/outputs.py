"""Where a command writes its report: stdout, or a file (`--output FORMAT=FILE`); what no file may replace."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from align.cli.options import Make, list_words, option
from align.cli.streams import tame_text, write_data, write_file
from align.cli.terminal import is_colored, measure_width
from align.errors import CommandError, advise
from align.report import FORMATS, Format

if TYPE_CHECKING:
    from align.report.document import ReportDocument


STDOUT = "-"


class Output(NamedTuple):
    """A format of `FORMATS`, and the file it is written to; `-` is stdout."""

    format: str
    path: str = STDOUT

    @classmethod
    def parse(cls, text: str) -> "Output":
        """Return what `FORMAT=FILE` says."""
        name, _, path = text.partition("=")
        return cls(name, path)

    @property
    def row(self) -> Format:
        """Return what is known of the format."""
        return FORMATS[self.format]

    @property
    def is_file(self) -> bool:
        """Return whether it goes to a file, not to stdout."""
        return self.path != STDOUT


def check_file(output: Output, read: Sequence[str], own: str = "", flag: str = "--output") -> None:
    """See that a file can be written that is none of those read, and not another's: one of an earlier run is
    recognised by the name `own`, else by that of its format. `flag` is the option that names it. Raises CommandError.
    """
    from align.inputs.earlier_outputs import is_foreign
    from align.inputs.files import explain, same_file
    from glossary.storage.atomic import read_permissions
    from glossary.storage.reading import is_folder

    path = output.path
    if any(same_file(path, other) for other in read):
        raise CommandError(
            f"{flag}: {path} is what is {'checked' if flag == '--output' else 'read'}: name another file"
        )
    if not is_folder(Path(path).parent):
        raise CommandError(f"{flag}: {path}: there is no folder {Path(path).parent}: make it, or name another")
    try:
        read_permissions(Path(path))
    except (OSError, ValueError) as error:
        raise CommandError(f"{flag}: {path}: cannot be written ({explain(error)}): {advise(error)}") from None
    if is_foreign(path, own or output.format):
        raise CommandError(f"{flag}: {path} is not an earlier {output.format} of aligncheck: name another file")


def output_files(formats: Sequence[str]) -> Make:
    """Return what makes the option `--output`, reports in some formats that are written to files."""
    text = f"Write a report to a file, in {list_words(formats)} (repeatable; with files alone nothing is printed)."
    return option(text, "FORMAT=FILE", "-o", "--output")


def list_outputs(
    formats: Sequence[str],
    printed: str | None,
    named: Iterable[str],
    read: Sequence[str],
    own: Mapping[str, str] | None = None,
) -> tuple[Output, ...]:
    """Return what is written, and where; the first format to stdout where nothing is said.

    `read` are paths that none may replace. `own` says by what name an earlier output of a format is recognised, where
    that is not the name of the format. Raises CommandError.
    """
    if printed and printed not in formats:
        raise CommandError(f"--output-format {printed}: this report can be written as {', '.join(formats)}")
    outputs = (*([Output(printed)] if printed else []), *map(Output.parse, named))
    for output in outputs:
        if output.format not in formats or not output.path:
            raise CommandError(f"--output: write FORMAT=FILE, with one of {', '.join(formats)} (- is stdout)")
        if output.path != STDOUT:
            check_file(output, read, (own or {}).get(output.format, output.format))
    return outputs or (Output(formats[0]),)


def write_document(document: "ReportDocument", outputs: Iterable[Output], color: str = "never") -> None:
    """Write a report in each format to its file or to stdout; `color` is the choice of `--color` for a terminal.

    Raises CommandError, StreamError.
    """
    from align.report.document import render
    from align.report.style import Style

    for output in outputs:
        is_text = output.format == "text"
        if output.path == STDOUT:
            pieces = render(document, output.format, Style(width=measure_width(), color=is_text and is_colored(color)))
            sys.stdout.writelines(pieces) if is_text else write_data(pieces)
        else:
            pieces = render(document, output.format, Style())
            write_file(output.path, map(tame_text, pieces) if is_text else pieces)


def print_document(document: "ReportDocument", output_format: str, color: str = "auto") -> None:
    """Print a report in a format; `color` is the choice of `--color`. Raises StreamError."""
    write_document(document, [Output(output_format)], color)
