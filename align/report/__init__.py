"""Reports: one file per output format, each with `render(report, style)`, a pure function.

It yields its text in pieces, so that a report of any length needs little memory; a format that is no text, bytes.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from align.model import Report
    from align.report.style import Style

FORMATS = {
    "full": "align.report.full",
    "concise": "align.report.concise",
    "json": "align.report.json_document",
    "jsonl": "align.report.jsonl",
    "github": "align.report.github",
    "gitlab": "align.report.gitlab",
    "sarif": "align.report.sarif",
    "rdjson": "align.report.rdjson",
    "junit": "align.report.junit",
    "checkstyle": "align.report.checkstyle",
    "csv": "align.report.csv_table",
    "html": "align.report.page",
}
"""The output formats that are text and the modules that render them, imported when asked for."""

BINARY = {"xlsx": "align.report.workbook"}
"""Those that are no text."""

FOR_PEOPLE = frozenset({"full", "concise"})
"""The formats that people read on a terminal or in a log; programs read the others."""

WITH_SUMMARY = FOR_PEOPLE | {"github"}
"""The formats that a line of summary closes."""

WITH_PAGES = frozenset({"html"})
"""The formats that show the texts themselves."""

WITH_REMARKS = frozenset({"csv", "xlsx", "docx-comments", "docx-changes"})
"""The outputs that show what reviewers commented."""

MOST_RESULTS = {"sarif": 25_000}
"""How many findings a format holds at most, where it is bounded: GitHub rejects a SARIF file with more."""


def renderer(name: str) -> Callable[[Report, Style], Iterator[str]]:
    """Return the function that renders a format of `FORMATS`."""
    render: Callable[[Report, Style], Iterator[str]] = import_module(FORMATS[name]).render
    return render


def render_bytes(name: str, report: Report, style: Style) -> Iterator[bytes]:
    """Yield the bytes of a report in a format of `FORMATS` (in UTF-8; half a character as an escape) or of `BINARY`."""
    if name in BINARY:
        yield from import_module(BINARY[name]).render(report, style)
    else:
        for piece in renderer(name)(report, style):
            yield piece.encode(errors="backslashreplace")
