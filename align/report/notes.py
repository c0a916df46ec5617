"""What a list of findings must not leave unsaid: files that were not checked, and findings that are not listed."""

from collections.abc import Iterator
from typing import NamedTuple

from align.model import Diagnostic, Report, list_hints

NOT_CHECKED = "not-checked"
NOT_LISTED = "not-listed"


class Note(NamedTuple):
    """What no rule found: `name` takes the place of a rule's, the path is empty where it is of no file."""

    name: str
    path: str
    message: str


def list_notes(report: Report) -> Iterator[Note]:
    """Yield the notes of a report: each file that should have been checked, then what is not listed."""
    for entry in report.skipped:
        if entry.failed:
            yield Note(NOT_CHECKED, entry.path, f"Not checked: {entry.reason}")
    if report.unlisted:
        yield Note(NOT_LISTED, "", f"{report.unlisted:,} more findings are not listed: too many for one report.")


def describe(entry: Diagnostic) -> str:
    """Return the message of a finding and what could be there, or is a hint; its place first in a file without
    lines.
    """
    offers = ", ".join(offer.label for offer in entry.finding.suggestions)
    label = "Hint" if list_hints(entry) else "Suggested"
    place = f"{entry.start.describe()}: " if entry.start.line is None else ""
    return f"{place}{entry.finding.message}" + (f" {label}: {offers}" if offers else "")
