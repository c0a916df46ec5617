"""Scores as one JSON document, a contract: see docs/scores.md."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from align.model.scores import (
    Difference,
    EstimateBlock,
    EstimatedSegment,
    FindingsBlock,
    FindingScores,
    Penalty,
    ReferenceScores,
    ScoreReport,
    Share,
    SystemScores,
    TerminologyScores,
)
from align.report.json_document import dump


def render(report: ScoreReport, width: int = 0) -> Iterator[str]:
    """Yield one object on several lines; a block that was not assessed is null, and `unassessed` says why."""
    whole = {
        "version": 1,
        "signature": report.signature,
        "name": report.name,
        "documents": report.documents,
        "references": report.references and _list_references(report.references),
        "findings": report.findings and _list_findings(report.findings),
        "estimate": report.estimate and _list_estimate(report.estimate),
        "terminology": report.terminology and _list_terminology(report.terminology),
        "unassessed": dict(report.unassessed),
        "skipped": [asdict(entry) for entry in report.skipped],
    }
    yield dump(whole, indent=2) + "\n"


def _list_references(block: ReferenceScores) -> dict[str, Any]:
    own, *others = block.systems
    return {
        **_list_scores(own),
        "against": [{"name": one.name, **_list_scores(one), "difference": _list_differences(one)} for one in others],
        "best": dict(block.best),
        "references": block.references,
        "documents": block.documents,
        "segments": block.segments,
        "unit": block.unit,
        "recut": list(block.recut),
        "notes": list(block.notes),
    }


def _list_scores(system: SystemScores) -> dict[str, Any]:
    return {metric: asdict(score) for metric, score in system.scores.items()}


def _list_differences(system: SystemScores) -> dict[str, Any]:
    return {metric: _list_difference(one) for metric, one in system.differences.items()}


def _list_difference(one: Difference) -> dict[str, Any]:
    return {**asdict(one), "significant": one.is_significant}


def _list_findings(block: FindingsBlock) -> dict[str, Any]:
    return {
        **_list_penalties(block.own),
        "against": [_list_penalties(one) for one in block.others],
        "weights": dict(block.weights),
        "tolerance": block.tolerance,
    }


def _list_penalties(one: FindingScores) -> dict[str, Any]:
    return {
        "name": one.name,
        "words": one.words,
        "penalty": one.penalty,
        "per_1000": one.per_1000,
        "score": one.score,
        "calibrated": one.calibrated,
        "by_dimension": _list_groups(one.by_dimension),
        "by_severity": _list_groups(one.by_severity),
        "passed": one.passed,
        "unlisted": one.unlisted,
    }


def _list_groups(groups: Mapping[str, Penalty]) -> dict[str, Any]:
    return {name: {"count": group.number, "penalty": group.penalty} for name, group in groups.items()}


def _list_estimate(block: EstimateBlock) -> dict[str, Any]:
    return {
        "model": block.model,
        "coverage": _list_share(block.coverage),
        "chosen": _list_share(block.chosen),
        "segments": [_list_segment(one) for one in block.segments],
    }


def _list_segment(one: EstimatedSegment) -> dict[str, Any]:
    return {
        "id": one.id,
        "path": one.path,
        "segment": one.location.segment,
        "line": one.location.line,
        "column": one.location.column,
        "penalty": one.penalty,
        "words": one.words,
        "band": one.band,
        "rank": one.rank,
        "reasons": [reason._asdict() for reason in one.reasons],
        "findings": list(one.findings),
        "source": one.source,
        "target": one.target,
    }


def _list_terminology(block: TerminologyScores) -> dict[str, Any]:
    return {
        "terms": block.terms,
        "renderings": block.renderings,
        "success_rate": _list_share(block.success_rate),
        "ltcr": _list_share(block.ltcr),
        "micro": {name.replace("-", "_"): _list_share(share) for name, share in block.micro.items()},
        "macro": {name.replace("-", "_"): _list_share(share) for name, share in block.macro.items()},
    }


def _list_share(share: Share) -> dict[str, Any]:
    return {"value": share.value, "part": share.part, "whole": share.whole}
