"""What may be put in the place of what a finding marks: the one rule, by which all commands and outputs go.

Only a fix says what may: a suggestion without one is a hint, for what is marked may be the whole sentence, and the
suggestion no more than what it lacks.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from align.model.findings import Edit, Suggestion
from align.model.reports import Diagnostic


class Replacement(NamedTuple):
    """A text that may be in the place of what is marked, empty to delete that, and the edits that put it there.

    The edits may write spaces next to the text, or delete some next to the mark.
    """

    text: str
    edits: tuple[Edit, ...]
    label: str
    """The text as it is shown: a draft says that it is one."""


def list_replacements(found: Diagnostic) -> list[Replacement]:
    """Return the suggestions, where each can be in the place of the first in the fix; else the fix.

    None without a fix, or where the fix is made in several places, more than what is marked.
    """
    edits = found.finding.fix.edits if found.finding.fix else ()
    if (slot := find_slot(found)) is None:
        is_in_place = len(edits) == 1 or _are_inside(found, edits)
        text = _edit_marked(found, edits)
        return [Replacement(text, edits, text)] if edits and is_in_place else []
    offers = found.finding.suggestions
    return [Replacement(one.text, (fill_slot(slot, offers[0].text, one.text),), one.label) for one in offers]


def list_hints(found: Diagnostic) -> tuple[Suggestion, ...]:
    """Return the suggestions that cannot be in the place of what is marked, or of which that is not known."""
    return () if found.finding.fix else found.finding.suggestions


def find_slot(found: Diagnostic) -> Edit | None:
    """Return the edit that writes the first suggestion, perhaps with spaces; None where nothing does."""
    first, edits = found.finding.suggestions[:1], found.finding.fix.edits if found.finding.fix else ()
    return edits[0] if first and len(edits) == 1 and first[0].text in edits[0].text else None


def fill_slot(slot: Edit, first: str, text: str) -> Edit:
    """Return the edit that writes a text where another one writes the first suggestion."""
    return replace(slot, text=slot.text.replace(first, text, 1))


def write_marked(found: Diagnostic, replacement: Replacement) -> str | None:
    """Return all that is in the place of what is marked afterwards, spaces too; None where more than that changes."""
    is_whole = len(found.text) == found.finding.span.end - found.finding.span.start
    return _edit_marked(found, replacement.edits) if is_whole and _are_inside(found, replacement.edits) else None


def _are_inside(found: Diagnostic, edits: Iterable[Edit]) -> bool:
    """Return whether edits change nothing but what is marked."""
    start, end = found.finding.span
    return all(start <= edit.start <= edit.end <= end for edit in edits)


def _edit_marked(found: Diagnostic, edits: Iterable[Edit]) -> str:
    """Return what is marked after some edits; what they change next to it is left out."""
    text, offset = found.text, found.finding.span.start
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        start, end = edit.start - offset, edit.end - offset
        if 0 <= start <= end <= len(text) or (start < len(text) and end > 0):
            text = text[: max(start, 0)] + edit.text + text[max(end, 0) :]
    return text
