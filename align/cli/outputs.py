"""What a command writes besides stdout: `--output FORMAT=FILE`, for commands whose formats are few."""

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence

from align.cli.findings import STDOUT, Output, check_file
from align.cli.options import Make, list_words, option
from align.cli.streams import write_data, write_file
from align.cli.terminal import measure_width
from align.errors import CommandError
from align.report.terminal import tame

Render = Callable[[int], Iterable[str]]
"""What renders a format, for so many columns."""


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


def write_output(output: Output, render: Render) -> None:
    """Write a format to its file or to stdout. Raises CommandError, StreamError."""
    is_text = output.format == "text"
    if output.path != STDOUT:
        pieces = ("\n".join(map(tame, piece.split("\n"))) if is_text else piece for piece in render(80))
        write_file(output.path, (piece.encode(errors="backslashreplace") for piece in pieces))
    elif is_text:
        sys.stdout.writelines(render(measure_width()))
    else:
        write_data(render(0))
