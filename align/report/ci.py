"""What CI systems read: one list of findings, the names that each system has for a severity, and its envelope.

GitHub's annotations and SARIF, which have more to say, are in `github.py` and `sarif.py`.

Sources: GitLab's documentation of the Code Quality report format (a part of the Code Climate specification); the schema
proto/rdf/reviewdog.proto of reviewdog; junit-10.xsd of the Jenkins xUnit plugin; the XMLLogger of Checkstyle
"""

import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from itertools import groupby
from typing import NamedTuple
from xml.sax.saxutils import escape

from align.model import Diagnostic, Location, Report, Severity, list_replacements, write_marked
from align.report.json_document import write_list
from align.report.notes import describe, list_notes
from align.report.style import Style
from align.report.terminal import visible

_OWN = (Severity.ERROR, Severity.WARNING, Severity.INFO, None)
SEVERITIES: dict[str, Mapping[Severity | None, str]] = {
    name: dict(zip(_OWN, spelled.split(), strict=True))
    for name, spelled in {
        "github": "error warning notice error",
        "gitlab": "critical major info blocker",
        "sarif": "error warning note error",
        "rdjson": "ERROR WARNING INFO ERROR",
        "checkstyle": "error warning info error",
    }.items()
}
"""Format -> its name for an error, a warning, an info, and for what was not checked (None)."""

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_FORBIDDEN = re.compile("[\ufffe\uffff]")
"""Characters that XML does not have, beyond those that are written out for terminals."""


class _Item(NamedTuple):
    """A finding, or a note: then it has neither a severity nor an entry, and no path where it is of no file.

    The message is on one line, and nothing in it acts; the path is relative to the folder that systems start from.
    """

    severity: Severity | None
    rule: str
    message: str
    path: str
    entry: Diagnostic | None = None


def _list_items(report: Report, style: Style) -> Iterator[_Item]:
    """Yield what was not checked or not listed, then the findings that are shown."""
    for note in list_notes(report):
        yield _Item(None, note.name, visible(note.message), style.relate(note.path))
    for entry in style.shown(report):
        finding = entry.finding
        yield _Item(finding.severity, finding.rule, visible(describe(entry)), style.relate(entry.path), entry)


def render_gitlab(report: Report, style: Style) -> Iterator[str]:
    """Yield a JSON list, an issue a line; GitLab takes equal fingerprints for one issue, so no two are equal."""
    return write_list("", _list_issues(report, style), "\n")


def _list_issues(report: Report, style: Style) -> Iterator[dict[str, object]]:
    seen = set[str]()
    for item in _list_items(report, style):
        entry, path = item.entry, item.path or "."
        lines = {"begin": entry.start.line or 1, "end": entry.end.line or 1} if entry else {"begin": 1}
        location = {"path": path, "lines": lines}
        mark = entry.fingerprint if entry else _digest(item.rule, path)
        if mark in seen:
            mark = _digest(mark, str(location), str(len(seen)))
        seen.add(mark)
        yield {
            "description": item.message,
            "check_name": item.rule,
            "fingerprint": mark,
            "severity": SEVERITIES["gitlab"][item.severity],
            "location": location,
        }


def _digest(*parts: str) -> str:
    return sha256("\0".join(parts).encode(errors="replace")).hexdigest()[:20]


def render_rdjson(report: Report, style: Style) -> Iterator[str]:
    """Yield one object, a diagnostic a line: columns count bytes of UTF-8."""
    diagnostics = (_spell_diagnostic(item) for item in _list_items(report, style))
    return write_list('{"source": {"name": "aligncheck"}, "diagnostics": ', diagnostics, "}\n")


def _spell_diagnostic(item: _Item) -> dict[str, object]:
    """Return a diagnostic; its suggestions are what may be written over its range as it is: reviewdog makes a change of
    it that takes one click.
    """
    entry, place, texts = item.entry, dict[str, object](path=item.path or "."), list[str]()
    region = {"start": _spell_position(entry.start), "end": _spell_position(entry.end)} if entry else {}
    if entry and entry.start.line:
        place["range"] = region
    if entry and entry.start.byte_column and entry.text and entry.fix:
        texts = [text for one in list_replacements(entry) if (text := write_marked(entry, one)) is not None]
    return {
        "message": item.message,
        "location": place,
        "severity": SEVERITIES["rdjson"][item.severity],
        "code": {"value": item.rule},
    } | ({"suggestions": [{"range": region, "text": text} for text in texts]} if texts else {})


def _spell_position(place: Location) -> dict[str, int | None]:
    """Return a line and a column; the line alone where the column is not one of the file."""
    return {"line": place.line} | ({"column": place.byte_column} if place.byte_column else {})


def render_junit(report: Report, style: Style) -> Iterator[str]:
    """Yield one suite, in it a finding as a test that failed, its class the file, as Jenkins and GitLab read it.

    Where nothing is found it has one test, which passed: an empty suite is an error in Jenkins.
    """
    items = list(_list_items(report, style))
    errors = sum(item.entry is None for item in items)
    counts = {"tests": max(len(items), 1), "failures": len(items) - errors, "errors": errors}
    yield _DECLARATION
    yield _tag("testsuites", {"name": "aligncheck", **counts})
    yield "  " + _tag("testsuite", {"name": "aligncheck", **counts})
    for item in items:
        name, result = item.rule, _tag("error", {"message": item.message, "type": item.rule}, "")
        if entry := item.entry:
            name = f"{item.rule} {entry.start.describe()} {entry.fingerprint}"
            body = f"{item.path}:{entry.start.describe()}: {entry.excerpt.text[: entry.excerpt.end + 200]}"
            result = _tag("failure", {"message": item.message, "type": f"{item.severity} {item.rule}"}, body)
        yield "    " + _tag("testcase", {"classname": item.path or "aligncheck", "name": name})
        yield f"      {result}    </testcase>\n"
    if not items:
        yield "    " + _tag("testcase", {"classname": "aligncheck", "name": "no findings"}, "")
    yield "  </testsuite>\n</testsuites>\n"


def render_checkstyle(report: Report, style: Style) -> Iterator[str]:
    """Yield a file an element, in it an error a line."""
    yield _DECLARATION
    yield _tag("checkstyle", {"version": "4.3"})
    for (path, _), items in groupby(_list_items(report, style), lambda item: (item.path, not item.entry and item)):
        yield "  " + _tag("file", {"name": path or "."})
        for item in items:
            entry, values = item.entry, dict[str, object](line=1)
            if entry:
                values = {"line": entry.start.line or 0, "column": entry.start.column}
            values |= {"severity": SEVERITIES["checkstyle"][item.severity], "message": item.message}
            yield "    " + _tag("error", values | {"source": f"aligncheck.{item.rule}"}, "")
        yield "  </file>\n"
    yield "</checkstyle>\n"


def _tag(name: str, attributes: Mapping[str, object], content: str | None = None) -> str:
    """Return a line with the tag that opens an element, or with the whole of it where its content is a text."""
    listed = "".join(f' {key}="{_write_text(str(value))}"' for key, value in attributes.items())
    end = ">" if content is None else f">{_write_text(content)}</{name}>" if content else "/>"
    return f"<{name}{listed}{end}\n"


def _write_text(text: str) -> str:
    """Return a text or the value of an attribute, on one line: nothing in it is markup, or acts on a terminal or a log
    of a CI system.
    """
    shown = _FORBIDDEN.sub(lambda match: f"<U+{ord(match[0]):04X}>", visible(text))
    return escape(shown, {'"': "&quot;"})
