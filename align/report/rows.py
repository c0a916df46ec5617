"""The findings as rows of a table, for people who go through them in a spreadsheet."""

from collections.abc import Iterator

from align.model import Diagnostic, Report, list_hints, list_replacements, on_one_line
from align.report.notes import list_notes
from align.report.style import Style
from align.report.terminal import visible

DECISIONS = ("decision", "text", "reason")
"""The columns that are left to the reader, and that `review apply` reads."""

DELETE = "(delete)"
"""What is written for a suggestion to write nothing in the place of what is marked."""

COLUMNS = (
    "severity",
    "rule",
    "path",
    "unit",
    "line",
    "column",
    "source",
    "target",
    "marked",
    "message",
    "suggestions",
    "hints",
    *DECISIONS,
    "fingerprint",
)
"""The titles of the columns; source and target are side by side."""


REMARKS = "comments"
"""The column of what reviewers commented, where a report has that; it is not read back."""

OPTIONS = "options: "
"""How the title of the last column begins, where there is one: the options of the run, which stay there however rows
are sorted or deleted.
"""


def list_columns(report: Report) -> list[str]:
    """Return the titles of the columns of a report."""
    options = [f"{OPTIONS}{report.options}"] * bool(report.options)
    return [*COLUMNS[:-1], *[REMARKS] * bool(report.remarks), COLUMNS[-1], *options]


def list_rows(report: Report, style: Style) -> Iterator[list[str]]:
    """Yield the header, a row for each note, and one for each finding that is shown; each cell a line that
    cannot act.
    """
    columns = list_columns(report)
    yield [visible(on_one_line(title)) for title in columns]
    for note in list_notes(report):
        cells = {"severity": "error", "rule": note.name, "path": style.relate(note.path), "message": note.message}
        yield [visible(cells.get(column, "")) for column in columns]
    for entry in style.shown(report):
        yield [visible(on_one_line(cell)) for cell in _cells(entry, report, style)]


def _cells(entry: Diagnostic, report: Report, style: Style) -> tuple[str, ...]:
    finding, start = entry.finding, entry.start
    return (
        str(finding.severity),
        finding.rule,
        style.relate(entry.path),
        start.segment or "",
        str(start.line or ""),
        str(start.column),
        finding.source_text,
        entry.excerpt.text,
        entry.text,
        finding.message,
        "; ".join(one.text or DELETE for one in list_replacements(entry)),
        "; ".join(offer.text for offer in list_hints(entry)),
        *("" for _ in DECISIONS),
        *["; ".join(report.remarks.get((entry.path, entry.fingerprint), ()))] * bool(report.remarks),
        entry.fingerprint,
        *[""] * bool(report.options),
    )
