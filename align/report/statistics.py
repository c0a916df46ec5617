"""How many findings each rule has, and in how many files: the rules with most first."""

from collections import defaultdict
from collections.abc import Iterator

from align.model import Diagnostic, Report
from align.report.json_document import dump
from align.report.style import Style
from align.report.summary import close
from align.report.tables import format_rows
from align.report.terminal import paint, wrap


def render(report: Report, style: Style) -> Iterator[str]:
    """For people: a line for each rule, of the findings that are shown, and a summary."""
    rows = [(f"{len(found):>6,}", _tell_files(found), rule) for rule, found in _group(list(style.shown(report)))]
    for line in format_rows(rows):
        yield line + "\n"
    for line in close(report, style):
        yield "\n" * bool(rows) + paint(wrap(line, style.width, ""), None, style.color) + "\n"


def render_json(report: Report, style: Style) -> Iterator[str]:
    """Yield one JSON object with all findings counted: see docs/large-folders.md."""
    rules = [
        {"rule": rule, "findings": len(found), "files": _count_files(found)}
        for rule, found in _group(report.diagnostics)
    ]
    counts = {"documents": report.documents, "words": report.words, "unlisted": report.unlisted}
    yield dump({"version": 1, **counts, "rules": rules}, indent=2) + "\n"


def _group(findings: list[Diagnostic] | tuple[Diagnostic, ...]) -> list[tuple[str, list[Diagnostic]]]:
    """Return the findings of each rule, most first, then by name."""
    by_rule = defaultdict[str, list[Diagnostic]](list)
    for entry in findings:
        by_rule[entry.finding.rule].append(entry)
    return sorted(by_rule.items(), key=lambda item: (-len(item[1]), item[0]))


def _count_files(found: list[Diagnostic]) -> int:
    return len({entry.path for entry in found})


def _tell_files(found: list[Diagnostic]) -> str:
    count = _count_files(found)
    return f"in {count:,} file{'s' * (count != 1)}"
