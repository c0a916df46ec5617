"""What `score` reports: each block of scores as tables and sentences, as data, and as rows for a spreadsheet."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from align.model.scores import (
    METRICS,
    PASSING,
    AgreementScores,
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
from align.report.document import Block, Gap, Heading, Line, Quote, ReportDocument, Table, Verbatim, to_data, to_object
from align.report.summary import tell_amount

_MAX_SEGMENTS, _MAX_PATHS = 20, 3
"""How many passages, and how many texts that were cut again, people are shown; programs get all."""
_SHORT = 8
"""Words of a short passage."""
_TITLES = {"findings": "Automatic findings", "estimate": "Look here first"}
"""What a block is called in a report, where that is not its name."""


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


def describe_scores(report: ScoreReport, *, whole: bool = False) -> ReportDocument:
    """Return the report on the scores of a translation; `whole`: people are shown all of its passages."""
    return ReportDocument(
        lambda: _list_blocks(report, whole), lambda: _list_data(report), lambda: [Row._fields, *_list_rows(report)]
    )


def describe_agreement(scores: AgreementScores, names: tuple[str, str]) -> ReportDocument:
    """Return the report on how well two files of annotations, by these names, agree."""
    shares = {
        "equal labels": scores.observed,
        "Cohen's kappa": scores.kappa,
        "Krippendorff's alpha": scores.alpha,
        "F1 of spans, exact": scores.exact,
        "F1 of spans, characters": scores.characters,
    }
    rows = [
        ("items that both have", f"{scores.items:,}"),
        (f"only in {names[0]}", f"{scores.only_first:,}"),
        (f"only in {names[1]}", f"{scores.only_second:,}"),
        *((name, format_number(share, 4) or "-") for name, share in shares.items()),
    ]
    return ReportDocument(
        lambda: [Table(rows)], lambda: list_agreement(scores, names), lambda: [("name", "value"), *rows]
    )


def list_agreement(scores: AgreementScores, names: tuple[str, str]) -> dict[str, object]:
    """Return the agreement of two people as an object of JSON."""
    data = to_object(scores)
    spans = {name: data.pop(name) for name in ("exact", "characters")}
    return {"version": 1, "names": list(names), **data, "span_f1": spans}


def format_number(number: float | None, decimals: int = 2) -> str:
    """Return a number with so many decimals; empty for None."""
    return "" if number is None else f"{number:.{decimals}f}"


def _list_blocks(report: ScoreReport, whole: bool) -> Iterator[Block]:
    if report.references:
        yield Heading("References")
        yield from _show_references(report.references)
        yield Gap()
    if report.findings:
        yield Heading(_TITLES["findings"])
        yield from _show_findings(report.findings, bool(report.references))
        yield Gap()
    if report.estimate:
        yield Heading(_TITLES["estimate"])
        yield from _show_estimate(report.estimate, len(report.estimate.segments) if whole else _MAX_SEGMENTS)
        yield Gap()
    if report.terminology:
        yield Heading("Terminology")
        yield _show_terminology(report.terminology)
        yield Gap()
    for block, reason in report.unassessed.items():
        yield Line(f"{_TITLES.get(block, block.capitalize())}: not assessed, {reason}.")
    yield Verbatim(f"signature {report.signature}")


def _show_references(block: ReferenceScores) -> Iterator[Block]:
    """Yield the scores, what was compared, the differences, and what may be wrong with the input."""
    own, *others = block.systems
    rows = []
    for system in block.systems:
        cells = [system.name]
        for metric, one in system.scores.items():
            bounds = "" if one.low is None else f" ({format_number(one.low)}-{format_number(one.high)})"
            cells.append(format_number(one.score) + "*" * (block.best.get(metric) == system.name) + bounds)
        rows.append(cells)
    yield Table(rows, ("system", *(METRICS[metric] for metric in own.scores)), indent=2, splits="rows")
    said = ["* significantly better than every other"] if block.best else []
    drawn = f"95 % intervals by bootstrap over {block.unit}."
    if all(one.low is None for one in own.scores.values()):
        drawn = "Too few segments for intervals."
    of = f"{tell_amount(block.segments, 'segment')} of {tell_amount(block.documents, 'document')}"
    said.append(f"{of}, {tell_amount(block.references, 'reference')}. {drawn}")
    said += (text for system in others for text in _describe_differences(own, system))
    if others and not block.best:
        said.append("No system is significantly better than every other.")
    if block.recut:
        what = "is not cut as its reference: it was" if len(block.recut) == 1 else "are not cut as theirs: they were"
        rest = len(block.recut) - _MAX_PATHS
        named = ", ".join(block.recut[:_MAX_PATHS]) + (f" and {rest:,} more" if rest > 0 else "")
        said.append(f"{named} {what} aligned with it and segmented again.")
    said += (f"{note}." for note in block.notes)
    yield from (Line(text, indent=2) for text in said)
    for metric, one in own.scores.items():
        yield Verbatim(f"{METRICS[metric]} {one.signature}", indent=2)


def _describe_differences(own: SystemScores, system: SystemScores) -> Iterator[str]:
    for metric, found in system.differences.items():
        tested = "not tested"
        if found.p is not None:
            verdict = "significant" if found.is_significant else "not significant"
            tested = f"{found.low:+.2f} to {found.high:+.2f}, p {format_number(found.p, 4)}: {verdict}"
        yield f"{METRICS[metric]}: {own.name} has {found.value:+.2f} against {system.name} ({tested})."


def _show_findings(block: FindingsBlock, has_references: bool) -> Iterator[Block]:
    """Yield a column for each system, the gate, the difference from others, and what the findings do not show."""
    own, systems = block.own, (block.own, *block.others)
    dimensions = sorted({name for one in systems for name in one.by_dimension})
    names = ["words", *own.by_severity, *dimensions, "penalty", "per 1,000 words", "score (raw linear)"]
    columns = []
    for one in systems:
        groups = [*one.by_severity.values(), *(one.by_dimension.get(name, Penalty(0, 0)) for name in dimensions)]
        counts = (f"{group.number:,}" + (f" (penalty {group.penalty:g})" if group.penalty else "") for group in groups)
        numbers = (format_number(number) or "-" for number in (one.per_1000, one.score))
        columns.append([f"{one.words:,}", *counts, f"{one.penalty:g}", *numbers])
    if any(one.calibrated is not None for one in systems):
        names.append("score (calibrated)")
        for one, column in zip(systems, columns, strict=True):
            column.append(format_number(one.calibrated) or "-")
    head = ("", *(one.name for one in systems)) if block.others else ()
    yield Table([*zip(names, *columns, strict=True)], head, indent=2, splits="columns")
    yield from (Line(text, indent=2) for text in _describe_findings(block, has_references))


def _describe_findings(block: FindingsBlock, has_references: bool) -> Iterator[str]:
    own = block.own
    if own.passed is not None:
        yield f"{'Passed' if own.passed else 'Not passed'}: {format_number(PASSING)} passes."
    if own.score is None:
        yield f"Not assessed: {tell_amount(own.words, 'word')} are too few for a score. That is not a pass."
    for other in block.others:
        if own.per_1000 is not None and other.per_1000 is not None:
            difference = own.per_1000 - other.per_1000
            yield f"{own.name} has {difference:+.2f} penalty per 1,000 words against {other.name}."
    if own.unlisted:
        yield f"{own.unlisted:,} more findings were too many to be listed and are not weighed."
    if block.others and not has_references:
        yield "Which translation is better cannot be said without a reference; fewer findings do not say so."
    yield "A text without findings is not a good one: most faults of a machine translation have no finding."


def _show_estimate(block: EstimateBlock, most: int) -> Iterator[Block]:
    """Yield `most` passages, their order, how much was chosen of how much, and what the estimate does not show."""
    for one in block.segments[:most]:
        penalty = f"{format_number(one.penalty)} ({format_number(one.penalty / max(one.words, 1))} a word)"
        yield Line(f"{one.rank}. {one.id}  {one.band}, estimated penalty {penalty}", indent=2, hang=4)
        yield from (Quote(text, indent=4) for text in (one.source, one.target) if text)
        yield Line(_list_reasons(one), indent=4)
    if len(block.segments) > most:
        yield Line(f"and {len(block.segments) - most:,} more (--output-format json has all)", indent=2)
    share, covered = block.chosen.value or 0.0, block.coverage.value or 0.0
    said = [
        "Ordered by the estimated penalty a word, the greatest first: of two passages that are as doubtful the "
        "shorter one comes first.",
        f"{tell_amount(len(block.segments), 'passage')} with {share:.0%} of the words; model {block.model}.",
    ]
    if covered < 1:
        said.append(
            f"{1 - covered:.0%} of the words have no estimate: they have no source, or one with the same words."
        )
    said.append("The estimate ranks passages of one translation; it cannot say which translation or engine is better.")
    yield from (Line(text, indent=2) for text in said)


def _list_reasons(one: EstimatedSegment) -> str:
    """Return why a passage is to be read, and what was found in it."""
    reasons = [reason.words for reason in one.reasons if reason.feature != "findings"]
    if one.findings:
        reasons.append(f"findings: {', '.join(one.findings)}")
    nothing = "nothing in particular" + (" but that it is short" if one.words <= _SHORT else "")
    return "; ".join(filter(None, reasons)) or nothing


def _show_terminology(block: TerminologyScores) -> Table:
    def tell(share: Share) -> str:
        return format_number(share.value, 4) or "-"

    rows = [["terms", f"{block.terms:,}, {block.renderings:,} renderings"]]
    if block.success_rate.whole:
        rows.append(["success rate", tell(block.success_rate)])
    rows.append(["LTCR", tell(block.ltcr)])
    for name, share in block.micro.items():
        if share.whole:
            rows.append([f"consistency, {name}", f"{tell(share)} (micro), {tell(block.macro[name])} (macro)"])
    return Table(rows, indent=2)


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
            values = to_object(one)
            del values["location"]
            place = {"segment": one.location.segment, "line": one.location.line, "column": one.location.column}
            segments.append({"id": one.id, **values, **place})
        shares = {"coverage": _list_share(estimate.coverage), "chosen": _list_share(estimate.chosen)}
        data["estimate"] = {"model": estimate.model, **shares, "segments": segments}
    if terms := report.terminology:
        shares = {"success_rate": _list_share(terms.success_rate), "ltcr": _list_share(terms.ltcr)}
        for name, given in (("micro", terms.micro), ("macro", terms.macro)):
            shares[name] = {reference.replace("-", "_"): _list_share(share) for reference, share in given.items()}
        data["terminology"] = {"terms": terms.terms, "renderings": terms.renderings, **shares}
    return data


def _list_reference_data(block: ReferenceScores) -> dict[str, object]:
    own, *others = block.systems
    against = []
    for one in others:
        differences = {
            metric: {**to_object(found), "significant": found.is_significant}
            for metric, found in one.differences.items()
        }
        against.append({"name": one.name, **to_object(one.scores), "difference": differences})
    rest = to_object(block)
    del rest["systems"]
    return {**to_object(own.scores), "against": against, **rest}


def _list_penalties(one: FindingScores) -> dict[str, object]:
    data = to_object(one)
    for name, groups in (("by_dimension", one.by_dimension), ("by_severity", one.by_severity)):
        data[name] = {key: {"count": group.number, "penalty": group.penalty} for key, group in groups.items()}
    return data


def _list_share(share: Share) -> dict[str, object]:
    return {"value": share.value, "part": share.part, "whole": share.whole}


def _list_rows(report: ScoreReport) -> Iterator[Row]:
    """Yield every number of a report, block by block; one that was not assessed has no value."""
    name, signature = report.name, report.signature
    if report.references:
        yield from _list_reference_rows(report.references)
    for one in (report.findings.own, *report.findings.others) if report.findings else ():
        numbers: Mapping[str, float | None] = {
            "words": one.words,
            **{f"findings, {severity}": group.number for severity, group in one.by_severity.items()},
            "penalty": one.penalty,
            "penalty per 1,000 words": one.per_1000,
            "score (raw linear)": one.score,
            "score (calibrated)": one.calibrated,
        }
        for what, number in numbers.items():
            value = f"{number:,}" if isinstance(number, int) else format_number(number)
            yield Row("automatic findings", one.name, what, value, signature=signature)
    if estimate := report.estimate:
        for segment in estimate.segments:
            penalty = format_number(segment.penalty)
            yield Row("look here first", name, segment.id, penalty, signature=f"model:{estimate.model}")
    if terms := report.terminology:
        shares = {"success rate": terms.success_rate, "LTCR": terms.ltcr}
        shares |= {f"consistency, {reference} (micro)": share for reference, share in terms.micro.items()}
        shares |= {f"consistency, {reference} (macro)": share for reference, share in terms.macro.items()}
        for what, share in shares.items():
            yield Row("terminology", name, what, format_number(share.value, 4), signature=signature)


def _list_reference_rows(block: ReferenceScores) -> Iterator[Row]:
    own, *others = block.systems
    for system in block.systems:
        for metric, one in system.scores.items():
            bounds = format_number(one.low), format_number(one.high)
            yield Row("references", system.name, METRICS[metric], format_number(one.score), *bounds, "", one.signature)
    for system in others:
        for metric, found in system.differences.items():
            bounds, p = (format_number(found.low), format_number(found.high)), format_number(found.p, 4)
            name = f"{METRICS[metric]} more than {system.name}"
            signature = own.scores[metric].signature
            yield Row("references", own.name, name, format_number(found.value), *bounds, p, signature)
