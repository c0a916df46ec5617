"""Annotations of GitHub Actions: workflow commands, the gravest first, as only the first ten of a kind are shown.

Source: GitHub's documentation of workflow commands
"""

import re
from collections.abc import Iterable, Iterator

from align.model import Diagnostic, Report, Severity
from align.report.style import Style
from align.report.summary import close, summary
from align.report.terminal import visible

_ROWS = 500
"""How many findings the summary page lists: GitHub takes at most 1 MiB."""

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(report: Report, style: Style) -> Iterator[str]:
    """A command a finding, then the summary as plain text."""
    for entry in _gravest_first(style.shown(report)):
        yield _command(entry) + "\n"
    yield from _list_unchecked(report)
    for line in close(report, style):
        yield line + "\n"


def _list_unchecked(report: Report) -> Iterator[str]:
    """A command for each file that could not be checked, and for each `[[allow]]` that nothing needed."""
    for skipped in report.skipped:
        if skipped.failed:
            yield f"::error file={_property(skipped.path)},title=not checked::{_data(skipped.reason)}\n"
    for entry in report.unused_allows:
        place = f"file={_property(entry.path)},line={entry.line}"
        yield f"::notice {place},title=unused-allow::This [[allow]] matches no finding: delete it.\n"


def _gravest_first(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    return sorted(diagnostics, key=lambda entry: -entry.finding.severity)


def step_summary(report: Report) -> str:
    """The run as Markdown for the summary page of a step; the words of a document stand in code only."""
    rows = [
        f"| {entry.finding.severity} | {entry.finding.rule} | {_code(f'{entry.path}:{entry.start.line}')} "
        f"| {_code(entry.text[:80])} |"
        for entry in _gravest_first(Style().shown(report))[:_ROWS]
    ]
    table = ["", "| severity | rule | place | text |", "|---|---|---|---|", *rows] if rows else []
    return "\n".join(["### aligncheck", "", summary(report, Style()), *table]) + "\n"


def _code(text: str) -> str:
    """Text as code in a cell of a table: nothing in it is markup."""
    fence = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    return f"{fence} {visible(text)} {fence}".replace("|", "\\|")


def _command(entry: Diagnostic) -> str:
    finding, start, end = entry.finding, entry.start, entry.end
    properties = {"file": entry.path, "line": str(start.line), "endLine": str(end.line)}
    if start.line == end.line:
        properties |= {"col": str(start.column), "endColumn": str(end.column)}
    properties["title"] = finding.rule
    offers = ", ".join(offer.text for offer in finding.suggestions)
    message = f"{finding.message} Suggested: {offers}" if offers else finding.message
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{_COMMANDS[finding.severity]} {listed}::{_data(message)}"


def _data(text: str) -> str:
    """Escaped as the message of a command: it has no line break and no control character left."""
    return visible(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
