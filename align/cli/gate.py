"""What `check --gate` prints: one verdict, with its reasons."""

from typing import TYPE_CHECKING

from align.cli.outputs import print_document

if TYPE_CHECKING:
    from align.model.verdicts import Verdict


def print_verdict(verdict: "Verdict", color: str, *, as_json: bool) -> None:
    """Print a verdict for people, or as JSON."""
    from align.report.gate import describe_verdict

    print_document(describe_verdict(verdict), "json" if as_json else "text", color)
