"""Applying what reviewers have decided: the files are edited, and what they accepted is kept with their reasons."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from align.analysis.rewordings import pair_rewordings
from align.commands.accept import Choice, accept, make_choices
from align.commands.answers import write_instead
from align.commands.check import check_file
from align.commands.fix import edit_file, list_remarks, make_mend, read_documents, save
from align.commands.places import Mover, find_place
from align.commands.review_wishes import Wish, find_spoilt, sort_wishes
from align.config.glossaries import Glossaries
from align.config.review import Decision, Reviews, merge_reviews, name_decision
from align.config.review_journal import FileChange, Journal, digest
from align.errors import MissingPathError, ReadError
from align.inputs.earlier import add_versions
from align.inputs.files import read_bytes
from align.inputs.tasks import plan_tasks
from align.linter.context import Context
from align.linter.diagnostics import Diagnoser
from align.model import (
    Diagnostic,
    Edit,
    Excerpt,
    Finding,
    Severity,
    Skipped,
    Span,
    list_hints,
    list_replacements,
    on_one_line,
)
from align.model.pages import digest_texts
from align.writers.changes import are_mostly_there
from align.writers.edits import Edited, EditError

if TYPE_CHECKING:
    from align.commands.results import Result
    from align.commands.review_pairs import AppliedPairs
    from align.commands.review_terms import AppliedTerms
    from align.config.settings import Request
    from align.inputs.tasks import Task
    from align.model import Page


_OF_TEXTS = ("finding", "edit")
"""The kinds of decisions that are about the text of a file alone."""


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of the decisions on a file: how many edits and acceptances, and a line for each not carried out.

    `already` counts those that had been carried out before. `remarks` say what edits that were made could not keep.
    """

    path: str
    edited: int = 0
    accepted: int = 0
    already: int = 0
    problems: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    def tell(self) -> str:
        """Return a line on it; empty where nothing was done, now or before."""
        done = f"{self.edited} edited, {self.accepted} accepted, {self.already} done before"
        return f"{self.path}: {done}" if self.edited or self.accepted or self.already else ""


class Run:
    """What is to be done with decisions, and the journals next to their files."""

    def __init__(self, reviews: Reviews, *, dry_run: bool, glossaries: Glossaries | None = None) -> None:
        self.reviews, self.dry_run, self.glossaries = reviews, dry_run, glossaries or Glossaries()
        self.journals = {path: Journal(path, dry_run) for path in reviews.all}
        self._records = [record for journal in self.journals.values() for record in journal.read()]

    def find_file(self, decision: Decision) -> str:
        """Return the file that a decision comes from, the first where several have it."""
        return self.reviews.files[decision.key]

    def list_done(self, path: str, data: bytes) -> set[str]:
        """Return the names of decisions (`name_decision`) that have changed a file before, as it still is."""
        records = (one for one in self._records if isinstance(one, FileChange) and one.path == path)
        there = (one for one in records if one.after == digest(data) or are_mostly_there(data, one.changes))
        return {mark for one in there for mark in one.decisions}

    def note(self, path: str, old: bytes | None, new: bytes | None, decisions: Sequence[Decision]) -> None:
        """Note in the journal of the first of these decisions that they change a file. Raises FileError."""
        if old == new or not decisions:
            return
        first = min(decisions, key=lambda one: list(self.journals).index(self.find_file(one)))
        self.journals[self.find_file(first)].note_change(path, old, new, map(name_decision, decisions))


class _Placed(NamedTuple):
    """Wishes that can be looked at, decisions whose place is gone, and a line for each that would spoil its place."""

    wishes: list[Wish]
    gone: list[Decision]
    problems: list[str]


class _Settled(NamedTuple):
    """A file after the edits that no one contradicts, the wishes that hold, and a line for each other one."""

    wishes: list[Wish]
    edited: Edited
    after: Result
    problems: list[str]


def apply_decisions(request: Request, run: Run) -> Iterator[Applied]:
    """Carry out decisions, all that can be in a file at once; the journals next to their files record what that
    changes.

    Raises FileError, and errors as `check_files` does.
    """
    by_path = defaultdict[str, list[Decision]](list)
    for one in run.reviews.agreed:
        if one.kind in _OF_TEXTS:
            by_path[one.path].append(one)
    for path, here in sorted(by_path.items()):
        task = _plan(replace(request, paths=(path,), with_pages=True))
        if isinstance(task, Skipped):
            yield Applied(path, problems=(f"{path}: {len(here)} decisions not applied: {task.reason}",))
        else:
            yield _apply(task, here, run)


class Preview(NamedTuple):
    """A file before and after some edits: what was found in it, and what would be.

    A sentence in the text of number `document` is at `old` before, and at `new` after them.
    """

    before: Result
    after: Result
    document: int
    old: Span
    new: Span


def preview(task: Task, decisions: Sequence[Decision], mark: str, glossaries: Glossaries) -> Preview | None:
    """Return what a text would be if decisions were applied, and where the sentence of this id would be; writes
    nothing.

    None where that sentence is not to be edited, or cannot be. Raises ReadError, and errors as `check_file` does.
    """
    data = read_bytes(task.path)
    run = Run(merge_reviews({"": list(decisions)}), dry_run=True, glossaries=glossaries)
    result = check_file(task, glossaries, data)
    placed = _place(task, data, result, decisions, run)
    settled = _settle(task, data, result, sort_wishes(placed.wishes).wishes, run)
    edits = [wish for wish in settled.wishes if wish.edits]
    made = [edits[index] for index in settled.edited.made]
    wish = next((one for one in made if one.decision.id == mark), None)
    if wish is None:
        return None
    (edit_of_sentence,), place = wish.edits, find_place(wish.found)
    start = Mover((find_place(one.found), one.edits) for one in made if one is not wish).move(place).start
    new = Span(start, start + len(edit_of_sentence.text))
    return Preview(result, settled.after, place.document, Span(edit_of_sentence.start, edit_of_sentence.end), new)


def _plan(request: Request) -> Task | Skipped:
    try:
        return add_versions([next(iter(plan_tasks(request)))], request)[0]
    except MissingPathError as error:
        return Skipped(request.paths[0], str(error))


def _apply(task: Task, decisions: Sequence[Decision], run: Run) -> Applied:
    try:
        data = read_bytes(task.path)
    except ReadError as error:
        return Applied(task.path, problems=(f"{task.path}: {error}",))
    result = check_file(task, run.glossaries, data)
    placed, gone, spoiling = _place(task, data, result, decisions, run)
    before = run.list_done(task.path, data)
    texts = [" ".join(page.text.split()) for page in result.pages]
    lost = [one for one in gone if before.isdisjoint((name_decision(one), one.id)) and not _is_done(one, texts)]
    is_same = digest_texts(result.pages).get(task.path) in run.reviews.digests.get(task.path, ())
    why = ", though the text is the same: give the options that `check` had, with --options" if is_same else ""
    problems = [f"{task.path}: {one.kind} {one.id}: is no longer there ({_describe(one)}){why}" for one in lost]
    left = [wish for wish in placed if name_decision(wish.decision) not in before and not _stands(wish, result.pages)]
    wishes, replaced, clashes = sort_wishes(left)
    settled = _settle(task, data, result, wishes, run)
    if settled.edited.data != data and not run.dry_run:
        _note(task, data, settled, replaced, run)
        save(task.path, data, settled.edited.data)
    count, unplaced = _accept(settled, run)
    accepts = sum(1 for wish in settled.wishes if not wish.edits)
    already = len(gone) - len(lost) + len(placed) - len(left) + accepts - count - len(unplaced)
    told = (*problems, *spoiling, *clashes, *settled.problems, *unplaced)
    edits = [wish.found for wish in settled.wishes if wish.edits]
    remarks = tuple(list_remarks(edits, settled.edited, "edited"))
    return Applied(task.path, len(settled.edited.made), count, already, told, remarks)


def _settle(task: Task, data: bytes, result: Result, wishes: list[Wish], run: Run) -> _Settled:
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


def _note(task: Task, data: bytes, settled: _Settled, replaced: Sequence[Wish], run: Run) -> None:
    """Note in the journal of each file of decisions what those in it change, one file after another."""
    edits = [wish for wish in settled.wishes if wish.edits]
    made = [edits[index] for index in sorted(settled.edited.made)]
    files = [path for path in run.journals if any(wish.file == path for wish in made)]
    old, before = data, list[Wish]()
    for path in files:
        own = [wish for wish in made if wish.file == path]
        before += own
        new = settled.edited.data if path == files[-1] else _edit(task, data, before)[0].data
        names = [name_decision(wish.decision) for wish in (*own, *replaced) if wish.file == path]
        run.journals[path].note_change(task.path, old, new, names)
        old = new


def _describe(one: Decision) -> str:
    return f"{one.decision}: {one.reason if one.decision == 'accept' else one.text}"


def _is_done(one: Decision, texts: Sequence[str]) -> bool:
    """Return whether what is to be in a text is there; `texts` have one space wherever there is white space."""
    words = " ".join(one.text.split())
    return one.decision != "accept" and bool(words) and any(words in text for text in texts)


def _stands(wish: Wish, pages: Sequence[Page]) -> bool:
    """Return whether what a person has written is there already, round what it was to replace; white space may differ.

    Without this, a wording that holds the old one would be written once more by each run, where no journal is.
    """
    offers = {text for one in list_replacements(wish.found) for text in (one.text, on_one_line(one.text))}
    is_offered = wish.decision.decision == "fix" and wish.decision.text in offers
    if len(wish.edits) != 1 or is_offered or not (words := wish.edits[0].text.split()):
        return False
    (edit,), document = wish.edits, find_place(wish.found).document
    wording, reach = r"\s+".join(map(re.escape, words)), 2 * len(edit.text)
    near = re.compile(f"(?=({wording}))").finditer(pages[document].text, max(edit.end - reach, 0), edit.start + reach)
    return any(one.start(1) <= edit.start and edit.end <= one.end(1) for one in near)


def _place(task: Task, data: bytes, result: Result, decisions: Sequence[Decision], run: Run) -> _Placed:
    """Divide decisions into those that still have what they are about and the others."""
    sentences = list(_find_sentences(task, data, result))
    found = {("finding", mark): one for one in result.diagnostics for mark in (one.formerly, one.fingerprint)}
    found |= {("edit", mark): one for mark, one in sentences}
    there = [(one, found[one.kind, one.id]) for one in decisions if (one.kind, one.id) in found]
    wishes = [_make_wish(one, about, sentences, run.find_file(one)) for one, about in there]
    spoiling = [wish for wish in wishes if _writes_hint(wish, sentences)]
    why = "that is a hint, and the whole sentence is marked: rewrite the sentence (edit)"
    return _Placed(
        [wish for wish in wishes if wish not in spoiling],
        [one for one in decisions if (one.kind, one.id) not in found],
        [wish.tell(f"“{wish.decision.text}” would be all that is left there; {why}") for wish in spoiling],
    )


def _writes_hint(wish: Wish, sentences: Sequence[tuple[str, Diagnostic]]) -> bool:
    """Return whether a hint would replace a whole sentence, as pages and tables of earlier versions had it."""
    if wish.decision.decision != "fix" or wish.decision.text not in [one.text for one in list_hints(wish.found)]:
        return False
    sentence, (start, end) = _find_sentence(wish.found, sentences), wish.found.finding.span
    first, last = sentence.finding.span
    return sentence is not wish.found and start <= first and last <= end


def _find_sentences(task: Task, data: bytes, result: Result) -> Iterator[tuple[str, Diagnostic]]:
    """Yield the sentences of a file by their ids, each as if something had been found in it."""
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
        whole = found if decision.kind == "edit" else _find_rewritten(found, decision.text, sentences)
        if whole is None:
            return Wish(decision, found, write_instead(found, _cut_line(decision.text, found.excerpt)), file)
        text = _break_lines(_cut_line(decision.text, whole.excerpt), whole.text)
        return Wish(decision, whole, (Edit(*whole.finding.span, text),), file)
    texts = ((one, one.text) for one in list_replacements(found))
    offered = (one.edits for one, text in texts if decision.text in (text, on_one_line(text)))
    return Wish(decision, found, next(offered, ()) or write_instead(found, decision.text), file)


def _find_rewritten(found: Diagnostic, text: str, sentences: Sequence[tuple[str, Diagnostic]]) -> Diagnostic | None:
    """Return the sentence that a text in the row of a finding writes again; None where it adds one that is missing
    there.

    Where nothing is marked between two sentences, it is one of them only if it says nearly the same.
    """
    start, end = found.finding.span
    if start < end:
        return _find_sentence(found, sentences)
    if _cut_line(text, found.excerpt) != text:
        return None
    spans = ((one, one.finding.span) for _, one in sentences if one.document == found.document)
    near = [(one, span) for one, span in spans if span.start <= start <= span.end]
    alike = (one for one, span in near if span.start < start < span.end or pair_rewordings([one.text], [text]))
    return next(alike, None)


def _find_sentence(found: Diagnostic, sentences: Sequence[tuple[str, Diagnostic]]) -> Diagnostic:
    """Return the sentence in which something was found; the finding itself where it is in none."""
    start = found.finding.span.start
    around = (one for _, one in sentences if one.document == found.document and start < one.finding.span.end)
    first = next(around, found)
    return first if first.finding.span.start <= start else found


def _cut_line(text: str, excerpt: Excerpt) -> str:
    """Return the sentence of a text that repeats the line around it, as a table of findings shows it; else the text."""
    before, after = excerpt.text[: excerpt.start], excerpt.text[excerpt.end :].rstrip()
    repeats = text.startswith(before) and text.endswith(after) and len(text) > len(before) + len(after)
    return text[len(before) : len(text) - len(after)] if repeats else text


def _break_lines(text: str, old: str) -> str:
    """Return a text with the line ends of the old one: a browser knows only LF."""
    return "\r\n".join(text.splitlines()) if "\r\n" in old else text


def _edit(task: Task, data: bytes, wishes: Sequence[Wish]) -> tuple[Edited, list[str]]:
    """Return the file after the edits, and a line for each that it does not take."""
    by_at = ((wish.decision.by, wish.decision.at) for wish in wishes)
    mends = [make_mend(wish.found, wish.edits, *who, rewords=True) for wish, who in zip(wishes, by_at, strict=True)]
    try:
        edited = edit_file(task, data, mends, gap=0)
    except EditError as error:
        return Edited(data), [f"{task.path}: cannot be edited: {error}"]
    left = {index: "overlaps another: apply it again" for index in range(len(wishes)) if index not in edited.made}
    reasons = {**left, **edited.refused}
    return edited, [wishes[index].tell(reason) for index, reason in sorted(reasons.items())]


def _find_accepted(settled: _Settled) -> Iterator[tuple[Wish, Choice | None]]:
    """Yield the findings that are to be accepted, each where it is after the edits; None: it is gone."""
    edits = [wish for wish in settled.wishes if wish.edits]
    made = settled.edited.made
    mover = Mover((find_place(wish.found), wish.edits) for index, wish in enumerate(edits) if index in made)
    there = {find_place(choice.found): choice for choice in make_choices(settled.after)}
    for wish in settled.wishes:
        if wish.decision.decision == "accept":
            yield wish, there.get(mover.move(find_place(wish.found)))


def _accept(settled: _Settled, run: Run) -> tuple[int, list[str]]:
    """Accept findings where they are after the edits; return how many were new, and a line for each that is gone."""
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


def tell_applied(applied: Iterable[Applied | AppliedPairs | AppliedTerms]) -> Iterator[str]:
    """Return a line for each file in which something was done, or had been."""
    return filter(None, (one.tell() for one in applied))
