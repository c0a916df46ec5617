"""What a person answers to the findings of one file, in a dialog; it is done when the file is finished."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from align.commands.check import check_file
from align.commands.places import find_place
from align.commands.review.carrying import carry_out, settle
from align.commands.review.wishes import Wish
from align.config.decisions.decision import FINDING, KEEP, Decision
from align.errors import ReadError
from align.inputs.files import read_bytes
from align.model import Diagnostic, Edit, Severity, Skipped, list_replacements
from align.model.replacements import find_slot

if TYPE_CHECKING:
    from align.commands.baseline import Baselines
    from align.commands.results import Result
    from align.config.glossaries import Glossaries
    from align.inputs.tasks import Task
    from align.model.reviews import Outcome

MOST_CHOICES = 5

_AROUND = 16
"""How many characters on either side of a fix are shown with it."""


class Choice(NamedTuple):
    """What could be done about a finding: the edits, and the text that shows a person what it will be."""

    text: str
    edits: tuple[Edit, ...]


def list_choices(found: Diagnostic) -> list[Choice]:
    """Return what may be put in the place of what is marked; without suggestions the fix, shown with some words round
    it.
    """
    if find_slot(found):
        return [Choice(one.label, one.edits) for one in list_replacements(found)[:MOST_CHOICES]]
    fix = found.finding.fix
    if not fix:
        return []
    excerpt, offset = found.excerpt, find_place(found).start - found.excerpt.start
    edits = [replace(edit, start=edit.start - offset, end=edit.end - offset) for edit in fix.edits]
    edits = [edit for edit in edits if 0 <= edit.start <= edit.end <= len(excerpt.text)]
    position = start = max(min((edit.start for edit in edits), default=0) - _AROUND, 0)
    text = "…" if start else ""
    for edit in edits:
        text += excerpt.text[position : edit.start] + edit.text
        position = edit.end
    return [Choice(text + excerpt.text[position : position + _AROUND] + "…", fix.edits)]


class Answer(NamedTuple):
    """What is to be done about the finding of a number: edits, or to keep it for a reason; neither: nothing."""

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
        """Return whether an edit reaches into a finding."""
        place, (start, end) = find_place(self.found[index]), self.found[index].finding.span
        stop = place.start + end - start
        return any(
            edit.start < stop and place.start < edit.end
            for answer in self.given
            for edit in answer.edits
            if find_place(self.found[answer.number]).document == place.document
        )

    def undo(self) -> bool:
        """Take back the last answer; return whether there was one."""
        return bool(self.given and self.given.pop())

    def list_wishes(self, by: str, at: str) -> Iterator[Wish]:
        """Yield the answers as decisions of a person, but for findings that are left alone."""
        for number, edits, reason in self.given:
            found, word = self.found[number], KEEP if reason else "fix"
            if edits or reason:
                decision = Decision(FINDING, found.path, found.fingerprint, word, reason=reason, by=by, at=at)
                yield Wish(decision, found, edits)


@dataclass(frozen=True)
class Questions:
    """A file, what it holds, what was found in it, and the answers to the findings that are asked about."""

    task: Task
    data: bytes
    result: Result
    answers: Answers


def ask(task: Task, baselines: Baselines, glossaries: Glossaries, least: Severity | None) -> Questions | Skipped:
    """Return the questions for a file, about findings as severe as `least` (None: as a report shows)."""
    try:
        data = read_bytes(task.path)
    except ReadError as error:
        return Skipped(task.path, str(error), failed=True)
    result = check_file(task, glossaries, data)
    limit = least or min(Severity.WARNING, result.threshold or Severity.WARNING)
    found = [one for one in baselines.list_new(result) if one.finding.severity >= limit]
    found.sort(key=lambda one: (one.document, one.finding.span))
    return Questions(task, data, result, Answers(found))


def finish(questions: Questions, glossaries: Glossaries, by: str, on: str) -> tuple[Outcome, Result]:
    """Edit the file as was answered, save it, and keep what is to be kept; return what is found in it now, too.

    Raises FileError where the file has changed or cannot be written, or what is kept cannot be.
    """
    task, data = questions.task, questions.data
    settled = settle(task, data, questions.result, list(questions.answers.list_wishes(by, on)), glossaries)
    return carry_out(task, data, settled), settled.after
