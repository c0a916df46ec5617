"""How `check` and `glossary lint` print what they find: the options that they share, and writing a report."""

import sys
from dataclasses import dataclass
from typing import Annotated

import click

from align.cli.streams import write_data
from align.cli.terminal import is_colored, measure_width
from align.config.file import FAIL_ON
from align.model import Report, Severity
from align.report import FOR_PEOPLE, FORMATS, renderer
from align.report.style import Style


@dataclass(frozen=True, slots=True)
class FindingsOptions:
    """How findings are printed, which of them are shown, and which make a run fail (`fail_on` None: not said)."""

    output_format: Annotated[
        str,
        click.Option(
            ["--output-format"], type=click.Choice(list(FORMATS)), default="full", help="How findings are printed."
        ),
    ]
    fail_on: Annotated[
        str | None,
        click.Option(
            ["--fail-on"], type=click.Choice(list(FAIL_ON)), help="Least severity that gives exit code 1 [warning]."
        ),
    ]
    min_severity: Annotated[
        str | None,
        click.Option(
            ["--min-severity"],
            type=click.Choice(["info", "warning", "error"]),
            help="Least severity that text formats show; json and jsonl hold all  [warning, or what makes a run fail]",
        ),
    ]

    def find_least_shown(self, threshold: Severity | None) -> Severity:
        """The least severity that text formats show, where `threshold` is the least that makes the run fail."""
        if self.min_severity is not None:
            return Severity[self.min_severity.upper()]
        return min(Severity.WARNING, threshold or Severity.WARNING)


def print_report(report: Report, output_format: str, least_shown: Severity, color: str, *, summary: bool) -> None:
    """Write a report to stdout, piece by piece; `color` is the choice of `--color`."""
    style = Style(least_shown, measure_width(), is_colored(color), summary)
    pieces = renderer(output_format)(report, style)
    (sys.stdout.writelines if output_format in FOR_PEOPLE else write_data)(pieces)
