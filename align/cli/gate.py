"""What `check --gate` prints: one verdict, with its reasons."""

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import click

from align.cli.streams import write_data
from align.cli.terminal import is_colored, measure_width

if TYPE_CHECKING:
    from align.model.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class GateOptions:
    """Whether one verdict is given on all texts."""

    gate: Annotated[
        bool,
        click.Option(["--gate"], is_flag=True, help="Print one verdict with its reasons (text or json): pass or fail."),
    ]


def print_verdict(verdict: "Verdict", color: str, *, as_json: bool) -> None:
    """Print a verdict for people, or as JSON."""
    if as_json:
        from align.report.gate import render_json

        write_data(render_json(verdict))
        return
    from align.report.gate import render_text
    from align.report.style import Style

    sys.stdout.writelines(render_text(verdict, Style(width=measure_width(), color=is_colored(color))))
