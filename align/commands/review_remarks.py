"""What reviewers commented on findings, put next to these in a report."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from align.config.review import Reviews
from align.model import Report, Severity


def add_remarks(report: Report, reviews: Reviews, least: Severity) -> tuple[Report, int]:
    """Return the report with the comments on its findings, each with the name of its author, or else the file that it
    is in.

    Also returns how many comments are on findings that the report does not show: they are not found any more, or less
    severe than `least`.
    """
    shown = {(one.path, one.fingerprint) for one in report.diagnostics if one.finding.severity >= least}
    remarks, lost = defaultdict[tuple[str, str], list[str]](list), 0
    for file, one in ((file, one) for file, decisions in reviews.all.items() for one in decisions if one.remarks):
        if one.kind == "finding" and (one.path, one.id) in shown:
            remarks[one.path, one.id].extend(f"{said.by or file}: {said.text}" for said in one.remarks)
        else:
            lost += 1
    return replace(report, remarks={key: tuple(dict.fromkeys(lines)) for key, lines in remarks.items()}), lost
