"""What `check --gate` prints: one verdict, with its reasons."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import click

from align.cli.outputs import print_document

if TYPE_CHECKING:
    from align.model.verdicts import Thresholds, Verdict


@dataclass(frozen=True, slots=True)
class GateOptions:
    """Whether one verdict is given on all texts, and how many findings it lets through."""

    gate: Annotated[
        bool,
        click.Option(["--gate"], is_flag=True, help="Print one verdict with its reasons (text or json): pass or fail."),
    ]
    max_errors: Annotated[
        int | None,
        click.Option(
            ["--max-errors"],
            metavar="N",
            type=click.IntRange(0),
            help="With --gate: allow up to this many errors, whatever --fail-on says.",
        ),
    ]
    max_warnings: Annotated[
        int | None,
        click.Option(
            ["--max-warnings"],
            metavar="N",
            type=click.IntRange(0),
            help="With --gate: allow up to this many warnings.",
        ),
    ]

    @property
    def thresholds(self) -> "Thresholds":
        """Return what is let through, but for `fail_on`."""
        from align.model.verdicts import Thresholds

        return Thresholds(max_errors=self.max_errors, max_warnings=self.max_warnings)


def print_verdict(verdict: "Verdict", color: str, *, as_json: bool) -> None:
    """Print a verdict for people, or as JSON."""
    from align.report.gate import describe_verdict

    print_document(describe_verdict(verdict), "json" if as_json else "text", color)
