"""Reports: one file per output format, each with `render(report, style)`, a pure function.

It yields its text in pieces, so that a report of any length needs little memory.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module

from align.model import Diagnostic, Report, Severity

FORMATS = {
    "full": "align.report.full",
    "concise": "align.report.concise",
    "json": "align.report.json_document",
    "jsonl": "align.report.jsonl",
    "github": "align.report.github",
}
"""The output formats and the modules that render them, imported when asked for."""

FOR_PEOPLE = frozenset({"full", "concise"})
"""The formats that people read on a terminal or in a log; programs read the others."""


@dataclass(frozen=True, slots=True)
class Style:
    """How text formats look: the least severity shown, columns, colours, and whether a summary closes the report."""

    min_severity: Severity = Severity.WARNING
    width: int = 80
    color: bool = False
    summary: bool = True

    def shown(self, report: Report) -> Iterator[Diagnostic]:
        """The diagnostics that a text format shows."""
        return (entry for entry in report.diagnostics if entry.finding.severity >= self.min_severity)


def renderer(name: str) -> Callable[[Report, Style], Iterator[str]]:
    """The function that renders a format of `FORMATS`."""
    render: Callable[[Report, Style], Iterator[str]] = import_module(FORMATS[name]).render
    return render
