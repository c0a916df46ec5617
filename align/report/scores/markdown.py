"""Scores as Markdown: a table for each block, to be pasted into a pull request."""

import re
from collections.abc import Iterable, Iterator, Sequence

from align.model.scores import METRICS, ReferenceScores, ScoreReport
from align.report.scores.rows import Row, format_number, list_rows
from align.report.scores.sentences import (
    describe_estimate,
    describe_findings,
    describe_references,
    explain_unassessed,
    list_reasons,
)
from align.report.terminal import visible

_ACTIVE = re.compile(r"[\\`*_\[\]<>#|~@:&$]|^[-+=]")


def render(report: ScoreReport, width: int = 0) -> Iterator[str]:
    """Yield the report line by line; nothing in a name is markup."""
    for line in _render_lines(report):
        yield f"{line}\n"


def _render_lines(report: ScoreReport) -> Iterator[str]:
    if report.references:
        yield from _head("References")
        yield from _render_references(report.references)
        yield from _paragraphs(describe_references(report.references))
    rows = [row for row in list_rows(report) if row.value]
    if report.findings:
        yield from _head("Automatic findings")
        yield from _render_rows(row for row in rows if row.block == "automatic findings")
        yield from _paragraphs(describe_findings(report.findings, bool(report.references)))
    if report.estimate:
        yield from _head("Look here first")
        rows_of = ((f"{one.rank}", one.id, one.band, one.target, list_reasons(one)) for one in report.estimate.segments)
        yield from render_table(("", "place", "band", "translation", "why"), rows_of)
        yield from _paragraphs(describe_estimate(report.estimate))
    terms = [row for row in rows if row.block == "terminology"]
    if terms:
        yield from _head("Terminology")
        yield from _render_rows(terms)
    yield from _paragraphs(explain_unassessed(report))
    yield ""
    yield f"Signature: {_escape(report.signature)}"


def _head(title: str) -> Iterator[str]:
    yield from (f"### {title}", "")


def _paragraphs(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield ""
        yield _escape(line)
    yield ""


def render_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield a table, line by line; nothing in its rows is markup."""
    yield _row(head)
    yield _row(["---"] * len(head))
    for row in rows:
        yield _row([_escape(cell) for cell in row])


def _render_references(block: ReferenceScores) -> Iterator[str]:
    metrics = list(block.systems[0].scores)
    yield from render_table(("system", *(METRICS[metric] for metric in metrics)), ())
    for system in block.systems:
        cells = [_escape(system.name)]
        for metric in metrics:
            shown = format_number(system.scores[metric].score)
            cells.append(f"**{shown}**" if block.best.get(metric) == system.name else shown)
        yield _row(cells)


def _render_rows(rows: Iterable[Row]) -> Iterator[str]:
    yield from render_table(("system", "", "value"), ([row.system, row.name, row.value] for row in rows))


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _escape(text: str) -> str:
    return _ACTIVE.sub(r"\\\g<0>", visible(text))
