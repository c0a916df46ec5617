"""How reports look."""

from collections.abc import Iterator
from dataclasses import dataclass

from align.model import Diagnostic, Report, Severity


@dataclass(frozen=True, slots=True)
class Style:
    """How formats look: the least severity shown, columns, colours, and whether a summary closes the report.

    `folder` is the absolute path that programs take paths to be relative to; empty: unknown. `limit` is how many
    findings people are shown, the most severe first (0: all, in that order); None: all, as they are in the texts.
    """

    min_severity: Severity = Severity.WARNING
    width: int = 80
    color: bool = False
    summary: bool = True
    folder: str = ""
    limit: int | None = None

    def shown(self, report: Report) -> Iterator[Diagnostic]:
        """Return the diagnostics that every format but `json` and `jsonl` shows."""
        return (entry for entry in report.diagnostics if entry.finding.severity >= self.min_severity)

    def rank(self, report: Report) -> list[Diagnostic]:
        """Return the diagnostics that are shown, the most severe first."""
        return sorted(self.shown(report), key=lambda entry: -entry.finding.severity)

    def choose(self, report: Report) -> list[Diagnostic]:
        """Return the diagnostics that people are shown, in the order that they are shown in."""
        return list(self.shown(report)) if self.limit is None else self.rank(report)[: self.limit or None]

    def relate(self, path: str) -> str:
        """Return a path as seen from the folder; one elsewhere as it is."""
        folder = self.folder.rstrip("/") + "/"
        return path.removeprefix(folder) if self.folder else path
