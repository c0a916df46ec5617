"""How many findings each rule has, and in how many files: the rules with most first."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from align.model import Diagnostic, Report
from align.report.document import Block, Gap, Heading, ReportDocument, Table
from align.report.style import Style
from align.report.summary import close, tell_amount


def describe_statistics(report: Report, style: Style) -> ReportDocument:
    """Return the report on rules: people are told of the findings that are shown, programs of all."""
    return ReportDocument(lambda: _list_blocks(report, style), lambda: _list_data(report))


def _list_blocks(report: Report, style: Style) -> Iterator[Block]:
    rows = [
        (f"{len(found):,}", f"in {tell_amount(_count_files(found), 'file')}", rule)
        for rule, found in _group(style.shown(report))
    ]
    if rows:
        yield Table(rows, indent=2, numbers=frozenset({0}))
    for line in close(report, style):
        if rows:
            yield Gap()
        yield Heading(line)


def _list_data(report: Report) -> dict[str, object]:
    """Return all findings counted: see docs/large-folders.md."""
    rules = [
        {"rule": rule, "findings": len(found), "files": _count_files(found)}
        for rule, found in _group(report.diagnostics)
    ]
    counts = {"documents": report.documents, "words": report.words, "unlisted": report.unlisted}
    return {"version": 1, **counts, "rules": rules}


def _group(findings: Iterable[Diagnostic]) -> list[tuple[str, list[Diagnostic]]]:
    """Return the findings of each rule, most first, then by name."""
    by_rule = defaultdict[str, list[Diagnostic]](list)
    for entry in findings:
        by_rule[entry.finding.rule].append(entry)
    return sorted(by_rule.items(), key=lambda item: (-len(item[1]), item[0]))


def _count_files(found: list[Diagnostic]) -> int:
    return len({entry.path for entry in found})
