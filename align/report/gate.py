"""One verdict on all texts, with its reasons: see docs/ci.md."""

from collections.abc import Iterator

from align.model.skipped import is_missed
from align.model.verdicts import Decision, Reason, Thresholds, Verdict
from align.report.concise import place
from align.report.document import Block, Heading, Line, ReportDocument
from align.report.json_document import as_object, summarise
from align.report.notes import NOT_CHECKED
from align.report.style import Style
from align.report.summary import summary, tell_amount

_HEADS = {
    Decision.PASS: "Pass",
    Decision.FAIL: "Fail",
    Decision.INCOMPLETE: "Incomplete: not everything was checked",
}


def describe_verdict(verdict: Verdict) -> ReportDocument:
    """Return the report of a verdict: the decision, each reason, and the summary of the run."""
    return ReportDocument(lambda: _list_blocks(verdict), lambda: _list_data(verdict))


def _list_blocks(verdict: Verdict) -> Iterator[Block]:
    yield Heading(_HEADS[verdict.decision])
    yield from (Line(tell(reason), indent=2) for reason in verdict.reasons)
    yield Line(summary(verdict.report, Style()), hang=0)


def tell(reason: Reason) -> str:
    """Return a reason in a sentence."""
    if reason.rule == NOT_CHECKED:
        return (
            f"{tell_amount(reason.count, 'file')} not checked, the first {reason.note}" if reason.count else reason.note
        )
    found = tell_amount(reason.count, f"{reason.rule} {reason.severity}")
    if reason.worst is None:
        return f"{found}: {reason.note}"
    where = f"{', the first' * (reason.count > 1)} at {place(reason.worst)}"
    return f"{found}{where}: {reason.worst.finding.message}"


def _list_data(verdict: Verdict) -> dict[str, object]:
    report = verdict.report
    return {
        "version": 1,
        "signature": report.signature,
        "verdict": str(verdict.decision),
        "reasons": [_list_reason(reason) for reason in verdict.reasons],
        "thresholds": _list_thresholds(verdict.thresholds),
        "summary": summarise(report),
        "not_checked": [{"path": one.path, "reason": one.reason} for one in report.skipped if is_missed(one)],
        "notes": list(report.notes),
        "without_source": list(report.without_source),
        "without_translation": list(report.without_translation),
    }


def _list_reason(reason: Reason) -> dict[str, object]:
    return {
        "rule": reason.rule,
        "severity": str(reason.severity),
        "count": reason.count,
        "message": tell(reason),
        "worst": reason.worst and as_object(reason.worst),
    }


def _list_thresholds(thresholds: Thresholds) -> dict[str, object]:
    return {
        "fail_on": "never" if thresholds.fail_on is None else str(thresholds.fail_on),
        "max_errors": thresholds.max_errors,
        "max_warnings": thresholds.max_warnings,
    }
