"""GitLab's code quality report: a list of issues, of the keys that GitLab reads.

Source: GitLab's documentation of the Code Quality report format (a part of the Code Climate specification)
"""

from collections.abc import Iterator
from hashlib import sha256

from align.model import Diagnostic, Report, Severity
from align.report.json_document import dump
from align.report.notes import Note, describe, list_notes
from align.report.style import Style
from align.report.terminal import visible

_SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "major", Severity.INFO: "info"}


def render(report: Report, style: Style) -> Iterator[str]:
    """Yield a JSON list, an issue a line; GitLab takes equal fingerprints for one issue, so no two are equal."""
    between, seen = "[\n", set[str]()
    for issue in _list_issues(report, style):
        mark = str(issue["fingerprint"])
        if mark in seen:
            issue["fingerprint"] = mark = _digest(mark, str(issue["location"]), str(len(seen)))
        seen.add(mark)
        yield between + dump(issue)
        between = ",\n"
    yield "\n]\n" if seen else "[]\n"


def _list_issues(report: Report, style: Style) -> Iterator[dict[str, object]]:
    for note in list_notes(report):
        yield _note(note, style)
    for entry in style.shown(report):
        yield _issue(entry, style)


def _issue(entry: Diagnostic, style: Style) -> dict[str, object]:
    return {
        "description": visible(describe(entry)),
        "check_name": entry.finding.rule,
        "fingerprint": entry.fingerprint,
        "severity": _SEVERITIES[entry.finding.severity],
        "location": {
            "path": style.relate(entry.path),
            "lines": {"begin": entry.start.line or 1, "end": entry.end.line or 1},
        },
    }


def _note(note: Note, style: Style) -> dict[str, object]:
    path = style.relate(note.path) or "."
    return {
        "description": visible(note.message),
        "check_name": note.name,
        "fingerprint": _digest(note.name, path),
        "severity": "blocker",
        "location": {"path": path, "lines": {"begin": 1}},
    }


def _digest(*parts: str) -> str:
    return sha256("\0".join(parts).encode(errors="replace")).hexdigest()[:20]
