"""The findings as rows of a table, for people who go through them in a spreadsheet."""

from collections.abc import Iterator

from align.model import Report, list_hints, list_replacements, on_one_line
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
        finding, start = entry.finding, entry.start
        cells = {
            "severity": str(finding.severity),
            "rule": finding.rule,
            "path": style.relate(entry.path),
            "unit": start.segment or "",
            "line": str(start.line or ""),
            "column": str(start.column),
            "source": finding.source_text,
            "target": entry.excerpt.text,
            "marked": entry.text,
            "message": finding.message,
            "suggestions": "; ".join(one.label or DELETE for one in list_replacements(entry)),
            "hints": "; ".join(offer.label for offer in list_hints(entry)),
            REMARKS: "; ".join(report.remarks.get((entry.path, entry.fingerprint), ())),
            "fingerprint": entry.fingerprint,
        }
        yield [visible(on_one_line(cells.get(column, ""))) for column in columns]
