"""One finding a line, each as in the JSON document."""

from collections.abc import Iterator

from align.model import Report
from align.report.json_document import as_object, dump
from align.report.style import Style


def render(report: Report, style: Style) -> Iterator[str]:
    """JSON lines; nothing at all for a clean run, and a last line where findings are left out: `{"unlisted": 120}`."""
    for entry in report.diagnostics:
        yield dump(as_object(entry)) + "\n"
    if report.unlisted:
        yield dump({"unlisted": report.unlisted}) + "\n"
