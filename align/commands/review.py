"""Applying what reviewers have decided: the files are edited, and what they accepted is kept with their reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from align.commands.accept import Choice, accept, make_choices
from align.commands.answers import list_choices, write_instead
from align.commands.check import check_file
from align.commands.fix import edit_file, make_mend, read_documents, save
from align.commands.places import Mover, find_place
from align.config.glossaries import Glossaries
from align.config.review import Decision
from align.errors import MissingPathError, ReadError
from align.inputs.earlier import add_versions
from align.inputs.files import read_bytes
from align.inputs.tasks import plan_tasks
from align.linter.context import Context
from align.linter.diagnostics import Diagnoser
from align.model import Diagnostic, Edit, Finding, Severity, Skipped, Span
from align.writers.edits import Edited, EditError

if TYPE_CHECKING:
    from align.commands.results import Result
    from align.config.settings import Request
    from align.inputs.tasks import Task


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of the decisions on a file: how many edits and acceptances, and a line for each not carried out.

    `already` counts those that had been carried out before.
    """

    path: str
    edited: int = 0
    accepted: int = 0
    already: int = 0
    problems: tuple[str, ...] = ()


class _Wish(NamedTuple):
    """A decision, the finding or sentence it is about, and the edits it asks for."""

    decision: Decision
    found: Diagnostic
    edits: tuple[Edit, ...] = ()


def apply_decisions(request: Request, decisions: Sequence[Decision], *, dry_run: bool) -> Iterator[Applied]:
    """Carry out decisions, all that can be in a file at once. Raises FileError, and errors as `check_files` does."""
    by_path = defaultdict[str, list[Decision]](list)
    for one in decisions:
        by_path[one.path].append(one)
    glossaries = Glossaries()
    for path, here in sorted(by_path.items()):
        task = _plan(replace(request, paths=(path,), with_pages=True))
        if isinstance(task, Skipped):
            yield Applied(path, problems=(f"{path}: {len(here)} decisions not applied: {task.reason}",))
        else:
            yield _apply(task, here, glossaries, dry_run=dry_run)


def _plan(request: Request) -> Task | Skipped:
    try:
        return add_versions([next(iter(plan_tasks(request)))], request)[0]
    except MissingPathError as error:
        return Skipped(request.paths[0], str(error))


def _apply(task: Task, decisions: Sequence[Decision], glossaries: Glossaries, *, dry_run: bool) -> Applied:
    try:
        data = read_bytes(task.path)
    except ReadError as error:
        return Applied(task.path, problems=(f"{task.path}: {error}",))
    result = check_file(task, glossaries, data)
    wishes, gone = _place(task, data, result, decisions)
    lost = [one for one in gone if not _is_done(one, result)]
    problems = [f"{task.path}: {one.kind} {one.id}: is no longer there ({_describe(one)})" for one in lost]
    edited, refused = _edit(task, data, [wish for wish in wishes if wish.edits])
    if edited.data != data and not dry_run:
        save(task.path, data, edited.data)
    after = check_file(task, glossaries, edited.data) if edited.data != data else result
    count, unplaced = _accept(wishes, after, edited, dry_run=dry_run)
    done = len(gone) - len(lost) + sum(1 for wish in wishes if not wish.edits) - count - len(unplaced)
    return Applied(task.path, len(edited.made), count, done, (*problems, *refused, *unplaced))


def _describe(one: Decision) -> str:
    return f"{one.decision}: {one.reason if one.decision == 'accept' else one.text}"


def _is_done(one: Decision, result: Result) -> bool:
    """Whether what is to stand in a text stands there."""
    words = " ".join(one.text.split())
    return one.decision != "accept" and any(words in " ".join(page.text.split()) for page in result.pages)


def _place(
    task: Task, data: bytes, result: Result, decisions: Sequence[Decision]
) -> tuple[list[_Wish], list[Decision]]:
    """The decisions that still have what they are about, and the others."""
    found = {("finding", one.fingerprint): one for one in result.diagnostics}
    found |= {("edit", mark): one for mark, one in _find_sentences(task, data, result)}
    wishes = [_make_wish(one, found[one.kind, one.id]) for one in decisions if (one.kind, one.id) in found]
    return wishes, [one for one in decisions if (one.kind, one.id) not in found]


def _find_sentences(task: Task, data: bytes, result: Result) -> Iterator[tuple[str, Diagnostic]]:
    """The sentences of a file by their ids, each as if something had been found in it."""
    diagnoser = Diagnoser("")
    for page, document in zip(result.pages, read_documents(task, data), strict=True):
        sentences = [one for row in page.rows for one in row.sentences]
        findings = (Finding("edit", Severity.INFO, "", "", Span(*one.span)) for one in sentences)
        placed = diagnoser.diagnose(document, findings, Context())
        yield from zip((one.id for one in sentences), placed, strict=True)


def _make_wish(decision: Decision, found: Diagnostic) -> _Wish:
    if decision.decision == "accept":
        return _Wish(decision, found)
    if decision.decision == "edit":
        return _Wish(decision, found, (Edit(*found.finding.span, _break_lines(decision.text, found.text)),))
    offered = (choice.edits for choice in list_choices(found) if choice.text == decision.text)
    return _Wish(decision, found, next(offered, ()) or write_instead(found, decision.text))


def _break_lines(text: str, old: str) -> str:
    """A text with the line ends of the old one: a browser knows only LF."""
    return "\r\n".join(text.splitlines()) if "\r\n" in old else text


def _edit(task: Task, data: bytes, wishes: Sequence[_Wish]) -> tuple[Edited, list[str]]:
    """The file after the edits, and a line for each that it does not take."""
    mends = [make_mend(wish.found, wish.edits) for wish in wishes]
    try:
        edited = edit_file(task, data, mends, gap=0)
    except EditError as error:
        return Edited(data), [f"{task.path}: cannot be edited: {error}"]
    left = {index: "overlaps another: apply it again" for index in range(len(wishes)) if index not in edited.made}
    reasons = {**left, **edited.refused}
    return edited, [_tell(wishes[index], reason) for index, reason in sorted(reasons.items())]


def _tell(wish: _Wish, reason: str) -> str:
    return f"{wish.found.path}:{wish.found.start.describe()}: not applied: {reason}"


def _accept(wishes: Sequence[_Wish], after: Result, edited: Edited, *, dry_run: bool) -> tuple[int, list[str]]:
    """Accept findings where they stand after the edits; return how many were new, and a line for each that is gone."""
    edits = [wish for wish in wishes if wish.edits]
    mover = Mover((find_place(wish.found), wish.edits) for index, wish in enumerate(edits) if index in edited.made)
    there = {find_place(choice.found): choice for choice in make_choices(after)}
    kept, gone = defaultdict[tuple[str, str, str], list[Choice]](list), list[str]()
    for wish in wishes:
        choice = there.get(mover.move(find_place(wish.found)))
        if wish.decision.decision == "accept" and choice is None:
            gone.append(_tell(wish, "an edit has taken it away"))
        elif wish.decision.decision == "accept" and choice:
            kept[wish.decision.reason, wish.decision.by, wish.decision.at].append(choice)
    if dry_run:
        return sum(map(len, kept.values())), gone
    return sum(len(accept(choices, *about)) for about, choices in kept.items()), gone


def tell_applied(applied: Iterable[Applied]) -> Iterator[str]:
    """A line for each file in which something was done, or had been."""
    for one in applied:
        if one.edited or one.accepted or one.already:
            yield f"{one.path}: {one.edited} edited, {one.accepted} accepted, {one.already} done before"
