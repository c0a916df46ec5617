"""What `score` reports: each block of scores as tables and sentences, as data, and as rows for a spreadsheet."""

from collections.abc import Iterator

from align.model.scores import (
    METRICS,
    AgreementScores,
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
from align.report.document import Block, Gap, Heading, Line, Quote, ReportDocument, Table, Verbatim, to_data
from align.report.scores.rows import Row, format_number, list_rows
from align.report.scores.sentences import (
    describe_estimate,
    describe_findings,
    describe_penalty,
    describe_references,
    explain_unassessed,
    list_reasons,
)

_MAX_SEGMENTS = 20
"""How many passages people are shown; programs get all."""


def describe_scores(report: ScoreReport) -> ReportDocument:
    """Return the report on the scores of a translation."""
    return ReportDocument(
        lambda: _list_blocks(report), lambda: _list_data(report), lambda: [Row._fields, *list_rows(report)]
    )


def describe_agreement(scores: AgreementScores, names: tuple[str, str]) -> ReportDocument:
    """Return the report on how well two files of annotations, by these names, agree."""
    rows = [
        ("items that both have", f"{scores.items:,}"),
        (f"only in {names[0]}", f"{scores.only_first:,}"),
        (f"only in {names[1]}", f"{scores.only_second:,}"),
        ("equal labels", format_number(scores.observed, 4) or "-"),
        ("Cohen's kappa", format_number(scores.kappa, 4) or "-"),
        ("Krippendorff's alpha", format_number(scores.alpha, 4) or "-"),
        ("F1 of spans, exact", format_number(scores.exact, 4) or "-"),
        ("F1 of spans, characters", format_number(scores.characters, 4) or "-"),
    ]
    return ReportDocument(
        lambda: [Table(rows)], lambda: list_agreement(scores, names), lambda: [("name", "value"), *rows]
    )


def list_agreement(scores: AgreementScores, names: tuple[str, str]) -> dict[str, object]:
    """Return the agreement of two people as an object of JSON."""
    data = to_data(scores)
    spans = {name: data.pop(name) for name in ("exact", "characters")}
    return {"version": 1, "names": list(names), **data, "span_f1": spans}


def _list_blocks(report: ScoreReport) -> Iterator[Block]:
    if block := report.references:
        yield Heading("References")
        yield _list_systems(block)
        if block.best:
            yield Line("* significantly better than every other", indent=2)
        yield from (Line(text, indent=2) for text in describe_references(block))
        for metric, one in block.systems[0].scores.items():
            yield Verbatim(f"{METRICS[metric]} {one.signature}", indent=2)
        yield Gap()
    if report.findings:
        yield Heading("Automatic findings")
        yield _list_findings(report.findings)
        yield from (Line(text, indent=2) for text in describe_findings(report.findings, bool(report.references)))
        yield Gap()
    if report.estimate:
        yield Heading("Look here first")
        yield from _list_passages(report.estimate)
        yield from (Line(text, indent=2) for text in describe_estimate(report.estimate))
        yield Gap()
    if report.terminology:
        yield Heading("Terminology")
        yield Table([*_list_shares(report.terminology)], indent=2)
        yield Gap()
    yield from map(Line, explain_unassessed(report))
    yield Verbatim(f"signature {report.signature}")


def _list_systems(block: ReferenceScores) -> Table:
    metrics = list(block.systems[0].scores)
    rows = [[system.name, *(_format_score(block, system, metric) for metric in metrics)] for system in block.systems]
    return Table(rows, ("system", *(METRICS[metric] for metric in metrics)), indent=2, splits="rows")


def _format_score(block: ReferenceScores, system: SystemScores, metric: str) -> str:
    one = system.scores[metric]
    bounds = "" if one.low is None else f" ({format_number(one.low)}-{format_number(one.high)})"
    return format_number(one.score) + ("*" if block.best.get(metric) == system.name else "") + bounds


def _list_findings(block: FindingsBlock) -> Table:
    """Return a table of the findings: a column for each system; one for each number where they are too many."""
    systems = (block.own, *block.others)
    dimensions = sorted({name for one in systems for name in one.by_dimension})
    names = ["words", *block.own.by_severity, *dimensions, "penalty", "per 1,000 words", "score (raw linear)"]
    columns = []
    for one in systems:
        groups = [*one.by_severity.values(), *(one.by_dimension.get(name, Penalty(0, 0)) for name in dimensions)]
        counts = (f"{group.number:,}" + (f" (penalty {group.penalty:g})" if group.penalty else "") for group in groups)
        numbers = (format_number(one.per_1000) or "-", format_number(one.score) or "-")
        columns.append([f"{one.words:,}", *counts, f"{one.penalty:g}", *numbers])
    if any(one.calibrated is not None for one in systems):
        names.append("score (calibrated)")
        for one, column in zip(systems, columns, strict=True):
            column.append(format_number(one.calibrated) or "-")
    head = ("", *(one.name for one in systems)) if block.others else ()
    return Table([*zip(names, *columns, strict=True)], head, indent=2, splits="columns")


def _list_passages(block: EstimateBlock) -> Iterator[Block]:
    for one in block.segments[:_MAX_SEGMENTS]:
        yield Line(f"{one.rank}. {one.id}  {one.band}, estimated penalty {describe_penalty(one)}", indent=2, hang=4)
        yield from (Quote(text, indent=4) for text in (one.source, one.target) if text)
        yield Line(list_reasons(one), indent=4)
    if len(block.segments) > _MAX_SEGMENTS:
        yield Line(f"and {len(block.segments) - _MAX_SEGMENTS:,} more (--output-format json has all)", indent=2)


def _list_shares(block: TerminologyScores) -> Iterator[list[str]]:
    yield ["terms", f"{block.terms:,}, {block.renderings:,} renderings"]
    if block.success_rate.whole:
        yield ["success rate", _format_share(block.success_rate)]
    yield ["LTCR", _format_share(block.ltcr)]
    for name, share in block.micro.items():
        if share.whole:
            macro = _format_share(block.macro[name])
            yield [f"consistency, {name}", f"{_format_share(share)} (micro), {macro} (macro)"]


def _format_share(share: Share) -> str:
    return format_number(share.value, 4) or "-"


def _list_data(report: ScoreReport) -> dict[str, object]:
    """Return the object of JSON; a block that was not assessed is null, and `unassessed` says why."""
    data = {
        "version": 1,
        "signature": report.signature,
        "name": report.name,
        "documents": report.documents,
        "references": report.references and _list_reference_data(report.references),
        "findings": None,
        "estimate": None,
        "terminology": None,
        "unassessed": dict(report.unassessed),
        "skipped": to_data(report.skipped),
    }
    if block := report.findings:
        against = list(map(_list_penalties, block.others))
        rest = {"against": against, "weights": dict(block.weights), "tolerance": block.tolerance}
        data["findings"] = _list_penalties(block.own) | rest
    if estimate := report.estimate:
        segments = []
        for one in estimate.segments:
            values = to_data(one)
            del values["location"]
            place = {"segment": one.location.segment, "line": one.location.line, "column": one.location.column}
            segments.append({"id": one.id, **values, **place})
        shares = {"coverage": _list_share(estimate.coverage), "chosen": _list_share(estimate.chosen)}
        data["estimate"] = {"model": estimate.model, **shares, "segments": segments}
    if terms := report.terminology:
        shares = {"success_rate": _list_share(terms.success_rate), "ltcr": _list_share(terms.ltcr)}
        for name, values in (("micro", terms.micro), ("macro", terms.macro)):
            shares[name] = {reference.replace("-", "_"): _list_share(share) for reference, share in values.items()}
        data["terminology"] = {"terms": terms.terms, "renderings": terms.renderings, **shares}
    return data


def _list_reference_data(block: ReferenceScores) -> dict[str, object]:
    own, *others = block.systems
    against = []
    for one in others:
        differences = {
            metric: {**to_data(found), "significant": found.is_significant} for metric, found in one.differences.items()
        }
        against.append({"name": one.name, **to_data(one.scores), "difference": differences})
    rest = to_data(block)
    del rest["systems"]
    return {**to_data(own.scores), "against": against, **rest}


def _list_penalties(one: FindingScores) -> dict[str, object]:
    data: dict[str, object] = to_data(one)
    for name, groups in (("by_dimension", one.by_dimension), ("by_severity", one.by_severity)):
        data[name] = {key: {"count": group.number, "penalty": group.penalty} for key, group in groups.items()}
    return data


def _list_share(share: Share) -> dict[str, object]:
    return {"value": share.value, "part": share.part, "whole": share.whole}
