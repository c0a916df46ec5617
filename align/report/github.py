"""Annotations of GitHub Actions: workflow commands, the most severe first, as only the first ten of a kind are shown.

Source: GitHub's documentation of workflow commands
"""

import re
from collections.abc import Iterator

from align.model import Report
from align.report.ci import SEVERITIES
from align.report.document import escape_markdown
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


def render(report: Report, style: Style) -> Iterator[str]:
    """Yield a command a finding, one for each file that was not checked and each `[[allow]]` or comment that allows
    nothing, then the summary as plain text.
    """
    for entry in style.rank(report):
        start, end = entry.start, entry.end
        place = {"line": start.line, "endLine": end.line} if start.line else {}
        if start.line and start.line == end.line:
            place |= {"col": start.column, "endColumn": end.column}
        level = SEVERITIES["github"][entry.finding.severity]
        yield _command(level, {"file": entry.path, **place, "title": entry.finding.rule}, describe(entry))
    for skipped in report.skipped:
        if skipped.failed:
            yield _command("error", {"file": skipped.path, "title": "not checked"}, skipped.reason)
    for unused in report.unused_allows:
        text = f"This {'comment' if unused.is_comment else '[[allow]]'} matches no finding: delete it."
        if unused.problem:
            text = f"This comment allows nothing: {unused.problem}."
        yield _command("notice", {"file": unused.path, "line": unused.line, "title": "unused-allow"}, text)
    for line in close(report, style):
        yield line + "\n"


def _command(level: str, properties: dict[str, object], text: str) -> str:
    """Return a command: nothing in it acts but itself, and its message has no line break left."""
    shown = {name: visible(str(value)).replace("%", "%25") for name, value in properties.items()}
    listed = (f"{name}={value.replace(':', '%3A').replace(',', '%2C')}" for name, value in shown.items())
    return f"::{level} {','.join(listed)}::{visible(text).replace('%', '%25')}\n"


def step_summary(report: Report, room: int = LARGEST_SUMMARY) -> str:
    """Return the run as Markdown for the summary page of a step; the words of a document are in code only.

    It takes at most `room` bytes of UTF-8, and says what it leaves out; empty where there is no room for a line.
    """
    found, rows = Style().rank(report), list[str]()
    head = f"### aligncheck\n\n{escape_markdown(summary(report, Style()))}\n"
    left = room - len(head.encode()) - _RESERVE
    for entry in found[:_ROWS]:
        place = _code(f"{entry.path}:{entry.start.line or entry.start.segment}")
        text = _code((entry.text or entry.finding.message)[:80])
        row = f"| {entry.finding.severity} | {entry.finding.rule} | {place} | {text} |\n"
        left -= len(row.encode())
        if left < 0:
            break
        rows.append(row)
    rest = f"\n{len(found) - len(rows):,} more are not listed here.\n" if len(found) > len(rows) else ""
    text = head + (_HEADER + "".join(rows)) * bool(rows) + rest
    return text if len(text.encode()) <= room else ""


def _code(text: str) -> str:
    """Text as code in a cell of a table: nothing in it is markup."""
    fence = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    return f"{fence} {visible(text)} {fence}".replace("|", "\\|")
