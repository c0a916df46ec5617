"""One finding a line, each as in the JSON document."""

from collections.abc import Iterator

from align.model import Report
from align.report import Style
from align.report.json_document import as_object, dump


def render(report: Report, style: Style) -> Iterator[str]:
    """JSON lines; nothing at all for a clean run."""
    return (dump(as_object(entry)) + "\n" for entry in report.diagnostics)
