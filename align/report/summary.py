"""The line that closes a report for people."""

from collections import Counter
from collections.abc import Iterator

from align.model import Report, Severity
from align.report import Style
from align.report.terminal import visible


def close(report: Report, style: Style) -> Iterator[str]:
    """The last line of a report; where no summary is wanted, only that findings are left out, if any are."""
    if style.summary:
        yield summary(report, style)
    elif report.unlisted:
        yield f"{_tell_unlisted(report)}."


def summary(report: Report, style: Style) -> str:
    """What was found, in how much text, and what is not shown."""
    shown = [severity for severity in reversed(Severity) if severity >= style.min_severity and report.count(severity)]
    amounts = [_amount(report.count(severity), str(severity)) for severity in shown]
    found = " and ".join(filter(None, (", ".join(amounts[:-1]), *amounts[-1:]))) or "no findings"
    scope = f"in {_amount(report.documents, 'document')} ({_amount(report.words, 'word')})"
    return f"{found[0].upper()}{found[1:]} {scope}." + "".join(f" {note}." for note in _notes(report, style))


def _notes(report: Report, style: Style) -> list[str]:
    hidden = {severity: report.count(severity) for severity in Severity if severity < style.min_severity}
    notes = [
        f"{_amount(count, str(severity))} hidden (--min-severity {severity} shows {'it' if count == 1 else 'them'})"
        for severity, count in hidden.items()
        if count
    ]
    if report.unlisted:
        notes.append(_tell_unlisted(report))
    if report.glossaries:
        notes.append(f"Checked against {', '.join(map(visible, report.glossaries))}")
    if report.suppressed:
        notes.append(f"{_amount(report.suppressed, 'finding')} allowed by the configuration")
    reasons = Counter(entry.reason for entry in report.skipped if not entry.failed)
    if reasons:
        kinds = ", ".join(f"{reason} ({count:,})" for reason, count in sorted(reasons.items()))
        notes.append(f"Skipped {_amount(sum(reasons.values()), 'file')}: {kinds}")
    return notes


def _tell_unlisted(report: Report) -> str:
    return f"{report.unlisted:,} more not listed: too many for one report"


def _amount(count: int, what: str) -> str:
    plural = "" if count == 1 or what == "info" else "s"
    return f"{count:,} {what}{plural}"
