"""A verdict, as text for people and as a JSON document, a contract: see docs/ci.md."""

from collections.abc import Iterator
from typing import Any

from align.model.skipped import is_missed
from align.model.verdicts import Decision, Reason, Thresholds, Verdict
from align.report.concise import place
from align.report.json_document import as_object, dump, summarise
from align.report.notes import NOT_CHECKED
from align.report.style import Style
from align.report.summary import summary, tell_amount
from align.report.terminal import paint, visible, wrap

_HEADS = {
    Decision.PASS: "Pass",
    Decision.FAIL: "Fail",
    Decision.INCOMPLETE: "Incomplete: not everything was checked",
}


def render_text(verdict: Verdict, style: Style) -> Iterator[str]:
    """Yield the decision in a line, each reason, and the summary of the run."""
    yield paint(_HEADS[verdict.decision], None, style.color) + "\n"
    for reason in verdict.reasons:
        yield wrap(f"  {visible(tell(reason))}", style.width, "    ") + "\n"
    yield wrap(summary(verdict.report, style), style.width, "") + "\n"


def render_json(verdict: Verdict) -> Iterator[str]:
    """Yield one object on several lines."""
    yield dump(_as_object(verdict), indent=2) + "\n"


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


def _as_object(verdict: Verdict) -> dict[str, Any]:
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


def _list_reason(reason: Reason) -> dict[str, Any]:
    return {
        "rule": reason.rule,
        "severity": str(reason.severity),
        "count": reason.count,
        "message": tell(reason),
        "worst": reason.worst and as_object(reason.worst),
    }


def _list_thresholds(thresholds: Thresholds) -> dict[str, Any]:
    return {
        "fail_on": "never" if thresholds.fail_on is None else str(thresholds.fail_on),
        "max_errors": thresholds.max_errors,
        "max_warnings": thresholds.max_warnings,
    }
