"""What `check --gate` prints: one verdict, with its reasons."""

import sys
from typing import TYPE_CHECKING

from align.cli.streams import write_data
from align.cli.terminal import is_colored, measure_width

if TYPE_CHECKING:
    from align.model.verdicts import Verdict


def print_verdict(verdict: "Verdict", color: str, *, as_json: bool) -> None:
    """Print a verdict for people, or as JSON."""
    if as_json:
        from align.report.gate import render_json

        write_data(render_json(verdict))
        return
    from align.report.gate import render_text
    from align.report.style import Style

    sys.stdout.writelines(render_text(verdict, Style(width=measure_width(), color=is_colored(color))))
