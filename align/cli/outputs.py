"""What a command writes besides stdout: `--output FORMAT=FILE`, for commands whose formats are few."""

import sys
from collections.abc import Callable, Iterable, Sequence

from align.cli.findings import STDOUT, Output, check_file
from align.cli.streams import write_data, write_file
from align.cli.terminal import measure_width
from align.errors import CommandError
from align.report.terminal import tame

Render = Callable[[int], Iterable[str]]
"""What renders a format, for so many columns."""


def list_outputs(
    formats: Sequence[str], printed: str | None, named: Iterable[str], read: Sequence[str]
) -> tuple[Output, ...]:
    """Return what is written, and where; the first format to stdout where nothing is said.

    `read` are paths that none may replace. Raises CommandError.
    """
    outputs = (*([Output(printed)] if printed else []), *map(Output.parse, named))
    for output in outputs:
        if output.format not in formats or not output.path:
            raise CommandError(f"--output: write FORMAT=FILE, with one of {', '.join(formats)} (- is stdout)")
        if output.path != STDOUT:
            check_file(output, read)
    return outputs or (Output(formats[0]),)


def write_output(output: Output, render: Render) -> None:
    """Write a format to its file or to stdout. Raises CommandError, StreamError."""
    is_text = output.format == "text"
    if output.path != STDOUT:
        lines = (tame(line) if is_text else line for line in render(80))
        write_file(output.path, (line.encode(errors="backslashreplace") for line in lines))
    elif is_text:
        sys.stdout.writelines(render(measure_width()))
    else:
        write_data(render(0))
