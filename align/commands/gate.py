"""A gate: one verdict on all texts of a run, with its reasons."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from align.commands.check import check_data, compare_each, make_baselines
from align.commands.outcomes import fold_results
from align.commands.results import Result
from align.commands.work import Show
from align.config.settings import Request
from align.model import Diagnostic, Report, Severity
from align.model.skipped import is_missed
from align.model.verdicts import Decision, Reason, Thresholds, Verdict
from align.report.notes import NOT_CHECKED, NOT_LISTED

_UNLISTED = "too many to be listed"


def judge_files(request: Request, allowed: Mapping[str, int], data: bytes | None = None, show: Show = iter) -> Verdict:
    """Return the verdict on what a person asks for; `data` is the text itself where it comes from standard input.

    `allowed` is how many errors and warnings are let through, where that is said. Raises errors as `check_files` does.
    """
    baselines = make_baselines(request)
    if data is None:
        results = list(compare_each(request, baselines, show))
    else:
        results = [baselines.subtract(check_data(data, request))]
    outcome = fold_results(results, request, baselines)
    held = Thresholds(outcome.threshold, allowed.get("error"), allowed.get("warning"))
    return judge(results, outcome.report, held)


def judge(results: Sequence[Result], report: Report, thresholds: Thresholds) -> Verdict:
    """Return the verdict on the results of a run, of which `report` is made; each result has its own `fail_on`."""
    unchecked = tuple(_find_unchecked(report))
    too_many = tuple(_find_failing(results, thresholds))
    decision = Decision.INCOMPLETE if unchecked else Decision.FAIL if too_many else Decision.PASS
    return Verdict(decision, unchecked + too_many, thresholds, report)


def _find_unchecked(report: Report) -> Iterator[Reason]:
    failed = list(filter(is_missed, report.skipped))
    if failed:
        note = f"{failed[0].path}: {failed[0].reason}"
        yield Reason(NOT_CHECKED, Severity.ERROR, len(failed), note=note)
    elif not report.documents:
        skipped = f" ({report.skipped[0].path}: {report.skipped[0].reason})" if report.skipped else ""
        yield Reason(NOT_CHECKED, Severity.ERROR, 0, note=f"there is nothing to check{skipped}")
    elif not (report.words or report.diagnostics or report.accepted or report.known or report.suppressed):
        yield Reason(NOT_CHECKED, Severity.ERROR, 0, note="there is nothing to check: no word in what was given")


class _Lot(NamedTuple):
    """Findings of one rule in one file: a listed one, or those that are not; `limit` is the least that fails there."""

    rule: str
    severity: Severity
    number: int
    limit: Severity | None
    entry: Diagnostic | None = None


def _find_failing(results: Iterable[Result], thresholds: Thresholds) -> Iterator[Reason]:
    """Yield the findings that are not let through, by rule and severity, the most severe first, then the most
    frequent.

    What is not listed counts as the most severe among it.
    """
    lots, counts = list[_Lot](), Counter[Severity]()
    for result in results:
        for entry in result.diagnostics:
            lots.append(_Lot(entry.finding.rule, entry.finding.severity, 1, result.threshold, entry))
        if result.gravest_unlisted is not None:
            lots.append(_Lot(NOT_LISTED, result.gravest_unlisted, result.unlisted, result.threshold))
    for lot in lots:
        counts[lot.severity] += lot.number
    groups = defaultdict[tuple[str, Severity], list[_Lot]](list)
    for lot in lots:
        most = thresholds.find_most(lot.severity)
        is_over = lot.limit is not None and lot.severity >= lot.limit if most is None else counts[lot.severity] > most
        if is_over:
            groups[lot.rule, lot.severity].append(lot)
    reasons = [
        Reason(rule, severity, sum(lot.number for lot in group), group[0].entry, "" if group[0].entry else _UNLISTED)
        for (rule, severity), group in groups.items()
    ]
    yield from sorted(reasons, key=lambda reason: (-reason.severity, -reason.count, reason.rule))
