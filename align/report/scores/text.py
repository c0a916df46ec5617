"""Scores for people to read."""

from collections.abc import Iterable, Iterator, Sequence

from align.model.scores import (
    METRICS,
    EstimateBlock,
    FindingsBlock,
    FindingScores,
    Penalty,
    ReferenceScores,
    ScoreReport,
    Share,
    SystemScores,
    TerminologyScores,
)
from align.report.scores.rows import format_number
from align.report.scores.sentences import (
    describe_estimate,
    describe_findings,
    describe_penalty,
    describe_references,
    explain_unassessed,
    list_reasons,
)
from align.report.tables import format_rows, wrap_anywhere
from align.report.terminal import visible, wrap
from align.report.terminal import width as measure

_INDENT = "  "
_MAX_SEGMENTS = 20
"""How many passages are shown; the other formats have all."""


def render(report: ScoreReport, width: int = 80) -> Iterator[str]:
    """Return the report line by line."""
    return (f"{line}\n" for line in _render_lines(report, width))


def _render_lines(report: ScoreReport, width: int) -> Iterator[str]:
    if report.references:
        yield "References"
        systems = [*_list_systems(report.references)]
        yield from _render_table(systems, systems, width)
        if report.references.best:
            yield f"{_INDENT}* significantly better than every other"
        yield from _wrap(describe_references(report.references), width)
        yield from _render_signatures(report.references)
        yield ""
    if report.findings:
        yield "Automatic findings"
        yield from _render_findings(report.findings, width)
        yield from _wrap(describe_findings(report.findings, bool(report.references)), width)
        yield ""
    if report.estimate:
        yield "Look here first"
        yield from _render_estimate(report.estimate, width)
        yield from _wrap(describe_estimate(report.estimate), width)
        yield ""
    if report.terminology:
        yield "Terminology"
        yield from format_rows(_list_shares(report.terminology), _INDENT)
        yield ""
    yield from _wrap(explain_unassessed(report), width, "")
    yield f"signature {visible(report.signature)}"


def _wrap(lines: Iterable[str], width: int, indent: str = _INDENT) -> Iterator[str]:
    for line in lines:
        yield wrap(indent + visible(line), width, indent + _INDENT)


def _list_systems(block: ReferenceScores) -> Iterator[list[str]]:
    metrics = list(block.systems[0].scores)
    yield ["", *(METRICS[metric] for metric in metrics)]
    for system in block.systems:
        yield [system.name, *(_format_score(block, system, metric) for metric in metrics)]


def _format_score(block: ReferenceScores, system: SystemScores, metric: str) -> str:
    one = system.scores[metric]
    bounds = "" if one.low is None else f" ({format_number(one.low)}-{format_number(one.high)})"
    return format_number(one.score) + ("*" if block.best.get(metric) == system.name else "") + bounds


def _render_signatures(block: ReferenceScores) -> Iterator[str]:
    for metric, one in block.systems[0].scores.items():
        yield f"{_INDENT}{METRICS[metric]} {one.signature}"


def _render_findings(block: FindingsBlock, width: int) -> Iterator[str]:
    systems = (block.own, *block.others)
    names = [["", *(one.name for one in systems)]] if block.others else []
    table = [*names, *_list_numbers(systems)]
    yield from _render_table(table, [*zip(*table, strict=True)], width)


def _render_table(table: Sequence[Sequence[str]], by_system: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    """Yield the lines of a table; where it is too wide, the systems follow each other. `by_system` has a row
    for each.
    """
    lines = [*format_rows(table, _INDENT)]
    if table[0][0] or all(measure(line) <= width for line in lines):  # a table of one system has no names above it
        yield from lines
        return
    (_, *titles), *systems = by_system
    for name, *cells in systems:
        yield _INDENT + visible(name)
        yield from format_rows(zip(titles, cells, strict=True), _INDENT * 2)


def _list_numbers(systems: tuple[FindingScores, ...]) -> Iterator[list[str]]:
    yield ["words", *(f"{one.words:,}" for one in systems)]
    for severity in systems[0].by_severity:
        groups = [one.by_severity[severity] for one in systems]
        yield [severity, *map(_format_group, groups)]
    for dimension in sorted({name for one in systems for name in one.by_dimension}):
        yield [dimension, *(_format_group(one.by_dimension.get(dimension, Penalty(0, 0))) for one in systems)]
    yield ["penalty", *(f"{one.penalty:g}" for one in systems)]
    yield ["per 1,000 words", *(format_number(one.per_1000) or "-" for one in systems)]
    yield ["score (raw linear)", *(format_number(one.score) or "-" for one in systems)]
    if any(one.calibrated is not None for one in systems):
        yield ["score (calibrated)", *(format_number(one.calibrated) or "-" for one in systems)]


def _format_group(group: Penalty) -> str:
    return f"{group.number:,}" + (f" (penalty {group.penalty:g})" if group.penalty else "")


def _render_estimate(block: EstimateBlock, width: int) -> Iterator[str]:
    for one in block.segments[:_MAX_SEGMENTS]:
        head = f"{one.rank}. {one.id}  {one.band}, estimated penalty {describe_penalty(one)}"
        yield wrap_anywhere(_INDENT + head, width, " " * 6)
        for text in (one.source, one.target, list_reasons(one)):
            if text:
                yield wrap_anywhere(f"{' ' * 6}{text}", width, " " * 6)
    if len(block.segments) > _MAX_SEGMENTS:
        yield f"{_INDENT}and {len(block.segments) - _MAX_SEGMENTS:,} more (--output-format json has all)"


def _list_shares(block: TerminologyScores) -> Iterator[list[str]]:
    yield ["terms", f"{block.terms:,}, {block.renderings:,} renderings"]
    if block.success_rate.whole:
        yield ["success rate", _format_share(block.success_rate)]
    yield ["LTCR", _format_share(block.ltcr)]
    for name, share in block.micro.items():
        macro = _format_share(block.macro[name])
        if share.whole:
            yield [f"consistency, {name}", f"{_format_share(share)} (micro), {macro} (macro)"]


def _format_share(share: Share) -> str:
    return format_number(share.value, 4) or "-"
