"""Applying what reviewers have decided: the files are edited, and what they accepted is kept with their reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from align.commands.accept import Choice, accept, make_choices
from align.commands.answers import list_choices, write_instead
from align.commands.check import check_file
from align.commands.fix import check_texts, make_mend, read_documents, save
from align.commands.places import Mover, find_place
from align.commands.review_wishes import Wish, find_spoilt, sort_wishes
from align.config.glossaries import Glossaries
from align.config.review import Decision, Key, Reviews
from align.config.review_journal import FileChange, Journal
from align.errors import MissingPathError, ReadError
from align.inputs.files import read_bytes
from align.inputs.tasks import plan_tasks
from align.linter.context import Context
from align.linter.diagnostics import Diagnoser
from align.model import Diagnostic, Edit, Finding, Severity, Skipped, Span
from align.writers.edits import Edited, EditError, edit

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


@dataclass(frozen=True, slots=True)
class _Run:
    """What is to be done with decisions: their files by key, and the journals of these.

    `done` are the paths and ids of those that have changed a text before.
    """

    files: Mapping[Key, str]
    journals: Mapping[str, Journal]
    done: Set[tuple[str, str]]
    dry_run: bool
    glossaries: Glossaries


class _Settled(NamedTuple):
    """A file after the edits that nobody contradicts, the wishes that hold, and a line for each other one."""

    wishes: list[Wish]
    edited: Edited
    after: Result
    problems: list[str]


def apply_decisions(request: Request, reviews: Reviews, *, dry_run: bool) -> Iterator[Applied]:
    """Carry out decisions, all that can be in a file at once; the journals beside their files tell what that changes.

    Raises FileError, and errors as `check_files` does.
    """
    by_path = defaultdict[str, list[Decision]](list)
    for one in reviews.agreed:
        by_path[one.path].append(one)
    journals = {path: Journal(path, dry_run) for path in reviews.all}
    run = _Run(reviews.files, journals, set(_list_done(journals.values())), dry_run, Glossaries())
    for path, here in sorted(by_path.items()):
        task = _plan(replace(request, paths=(path,), with_pages=True))
        if isinstance(task, Skipped):
            yield Applied(path, problems=(f"{path}: {len(here)} decisions not applied: {task.reason}",))
        else:
            yield _apply(task, here, run)


def _list_done(journals: Iterable[Journal]) -> Iterator[tuple[str, str]]:
    for record in (record for journal in journals for record in journal.read()):
        if isinstance(record, FileChange):
            yield from ((record.path, one) for one in record.decisions)


def _plan(request: Request) -> Task | Skipped:
    try:
        return next(iter(plan_tasks(request)))
    except MissingPathError as error:
        return Skipped(request.paths[0], str(error))


def _apply(task: Task, decisions: Sequence[Decision], run: _Run) -> Applied:
    try:
        data = read_bytes(task.path)
    except ReadError as error:
        return Applied(task.path, problems=(f"{task.path}: {error}",))
    result = check_file(task, run.glossaries, data)
    placed, gone = _place(task, data, result, decisions, run)
    lost = [one for one in gone if (one.path, one.id) not in run.done and not _is_done(one, result)]
    problems = [f"{task.path}: {one.kind} {one.id}: is no longer there ({_describe(one)})" for one in lost]
    wishes, replaced, clashes = sort_wishes(placed)
    settled = _settle(task, data, result, wishes, run)
    if settled.edited.data != data and not run.dry_run:
        _note(task, data, settled, replaced, run)
        save(task.path, data, settled.edited.data)
    count, unplaced = _accept(settled, run)
    accepts = sum(1 for wish in settled.wishes if not wish.edits)
    already = len(gone) - len(lost) + accepts - count - len(unplaced)
    told = (*problems, *clashes, *settled.problems, *unplaced)
    return Applied(task.path, len(settled.edited.made), count, already, told)


def _settle(task: Task, data: bytes, result: Result, wishes: list[Wish], run: _Run) -> _Settled:
    """Make all edits but those that take away what another person has accepted: neither is done."""
    problems = list[str]()
    while True:
        edited, refused = _edit(task, data, [wish for wish in wishes if wish.edits])
        after = check_file(task, run.glossaries, edited.data) if edited.data != data else result
        settled = _Settled(wishes, edited, after, [*problems, *refused])
        spoilt = list(find_spoilt(wishes, [wish for wish, choice in _find_accepted(settled) if choice is None]))
        if not spoilt:
            return settled
        left_out = {wish for pair in spoilt for wish in pair}
        problems += [one.tell(f"{one.person} accepts what {other.person} takes away") for one, other in spoilt]
        wishes = [wish for wish in wishes if wish not in left_out]


def _note(task: Task, data: bytes, settled: _Settled, replaced: Sequence[Wish], run: _Run) -> None:
    """Note in the journal of each file of decisions what those in it change, one file after another."""
    edits = [wish for wish in settled.wishes if wish.edits]
    made = [edits[index] for index in sorted(settled.edited.made)]
    files = [path for path in run.journals if any(wish.file == path for wish in made)]
    old, before = data, list[Wish]()
    for path in files:
        own = [wish for wish in made if wish.file == path]
        before += own
        new = settled.edited.data if path == files[-1] else _edit(task, data, before)[0].data
        ids = [wish.decision.id for wish in (*own, *replaced) if wish.file == path]
        run.journals[path].note_change(task.path, old, new, ids)
        old = new


def _describe(one: Decision) -> str:
    return f"{one.decision}: {one.reason if one.decision == 'accept' else one.text}"


def _is_done(one: Decision, result: Result) -> bool:
    """Whether what is to stand in a text stands there."""
    words = " ".join(one.text.split())
    return (
        one.decision != "accept" and bool(words) and any(words in " ".join(page.text.split()) for page in result.pages)
    )


def _place(
    task: Task, data: bytes, result: Result, decisions: Sequence[Decision], run: _Run
) -> tuple[list[Wish], list[Decision]]:
    """The decisions that still have what they are about, and the others."""
    sentences = list(_find_sentences(task, data, result))
    found = {("finding", one.fingerprint): one for one in result.diagnostics}
    found |= {("edit", mark): one for mark, one in sentences}
    there = [(one, found[one.kind, one.id]) for one in decisions if (one.kind, one.id) in found]
    wishes = [_make_wish(one, about, sentences, run.files[one.key]) for one, about in there]
    return wishes, [one for one in decisions if (one.kind, one.id) not in found]


def _find_sentences(task: Task, data: bytes, result: Result) -> Iterator[tuple[str, Diagnostic]]:
    """The sentences of a file by their ids, each as if something had been found in it."""
    diagnoser = Diagnoser("")
    for page, document in zip(result.pages, read_documents(task, data), strict=True):
        sentences = [one for row in page.rows for one in row.sentences]
        findings = (Finding("edit", Severity.INFO, "", "", Span(*one.span)) for one in sentences)
        placed = diagnoser.diagnose(document, findings, Context())
        yield from zip((one.id for one in sentences), placed, strict=True)


def _make_wish(decision: Decision, found: Diagnostic, sentences: Sequence[tuple[str, Diagnostic]], file: str) -> Wish:
    if decision.decision == "accept":
        return Wish(decision, found, (), file)
    if decision.decision == "edit":
        whole = found if decision.kind == "edit" else _find_sentence(found, sentences)
        return Wish(decision, whole, (Edit(*whole.finding.span, _break_lines(decision.text, whole.text)),), file)
    offered = (choice.edits for choice in list_choices(found) if choice.text == decision.text)
    return Wish(decision, found, next(offered, ()) or write_instead(found, decision.text), file)


def _find_sentence(found: Diagnostic, sentences: Sequence[tuple[str, Diagnostic]]) -> Diagnostic:
    """The sentence in which something was found; the finding itself where it stands in none."""
    start = found.finding.span.start
    around = (one for _, one in sentences if one.document == found.document and start < one.finding.span.end)
    first = next(around, found)
    return first if first.finding.span.start <= start else found


def _break_lines(text: str, old: str) -> str:
    """A text with the line ends of the old one: a browser knows only LF."""
    return "\r\n".join(text.splitlines()) if "\r\n" in old else text


def _edit(task: Task, data: bytes, wishes: Sequence[Wish]) -> tuple[Edited, list[str]]:
    """The file after the edits, and a line for each that it does not take."""
    mends = [make_mend(wish.found, wish.edits) for wish in wishes]
    try:
        edited = edit(task.path, data, mends, task.settings.encoding, 0, partial(read_documents, task, data))
        check_texts(task, data, edited, mends)
    except EditError as error:
        return Edited(data), [f"{task.path}: cannot be edited: {error}"]
    left = {index: "overlaps another: apply it again" for index in range(len(wishes)) if index not in edited.made}
    reasons = {**left, **edited.refused}
    return edited, [wishes[index].tell(reason) for index, reason in sorted(reasons.items())]


def _find_accepted(settled: _Settled) -> Iterator[tuple[Wish, Choice | None]]:
    """The findings that are to be accepted, each where it stands after the edits; None: it is gone."""
    edits = [wish for wish in settled.wishes if wish.edits]
    made = settled.edited.made
    mover = Mover((find_place(wish.found), wish.edits) for index, wish in enumerate(edits) if index in made)
    there = {find_place(choice.found): choice for choice in make_choices(settled.after)}
    for wish in settled.wishes:
        if wish.decision.decision == "accept":
            yield wish, there.get(mover.move(find_place(wish.found)))


def _accept(settled: _Settled, run: _Run) -> tuple[int, list[str]]:
    """Accept findings where they stand after the edits; return how many were new, and a line for each that is gone."""
    kept, gone = defaultdict[tuple[str, str, str, str], list[Choice]](list), list[str]()
    for wish, choice in _find_accepted(settled):
        if choice is None:
            gone.append(wish.tell("an edit has taken it away"))
        else:
            kept[wish.file, wish.decision.reason, wish.decision.by, wish.decision.at].append(choice)
    if run.dry_run:
        return sum(map(len, kept.values())), gone
    added = (
        accept(choices, reason, by, at, run.journals[file].note_accepted)
        for (file, reason, by, at), choices in kept.items()
    )
    return sum(map(len, added)), gone


def tell_applied(applied: Iterable[Applied]) -> Iterator[str]:
    """A line for each file in which something was done, or had been."""
    for one in applied:
        if one.edited or one.accepted or one.already:
            yield f"{one.path}: {one.edited} edited, {one.accepted} accepted, {one.already} done before"
