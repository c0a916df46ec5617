"""The diagnostics of reviewdog, as one JSON document: columns count bytes of UTF-8.

Source: proto/rdf/reviewdog.proto of reviewdog
"""

from collections.abc import Iterator

from align.model import Diagnostic, Location, Report, Severity, list_replacements, write_marked
from align.report.json_document import dump
from align.report.notes import Note, describe, list_notes
from align.report.style import Style
from align.report.terminal import visible

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}


def render(report: Report, style: Style) -> Iterator[str]:
    """Yield one object, a diagnostic a line."""
    yield '{"source": {"name": "aligncheck"}, "diagnostics": ['
    between = "\n"
    for diagnostic in _list_diagnostics(report, style):
        yield between + dump(diagnostic)
        between = ",\n"
    yield "\n]}\n" if between != "\n" else "]}\n"


def _list_diagnostics(report: Report, style: Style) -> Iterator[dict[str, object]]:
    for note in list_notes(report):
        yield _note(note, style)
    for entry in style.shown(report):
        yield _diagnostic(entry, style)


def _diagnostic(entry: Diagnostic, style: Style) -> dict[str, object]:
    region = {"start": _position(entry.start), "end": _position(entry.end)}
    place: dict[str, object] = {"path": style.relate(entry.path)} | ({"range": region} if entry.start.line else {})
    diagnostic: dict[str, object] = {
        "message": visible(describe(entry)),
        "location": place,
        "severity": _SEVERITIES[entry.finding.severity],
        "code": {"value": entry.finding.rule},
    }
    if texts := _list_texts(entry):
        diagnostic["suggestions"] = [{"range": region, "text": text} for text in texts]
    return diagnostic


def _list_texts(entry: Diagnostic) -> list[str]:
    """Return what may be written over the range of a finding as it is; reviewdog makes a change of it that takes one
    click.
    """
    if not (entry.start.byte_column and entry.text and entry.fix):
        return []
    return [text for one in list_replacements(entry) if (text := write_marked(entry, one)) is not None]


def _position(place: Location) -> dict[str, int | None]:
    """Return a line and a column; the line alone where the column is not one of the file."""
    column = {"column": place.byte_column} if place.byte_column else {}
    return {"line": place.line} | column


def _note(note: Note, style: Style) -> dict[str, object]:
    return {
        "message": visible(note.message),
        "location": {"path": style.relate(note.path) or "."},
        "severity": "ERROR",
        "code": {"value": note.name},
    }
