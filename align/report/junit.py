"""JUnit's XML, as Jenkins and GitLab read it: a finding is a test that failed, its class the file.

Source: the schema junit-10.xsd of the Jenkins xUnit plugin
"""

from collections.abc import Iterator

from align.model import Diagnostic, Report
from align.report.notes import Note, describe, list_notes
from align.report.style import Style
from align.report.xml_text import DECLARATION, start_tag, write_text


def render(report: Report, style: Style) -> Iterator[str]:
    """Yield one suite; where nothing is found it has one test, which passed: an empty one is an error in Jenkins."""
    found, notes = list(style.shown(report)), list(list_notes(report))
    counts = {"tests": max(len(found) + len(notes), 1), "failures": len(found), "errors": len(notes)}
    yield DECLARATION
    yield start_tag("testsuites", {"name": "aligncheck", **counts}) + "\n"
    yield "  " + start_tag("testsuite", {"name": "aligncheck", **counts}) + "\n"
    for note in notes:
        yield _error(note, style)
    for entry in found:
        yield _failure(entry, style)
    if not found and not notes:
        yield "    " + start_tag("testcase", {"classname": "aligncheck", "name": "no findings"}, empty=True) + "\n"
    yield "  </testsuite>\n</testsuites>\n"


def _failure(entry: Diagnostic, style: Style) -> str:
    path, start, rule = style.relate(entry.path), entry.start, entry.finding.rule
    failure = start_tag("failure", {"message": describe(entry), "type": f"{entry.finding.severity} {rule}"})
    excerpt = entry.excerpt.text[: entry.excerpt.end + 200]
    body = write_text(f"{path}:{start.describe()}: {excerpt}")
    name = f"{rule} {start.describe()} {entry.fingerprint}"
    return f"{_test(path, name)}\n      {failure}{body}</failure>\n    </testcase>\n"


def _error(note: Note, style: Style) -> str:
    error = start_tag("error", {"message": note.message, "type": note.name}, empty=True)
    return f"{_test(style.relate(note.path) or 'aligncheck', note.name)}\n      {error}\n    </testcase>\n"


def _test(path: str, name: str) -> str:
    return "    " + start_tag("testcase", {"classname": path, "name": name})
