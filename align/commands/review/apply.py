"""Applying files of decisions: texts are edited, and findings that reviewers keep are recorded with their reasons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from align.commands.check import check_file
from align.commands.fix import keep_documents
from align.commands.places import Mover, find_place
from align.commands.review.carrying import Settled, carry_out, make_wishes, settle, sort_wishes
from align.commands.review.places import plan_text
from align.commands.review.wishes import Wish, list_sentences, make_wish
from align.config.decisions.decision import FINDING, Decision, group_by_path
from align.config.decisions.files import Reviews, merge_reviews
from align.config.decisions.journal import FileChange, Journal, digest
from align.config.glossaries import Glossaries
from align.errors import ReadError
from align.inputs.evidence import EvidenceReader
from align.inputs.files import read_bytes
from align.model import Skipped, Span
from align.model.pages import digest_texts
from align.model.reviews import ACCEPTED, DONE, Outcome
from align.writers.changes import are_mostly_there

if TYPE_CHECKING:
    from align.commands.results import Result
    from align.config.settings import Request
    from align.inputs.tasks import Task


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
        """Return the marks of decisions that have changed a file before, as it still is."""
        records = (one for one in self._records if isinstance(one, FileChange) and one.path == path)
        there = (one for one in records if one.after == digest(data) or are_mostly_there(data, one.changes))
        return {mark for one in there for mark in one.decisions}

    def note(self, path: str, old: bytes | None, new: bytes | None, decisions: Sequence[Decision]) -> None:
        """Note in the journal of the first of these decisions that they change a file. Raises FileError."""
        if old == new or not decisions:
            return
        first = min(decisions, key=lambda one: list(self.journals).index(self.find_file(one)))
        self.journals[self.find_file(first)].note_change(path, old, new, [one.mark for one in decisions])


def apply_decisions(request: Request, run: Run) -> Iterator[Outcome]:
    """Carry out decisions, all that can be in a file at once; the journals next to their files record what that
    changes.

    Raises FileError, and errors as `check_files` does.
    """
    with EvidenceReader() as reader:
        for path, here in group_by_path(run.reviews.agreed, FINDING, "edit"):
            task = plan_text(request, path, reader)
            try:
                data = b"" if isinstance(task, Skipped) else read_bytes(path)
            except ReadError as error:
                yield Outcome(path, {}, (f"{path}: {error}",))
                continue
            if isinstance(task, Skipped):
                yield Outcome(path, {}, (f"{path}: {len(here)} decisions not applied: {task.reason}",))
            else:
                yield _apply(task, data, here, run)


def _apply(task: Task, data: bytes, decisions: Sequence[Decision], run: Run) -> Outcome:
    """Carry out the decisions on a text. One whose place is gone is done, or cannot be."""
    result = check_file(task, run.glossaries, data)
    placed, gone, spoiling = _place(task, data, result, decisions, run)
    before, texts = run.list_done(task.path, data), [" ".join(page.text.split()) for page in result.pages]
    lost = []
    for one in gone:
        words = " ".join(one.text.split())
        is_written = one.decision != "accept" and bool(words) and any(words in text for text in texts)
        if before.isdisjoint((one.mark, one.id)) and not is_written:
            lost.append(one)
    is_same = digest_texts(result.pages).get(task.path) in run.reviews.digests.get(task.path, ())
    why = ", though the text is the same: give the options that `check` had, with --options" if is_same else ""
    problems = [f"{one.describe()}: is no longer there ({one.decision}: {one.reason or one.text}){why}" for one in lost]
    left = [wish for wish in placed if wish.decision.mark not in before and not wish.is_there(result.pages)]
    wishes, replaced, clashes = sort_wishes(left)
    settled = settle(task, data, result, wishes, run.glossaries)
    if settled.edited.data != data and not run.dry_run:
        _note(task, data, settled, replaced, run)
    outcome = carry_out(task, data, settled, lambda file: run.journals[file].note_kept, dry_run=run.dry_run)
    there = sum(choice is not None for _, choice in settled.kept)
    done = len(gone) - len(lost) + len(placed) - len(left) + there - outcome.counts[ACCEPTED]
    told = (*problems, *spoiling, *clashes, *outcome.problems)
    return replace(outcome, counts={**outcome.counts, DONE: done}, problems=told)


def _place(
    task: Task, data: bytes, result: Result, decisions: Sequence[Decision], run: Run
) -> tuple[list[Wish], list[Decision], list[str]]:
    """Return what decisions ask for, those whose place is gone, and a line for each that would spoil its place."""
    sentences = list(list_sentences(task, data, result.pages))
    found = {(FINDING, mark): one for one in result.diagnostics for mark in (one.formerly, one.fingerprint)}
    found |= {("edit", mark): one for mark, one in sentences}
    there = [(one, found[one.kind, one.id]) for one in decisions if (one.kind, one.id) in found]
    wishes = [make_wish(one, about, sentences, run.find_file(one)) for one, about in there]
    spoiling = [wish for wish in wishes if wish.writes_hint(sentences)]
    why = "that is a hint, and the whole sentence is marked: rewrite the sentence (edit)"
    return (
        [wish for wish in wishes if wish not in spoiling],
        [one for one in decisions if (one.kind, one.id) not in found],
        [wish.tell(f"“{wish.decision.text}” would be all that is left there; {why}") for wish in spoiling],
    )


def _note(task: Task, data: bytes, settled: Settled, replaced: Sequence[Wish], run: Run) -> None:
    """Note in the journal of each file of decisions what those in it change, one file after another."""
    files = [path for path in run.journals if any(wish.file == path for wish in settled.made)]
    old, before = data, list[Wish]()
    read = keep_documents(task)
    for path in files:
        own = [wish for wish in settled.made if wish.file == path]
        before += own
        new = settled.edited.data if path == files[-1] else make_wishes(task, data, read, before)[0].data
        marks = [wish.decision.mark for wish in (*own, *replaced) if wish.file == path]
        run.journals[path].note_change(task.path, old, new, marks)
        old = new


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
    wishes, _, _ = _place(task, data, result, decisions, run)
    settled = settle(task, data, result, sort_wishes(wishes).wishes, glossaries)
    wish = next((one for one in settled.made if one.decision.id == mark), None)
    if wish is None:
        return None
    (edit_of_sentence,), place = wish.edits, find_place(wish.found)
    start = Mover((find_place(one.found), one.edits) for one in settled.made if one is not wish).move(place).start
    new = Span(start, start + len(edit_of_sentence.text))
    return Preview(result, settled.after, place.document, Span(edit_of_sentence.start, edit_of_sentence.end), new)
