"""One line a finding."""

from collections.abc import Iterator

from align.model import Diagnostic, Report
from align.report.style import Style
from align.report.summary import close
from align.report.terminal import paint, visible


def render(report: Report, style: Style) -> Iterator[str]:
    """`path:line:column: severity rule: message`, one line each, and a summary."""
    for entry in style.choose(report):
        yield _line(entry, style.color) + "\n"
    for line in close(report, style):
        yield line + "\n"


def _line(entry: Diagnostic, color: bool) -> str:
    finding = entry.finding
    label = paint(str(finding.severity), finding.severity, color)
    return f"{place(entry)}: {label} {finding.rule}: {visible(finding.message)}"


def place(entry: Diagnostic) -> str:
    """`path:line:column`; with the id of the unit, where that is not its line, and in place of a line where none is."""
    start = entry.start
    named = start.line is None or start.segment in (None, str(start.line))
    unit = "" if named else f" ({start.segment})"
    return visible(f"{entry.path}:{start.describe()}{unit}")
