"""How reports look."""

from collections.abc import Iterator
from dataclasses import dataclass

from align.model import Diagnostic, Report, Severity


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
