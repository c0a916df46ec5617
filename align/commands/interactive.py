"""Fixing with a person who answers to the findings of a file; what was answered is done when the file is finished."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.commands.accept import Choice, accept, make_choices
from align.commands.answers import Answers
from align.commands.check import check_file
from align.commands.fix import edit_file, list_remarks, make_mend, save
from align.commands.places import Mover, Place, find_place
from align.errors import ReadError
from align.inputs.files import read_bytes
from align.model import Severity, Skipped
from align.writers.edits import Edited, EditError

if TYPE_CHECKING:
    from align.commands.baseline import Baselines
    from align.commands.results import Result
    from align.config.glossaries import Glossaries
    from align.inputs.tasks import Task


@dataclass(frozen=True)
class Questions:
    """A file, what it holds, what was found in it, and the answers to the findings that are asked about."""

    task: Task
    data: bytes
    result: Result
    answers: Answers


@dataclass(frozen=True, slots=True)
class Done:
    """What became of the answers to a file: how many edits and acceptances, what failed, and what is found now.

    `remarks` say what edits that were made could not keep.
    """

    result: Result
    edited: int = 0
    accepted: int = 0
    problems: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


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


def carry_out(questions: Questions, glossaries: Glossaries, by: str, on: str) -> Done:
    """Edit the file as was answered, save and check it, and accept what is to be accepted where it is now.

    Raises FileError where the file has changed or cannot be written, or what is accepted cannot be.
    """
    answers, task, result = questions.answers, questions.task, questions.result
    edited, problems, remarks = _edit(questions, by, on)
    if edited.made:
        save(task.path, questions.data, edited.data)
        result = check_file(task, glossaries, edited.data)
    count, lost = _accept(questions, result, edited, by, on)
    unmade = sum(1 for _ in answers.list_edited()) - len(edited.made) - len(edited.refused)
    if unmade and not problems:
        problems = (f"{task.path}: {unmade} not made, which overlap others: run this again",)
    return Done(result, len(edited.made), count, (*problems, *lost), remarks)


def _edit(questions: Questions, by: str, on: str) -> tuple[Edited, tuple[str, ...], tuple[str, ...]]:
    """Return the file after the edits, a line for each that it cannot take, and one for each that could not keep
    something.
    """
    task, edited = questions.task, list(questions.answers.list_edited())
    mends = [make_mend(found, edits, by, on, rewords=True) for found, edits in edited]
    try:
        done = edit_file(task, questions.data, mends, gap=0)
    except EditError as error:
        return Edited(questions.data), (f"{task.path}: cannot be edited: {error}",), ()
    places = (edited[index][0].start for index in done.refused)
    lines = zip(places, done.refused.values(), strict=True)
    refused = tuple(f"{task.path}:{place.describe()}: cannot be edited: {why}" for place, why in lines)
    return done, refused, tuple(list_remarks([found for found, _ in edited], done, "edited"))


def _accept(questions: Questions, result: Result, edited: Edited, by: str, on: str) -> tuple[int, tuple[str, ...]]:
    """Accept findings where they are after the edits; return how many, and a line for each that is gone."""
    made = [one for index, one in enumerate(questions.answers.list_edited()) if index in edited.made]
    mover = Mover((find_place(found), edits) for found, edits in made)
    reasons = {mover.move(find_place(found)): reason for found, reason in questions.answers.list_accepted()}
    chosen = _choose(result, reasons)
    for reason, choices in chosen.items():
        accept(choices, reason, by, on)
    there = {find_place(choice.found) for choices in chosen.values() for choice in choices}
    lost = (f"{questions.task.path}: {place.rule} is gone, and was not accepted" for place in reasons.keys() - there)
    return len(there), tuple(sorted(lost))


def _choose(result: Result, reasons: Mapping[Place, str]) -> dict[str, list[Choice]]:
    """Return the findings that are in these places, by the reason."""
    chosen = defaultdict[str, list[Choice]](list)
    for choice in make_choices(result):
        if reason := reasons.get(find_place(choice.found)):
            chosen[reason].append(choice)
    return chosen
