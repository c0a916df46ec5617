"""How `check` and `glossary lint` print what they find: the options that they share, and writing reports."""

import os
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import click

from align.cli.messages import complain
from align.cli.options import MinSeverity, Words, choice, complete_from, count, option
from align.cli.outputs import Output, check_file, print_document
from align.cli.page_files import write_pages
from align.cli.streams import tame_text, write_data, write_file
from align.cli.terminal import is_colored, measure_width
from align.config.choices import FAIL_ON
from align.errors import CommandError
from align.report import FORMATS, Extra, list_formats, renderer

if TYPE_CHECKING:
    from align.model import Report, Severity
    from align.report.style import Style


def _check_outputs(ctx: click.Context, parameter: click.Parameter, values: Words) -> Words:
    outputs = list(map(Output.parse, values))
    for output in outputs:
        suffix = output.format.rpartition(".")[2]
        if output.format not in FORMATS:
            advice = f"write FORMAT=FILE, with one of {', '.join(FORMATS)}"
            if not output.path and suffix in list_formats():  # a file alone, which shows its format
                advice = f"write {suffix}={output.format}"
            raise CommandError(f"--output: there is no format {output.format!r}: {advice}")
        if not output.path:
            raise CommandError(f"--output: {output.format} names no file: write {output.format}=FILE (- is stdout)")
    if sum(output.row.is_copy for output in outputs) > 1:
        raise CommandError("two documents with comments are asked for: write docx-changes or docx-comments, once")
    return values


def _check_limits(ctx: click.Context, parameter: click.Parameter, values: Words) -> Words:
    for value in values:
        name, colon, number = value.partition(":")
        is_number = name in ("error", "warning") and re.fullmatch("[0-9]{1,9}", number)
        if not (is_number if colon else name in FAIL_ON):
            raise CommandError(f"--fail-on {value}: write {', '.join(FAIL_ON)}, error:N or warning:N")
    return values


@dataclass(frozen=True, slots=True)
class FindingsOptions:
    """How findings are printed, which of them are shown, and which make a run fail (`fail_on` None: not said)."""

    output_format: Annotated[
        str | None, choice(f"{', '.join(list_formats())} [full].", *list_formats(), metavar="FORMAT")
    ]
    output: Annotated[
        Words,
        option("Also write a report to a file (repeatable).", "FORMAT=FILE", "-o", "--output", callback=_check_outputs),
    ]
    limits: Annotated[
        Words,
        option(
            "Lowest severity that fails [warning]; with --gate, error:N or warning:N allow N.",
            f"[{'|'.join(FAIL_ON)}]",
            "--fail-on",
            callback=_check_limits,
            shell_complete=complete_from(lambda: FAIL_ON),
        ),
    ]
    min_severity: MinSeverity
    limit: Annotated[
        int | None, count("In text: show the N most serious findings only; 0: all. The most serious come first.")
    ]

    @property
    def fail_on(self) -> str | None:
        """Return the lowest severity that makes a run fail; None: it is not said."""
        return next((limit for limit in reversed(self.limits) if limit in FAIL_ON), None)

    @property
    def allowed(self) -> dict[str, int]:
        """Return how many findings of a severity do not make a run fail."""
        return {name: int(number) for name, colon, number in (limit.partition(":") for limit in self.limits) if colon}

    @property
    def outputs(self) -> tuple[Output, ...]:
        """Return what is written, and where: `--output-format NAME` is short for `--output NAME=-`."""
        named = (Output(self.output_format),) if self.output_format else ()
        asked = (*named, *map(Output.parse, self.output)) or (Output("full"),)
        replaced = self.replaced
        return tuple(dict.fromkeys(replaced.get(one, one) for one in asked)) if replaced else asked

    @property
    def replaced(self) -> dict[Output, Output]:
        """Return what is written in place of files whose format needs a package that is missing."""
        found = dict[Output, Output]()
        for one in map(Output.parse, self.output):
            extra = one.row.extra
            if extra and one.is_file and _is_missing(extra):
                found[one] = Output(extra.instead, str(Path(one.path).with_suffix(f".{extra.instead}")))
        return found

    @property
    def review(self) -> Output | None:
        """Return the output of the document with comments, or of a folder for several; None where none is asked for."""
        return next((output for output in self.outputs if output.row.is_copy), None)

    @property
    def tracks_changes(self) -> bool:
        """Return whether what can be fixed is written as tracked changes."""
        return bool(self.review and self.review.row.tracks_changes)

    @property
    def page(self) -> str:
        """Return the file for a page of the texts; empty where none is asked for."""
        return next((output.path for output in self.outputs if output.row.has_pages and output.is_file), "")

    @property
    def printed(self) -> str:
        """Return the format that goes to stdout; empty where none does."""
        return next((output.format for output in self.outputs if not output.is_file), "")

    @property
    def text_or_json(self) -> str:
        """Return the format of a command that prints text or JSON only."""
        return "json" if self.printed == "json" else "text"

    def find_least_shown(self, threshold: "Severity | None") -> "Severity":
        """Return the least severity that reports show, where `threshold` is the least that makes the run fail."""
        from align.model import Severity

        if self.min_severity is not None:
            return Severity[self.min_severity.upper()]
        return min(Severity.WARNING, threshold or Severity.WARNING)

    @property
    def written(self) -> tuple[str, ...]:
        """Return the absolute paths of the files that reports are written into."""
        return tuple(os.path.normpath(Path(output.path).absolute()) for output in self.outputs if output.is_file)

    def check_outputs(self, read: Sequence[str], *, statistics: bool = False) -> None:
        """See that every report can be written, before much is done; `read` are paths that none may replace.

        `statistics`: see `write_reports`. Raises CommandError.
        """
        printed = self.printed
        if statistics and not (printed == "json" or (printed and FORMATS[printed].is_for_people)):
            raise CommandError("--statistics prints text or json: give --output-format json, or leave the format out")
        for asked, written in self.replaced.items():
            if extra := asked.row.extra:
                complain(f"{asked.path}: {extra.need}; {written.path} is written instead; {extra.install}")
        paths = [output.path for output in self.outputs]
        for output in self.outputs:
            name, row = output.format, output.row
            if paths.count(output.path) > 1:
                where = output.path if output.is_file else "stdout"
                raise CommandError(f"two reports go to {where}: name a file for each with --output FORMAT=FILE")
            if output.is_file and not (row.is_copy and is_for_folder(output.path)):
                check_file(output, read)
            if row.extra and _is_missing(row.extra):
                raise CommandError(f"{row.extra.need}: write {row.extra.instead}; {row.extra.install}")
            if row.is_copy and not output.is_file:
                raise CommandError(f"--output {name}: name a file for the document: {name}=reviewed.docx")
            if row.is_binary and not output.is_file and sys.stdout.isatty():
                raise CommandError(f"{name} cannot be printed on a terminal: write --output {name}=FILE")


def _is_missing(extra: Extra) -> bool:
    from importlib.util import find_spec

    return not find_spec(extra.package)


def is_for_folder(path: str) -> bool:
    """Return whether a path names a folder: it ends like one, or is one."""
    from glossary.storage.reading import is_folder

    return path.endswith(("/", os.sep)) or is_folder(Path(path))


def write_reports(
    report: "Report",
    options: FindingsOptions,
    least_shown: "Severity",
    color: str,
    *,
    summary: bool,
    statistics: bool = False,
    per_document: bool = False,
) -> None:
    """Write a report in each format that is asked for; `color` is the choice of `--color`.

    Where all go to files, the summary is printed. `statistics`: what goes to stdout counts the findings of each rule
    instead. `per_document`: a page in a file becomes one for each text; it does so, too, where there is no room for
    all. Raises CommandError.
    """
    from align.report.full import render_close
    from align.report.style import Style

    folder = Path.cwd().as_posix()
    for output in options.outputs:
        if output.row.is_copy:
            continue
        width, colored = (80, color == "always") if output.is_file else (measure_width(), is_colored(color))
        style = Style(least_shown, width, colored, summary and output.row.has_summary, folder)
        if output.row.is_for_people and not (statistics and not output.is_file):
            style = replace(style, limit=options.limit)
        if statistics and not output.is_file:
            from align.report.statistics import describe_statistics

            print_document(describe_statistics(report, style), "text" if output.row.is_for_people else "json", color)
            continue
        _write(report, style, output, per_document=per_document)
        if output.is_file and summary and sys.stderr.isatty():
            complain(f"{output.path}: written")
    if summary and not options.printed:
        sys.stdout.writelines(render_close(report, Style(least_shown, measure_width(), is_colored(color), summary)))
    sys.stdout.flush()


def _write(report: "Report", style: "Style", output: Output, *, per_document: bool) -> None:
    """Write a report to a file, several files, or stdout; say what of it does not fit there."""
    row, path = output.row, output.path
    where = path if output.is_file else "stdout"
    if row.has_pages:
        from align.report.page.sheets import count_left_out, is_too_large
        from align.report.page.split import name_folder

        if output.is_file and (per_document or is_too_large(report)):
            if not per_document:
                pages = f"with a page for each document in {name_folder(path)}"
                complain(f"{path}: is too large for one page: it is an index, {pages}")
            write_pages(report, style, path)
            return
        if left_out := count_left_out(report):
            complain(f"{where}: {left_out:,} texts do not fit into one page and are excerpts: check fewer at once")
    count = sum(1 for _ in style.shown(report)) if row.most_results else 0
    if count > row.most_results:
        fits = f"holds {row.most_results:,} of {count:,} findings, errors first"
        complain(f"{where}: {fits}: more does not fit into {output.format}")
    pieces = renderer(output.format)(report, style)
    if output.is_file:
        write_file(path, map(tame_text, pieces) if row.is_for_people else pieces)
    elif row.is_for_people:
        sys.stdout.writelines(pieces)
    else:
        write_data(pieces)
