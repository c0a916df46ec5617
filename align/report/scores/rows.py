"""The numbers of a report, one a row: what the tables for spreadsheets and pull requests have in common."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from align.model.scores import METRICS, FindingScores, ReferenceScores, ScoreReport, Share, TerminologyScores


class Row(NamedTuple):
    """A number: its block, the system it is of, what it is called, its interval, and the p of a difference.

    `signature` says what it depends on. What there is not is empty.
    """

    block: str
    system: str
    name: str
    value: str
    low: str = ""
    high: str = ""
    p: str = ""
    signature: str = ""


def list_rows(report: ScoreReport) -> Iterator[Row]:
    """Every number of a report, block by block; one that was not assessed has no value."""
    if report.references:
        yield from _list_references(report.references)
    if report.findings:
        for one in (report.findings.own, *report.findings.others):
            yield from _list_findings(one, report.signature)
    if report.estimate:
        for segment in report.estimate.segments:
            signature = f"model:{report.estimate.model}"
            yield Row("look here first", report.name, segment.id, format_number(segment.penalty), signature=signature)
    if report.terminology:
        yield from _list_terminology(report.terminology, report)


def _list_references(block: ReferenceScores) -> Iterator[Row]:
    own = block.systems[0]
    for system in block.systems:
        for metric, one in system.scores.items():
            bounds = format_number(one.low), format_number(one.high)
            yield Row("references", system.name, METRICS[metric], format_number(one.score), *bounds, "", one.signature)
    for system in block.systems[1:]:
        for metric, found in system.differences.items():
            bounds, p = (format_number(found.low), format_number(found.high)), format_number(found.p, 4)
            name = f"{METRICS[metric]} more than {system.name}"
            signature = own.scores[metric].signature
            yield Row("references", own.name, name, format_number(found.value), *bounds, p, signature)


def _list_findings(one: FindingScores, signature: str) -> Iterator[Row]:
    numbers: Mapping[str, float | None] = {
        "words": one.words,
        **{f"findings, {severity}": group.number for severity, group in one.by_severity.items()},
        "penalty": one.penalty,
        "penalty per 1,000 words": one.per_1000,
        "score (raw linear)": one.score,
        "score (calibrated)": one.calibrated,
    }
    for name, number in numbers.items():
        value = f"{number:,}" if isinstance(number, int) else format_number(number)
        yield Row("automatic findings", one.name, name, value, signature=signature)


def _list_terminology(block: TerminologyScores, report: ScoreReport) -> Iterator[Row]:
    shares: dict[str, Share] = {"success rate": block.success_rate, "LTCR": block.ltcr}
    shares |= {f"consistency, {name} (micro)": share for name, share in block.micro.items()}
    shares |= {f"consistency, {name} (macro)": share for name, share in block.macro.items()}
    for name, share in shares.items():
        yield Row("terminology", report.name, name, format_number(share.value, 4), signature=report.signature)


def format_number(number: float | None, decimals: int = 2) -> str:
    """Return a number with so many decimals; empty for None."""
    return "" if number is None else f"{number:.{decimals}f}"
