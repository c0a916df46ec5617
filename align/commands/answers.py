"""What a person answers to the findings of one file: edits to make, findings to accept; all can be taken back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from align.commands.places import find_place
from align.model import Diagnostic, Edit, Excerpt, list_replacements
from align.model.replacements import fill_slot, find_slot
from align.model.spans import is_wide

MOST_CHOICES = 5

_AROUND = 16
"""How many characters on either side of a fix are shown with it."""


_OPENING = "([{“‘"
_SENTENCE_START = re.compile(r"(?:^|[.!?][\"”’)]?) ?\Z")
_SENTENCE_END = re.compile(r"[.!?]++(?=\s|\Z)")


class Choice(NamedTuple):
    """What could be done about a finding: the edits, and the text that shows a person what it will be."""

    text: str
    edits: tuple[Edit, ...]


def list_choices(found: Diagnostic) -> list[Choice]:
    """Return what may be put in the place of what is marked; without suggestions the fix, shown with some words round
    it.
    """
    if find_slot(found):
        return [Choice(*one) for one in list_replacements(found)[:MOST_CHOICES]]
    fix = found.finding.fix
    return [Choice(_show(found, fix.edits), fix.edits)] if fix else []


def _show(found: Diagnostic, edits: Iterable[Edit]) -> str:
    """Return what will be there after the edits of a fix, with some words round it."""
    excerpt, offset = found.excerpt, find_place(found).start - found.excerpt.start
    edits = [replace(edit, start=edit.start - offset, end=edit.end - offset) for edit in edits]
    edits = [edit for edit in edits if 0 <= edit.start <= edit.end <= len(excerpt.text)]
    position = start = max(min((edit.start for edit in edits), default=0) - _AROUND, 0)
    text = "…" if start else ""
    for edit in edits:
        text += excerpt.text[position : edit.start] + edit.text
        position = edit.end
    return text + excerpt.text[position : position + _AROUND] + "…"


def write_instead(found: Diagnostic, text: str) -> tuple[Edit, ...]:
    """Return the edits that write another text in place of what is marked; what belongs to it goes with a
    deleted one.
    """
    if text and (slot := find_slot(found)):
        return (fill_slot(slot, found.finding.suggestions[0].text, text),)
    start, (first, last) = find_place(found).start, found.finding.span
    if first == last:
        text = _add_spaces(found.excerpt, text)
    is_whole = found.excerpt.end - found.excerpt.start == last - first
    before, after = _find_leavings(found.excerpt) if not text and is_whole else (0, 0)
    return (Edit(start - before, start + last - first + after, text),)


def _add_spaces(excerpt: Excerpt, text: str) -> str:
    """Return what is put in where nothing is marked, such as a sentence that was left out, parted from what is
    there.
    """
    before, after = excerpt.text[: excerpt.start][-1:], excerpt.text[excerpt.end :][:1]
    return " " * _lacks_space(before, text[:1]) + text + " " * _lacks_space(text[-1:], after)


def _lacks_space(left: str, right: str) -> bool:
    """Return whether a space is missing between two characters, none where a text ends."""
    has_none = bool(left and right) and not any(char.isspace() or is_wide(char) for char in left + right)
    return has_none and left not in _OPENING and (right.isalnum() or right in _OPENING)


def _find_leavings(excerpt: Excerpt) -> tuple[int, int]:
    """Return how many characters on either side of what is deleted go too: the end of a whole sentence, and a space."""
    before, after = excerpt.text[: excerpt.start], excerpt.text[excerpt.end :]
    end = _SENTENCE_END.match(after) if _SENTENCE_START.search(before) else None
    length = end.end() if end else 0
    if after[length:][:1] == " " and before[-1:] in ("", " "):
        return 0, length + 1
    return int(before[-1:] == " " and not after[length:][:1].isalnum()), length


class Answer(NamedTuple):
    """What is to be done about the finding of a number: edits, or to accept it for a reason; neither: nothing."""

    number: int
    edits: tuple[Edit, ...] = ()
    reason: str = ""


@dataclass
class Answers:
    """The findings of a file, in order, and what was answered so far."""

    found: Sequence[Diagnostic]
    given: list[Answer] = field(default_factory=list)

    @property
    def index(self) -> int:
        """Return the next finding that is to be asked about; their number where all are answered.

        One that an edit reaches into is not asked about.
        """
        index = self.given[-1].number + 1 if self.given else 0
        while index < len(self.found) and self._is_edited(index):
            index += 1
        return index

    def _is_edited(self, index: int) -> bool:
        place, (start, end) = find_place(self.found[index]), self.found[index].finding.span
        stop = place.start + end - start
        return any(
            edit.start < stop and place.start < edit.end
            for one, edits in self.list_edited()
            for edit in edits
            if find_place(one).document == place.document
        )

    def list_edited(self) -> Iterator[tuple[Diagnostic, tuple[Edit, ...]]]:
        """Return the findings that are to be edited away, each with the edits."""
        return ((self.found[answer.number], answer.edits) for answer in self.given if answer.edits)

    def list_accepted(self) -> Iterator[tuple[Diagnostic, str]]:
        """Return the findings that are to be accepted, each with the reason."""
        return ((self.found[answer.number], answer.reason) for answer in self.given if answer.reason)

    def undo(self) -> bool:
        """Take back the last answer; return whether there was one."""
        return bool(self.given and self.given.pop())
