"""Annotations of GitHub Actions: workflow commands, the most severe first, as only the first ten of a kind are shown.

Source: GitHub's documentation of workflow commands
"""

import re
from collections.abc import Iterable, Iterator

from align.model import Diagnostic, Report, Severity, UnusedAllow
from align.report.notes import describe
from align.report.style import Style
from align.report.summary import close, summary
from align.report.terminal import visible

LARGEST_SUMMARY = 1 << 20
"""How many bytes the summary page of a step may have; GitHub shows none of a larger one."""

_ROWS = 500
"""How many findings the summary page lists."""

_RESERVE = 200
"""Bytes for the head of the table and for what is said of the rest."""

_HEADER = "\n| severity | rule | place | text |\n|---|---|---|---|\n"
_MARKUP = re.compile(r"[\\`*_\[\]<>&!|~#]")

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(report: Report, style: Style) -> Iterator[str]:
    """Yield a command a finding, then the summary as plain text."""
    for entry in style.rank(report):
        yield _command(entry) + "\n"
    yield from _list_unchecked(report)
    for line in close(report, style):
        yield line + "\n"


def _list_unchecked(report: Report) -> Iterator[str]:
    """Yield a command for each file that could not be checked, and for each `[[allow]]` or comment that allows
    nothing.
    """
    for skipped in report.skipped:
        if skipped.failed:
            yield f"::error file={_property(skipped.path)},title=not checked::{_data(skipped.reason)}\n"
    for entry in report.unused_allows:
        place = f"file={_property(entry.path)},line={entry.line}"
        yield f"::notice {place},title=unused-allow::{_describe_unused(entry)}\n"


def _describe_unused(entry: UnusedAllow) -> str:
    if entry.problem:
        return f"This comment allows nothing: {_data(entry.problem)}."
    return f"This {'comment' if entry.is_comment else '[[allow]]'} matches no finding: delete it."


def step_summary(report: Report, room: int = LARGEST_SUMMARY) -> str:
    """Return the run as Markdown for the summary page of a step; the words of a document are in code only.

    It takes at most `room` bytes of UTF-8, and says what it leaves out; empty where there is no room for a line.
    """
    found = Style().rank(report)
    head = f"### aligncheck\n\n{_MARKUP.sub(_escape, summary(report, Style()))}\n"
    rows = list(_fit(map(_row, found[:_ROWS]), room - len(head.encode()) - _RESERVE))
    rest = f"\n{len(found) - len(rows):,} more are not listed here.\n" if len(found) > len(rows) else ""
    text = head + (_HEADER + "".join(rows)) * bool(rows) + rest
    return text if len(text.encode()) <= room else ""


def _fit(rows: Iterable[str], room: int) -> Iterator[str]:
    """Yield the first rows, as long as there is room for them."""
    for row in rows:
        room -= len(row.encode())
        if room < 0:
            return
        yield row


def _row(entry: Diagnostic) -> str:
    place = _code(f"{entry.path}:{entry.start.line or entry.start.segment}")
    text = _code((entry.text or entry.finding.message)[:80])
    return f"| {entry.finding.severity} | {entry.finding.rule} | {place} | {text} |\n"


def _escape(match: re.Match[str]) -> str:
    return f"\\{match[0]}"


def _code(text: str) -> str:
    """Text as code in a cell of a table: nothing in it is markup."""
    fence = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    return f"{fence} {visible(text)} {fence}".replace("|", "\\|")


def _command(entry: Diagnostic) -> str:
    finding, start, end = entry.finding, entry.start, entry.end
    properties = {"file": entry.path}
    if start.line:
        properties |= {"line": str(start.line), "endLine": str(end.line)}
    if start.line and start.line == end.line:
        properties |= {"col": str(start.column), "endColumn": str(end.column)}
    properties["title"] = finding.rule
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{_COMMANDS[finding.severity]} {listed}::{_data(describe(entry))}"


def _data(text: str) -> str:
    """Escaped as the message of a command: it has no line break and no control character left."""
    return visible(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
