"""Checkstyle's XML, which many tools read: the findings of each file.

Source: the XMLLogger of Checkstyle
"""

from collections.abc import Iterator
from itertools import groupby

from align.model import Diagnostic, Report
from align.report.notes import describe, list_notes
from align.report.style import Style
from align.report.xml_text import DECLARATION, start_tag


def render(report: Report, style: Style) -> Iterator[str]:
    """Yield a file an element, in it an error a line."""
    yield DECLARATION
    yield start_tag("checkstyle", {"version": "4.3"}) + "\n"
    for note in list_notes(report):
        values = {"line": 1, "severity": "error", "message": note.message, "source": f"aligncheck.{note.name}"}
        yield from _file(style.relate(note.path) or ".", [values])
    for path, entries in groupby(style.shown(report), key=lambda entry: entry.path):
        yield from _file(style.relate(path), map(_error, entries))
    yield "</checkstyle>\n"


def _file(path: str, errors: Iterator[dict[str, object]] | list[dict[str, object]]) -> Iterator[str]:
    yield "  " + start_tag("file", {"name": path}) + "\n"
    for values in errors:
        yield "    " + start_tag("error", values, empty=True) + "\n"
    yield "  </file>\n"


def _error(entry: Diagnostic) -> dict[str, object]:
    start = entry.start
    return {
        "line": start.line or 0,
        "column": start.column,
        "severity": str(entry.finding.severity),
        "message": describe(entry),
        "source": f"aligncheck.{entry.finding.rule}",
    }
