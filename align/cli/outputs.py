"""What a command writes besides stdout: `--output FORMAT=FILE`, for commands whose formats are few."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from align.cli.findings import STDOUT, Output, check_file
from align.cli.options import Make, list_words, option
from align.cli.streams import tame_text, write_data, write_file
from align.cli.terminal import is_colored, measure_width
from align.errors import CommandError

if TYPE_CHECKING:
    from align.report.document import ReportDocument


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
