"""Taking back what applying files of decisions has changed, by their journals; what was edited since is left alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from align.commands.fix import save
from align.commands.review.places import check_records
from align.config.decisions.files import read_findings, write_findings
from align.config.decisions.journal import FileChange, Journal, Kept, Record, digest
from align.config.settings import Request
from align.errors import FileError, ReadError, advise
from align.inputs.files import explain, read_bytes
from align.model.reviews import KEPT
from align.report.summary import tell_amount
from align.report.terminal import quote
from align.writers.archives import ArchiveError
from align.writers.changes import Change, TakenBack, take_back
from glossary.storage.atomic import write_bytes_atomically
from glossary.storage.reading import is_there


class Undone(NamedTuple):
    """What became of one file, in words (empty: nothing), and a line for each change that was not taken back."""

    path: str
    done: str
    problems: tuple[str, ...] = ()


@dataclass
class _Step:
    """A record of a journal, and what of it cannot be taken back; `count`: how much was."""

    journal: Journal
    record: Record
    left: Record | None = None
    count: int = 0
    problems: list[str] = field(default_factory=list)


def undo_decisions(request: Request, trusted: Request, journals: Sequence[Journal], *, dry_run: bool) -> list[Undone]:
    """Take back what the journals hold; they keep what cannot be. Raises FileError, and errors as `plan_tasks` does.

    A journal may come from a stranger: it is refused as a whole where it holds what `review apply` never does to files
    that `check` reads, as the requests say (see `check_records`). Every text is looked at before the first is written.
    """
    steps = [_Step(journal, record) for journal in reversed(journals) for record in reversed(journal.read())]
    check_records(((step.record, step.journal.path) for step in steps), request, trusted)
    by_path = defaultdict[str, list[_Step]](list)
    for step in steps:
        by_path[step.record.path].append(step)
    writers = dict[str, _FileWriter | _StoreWriter]()
    for path, here in by_path.items():
        kept = [step for step in here if isinstance(step.record, Kept)]
        writers[path] = _StoreWriter(path, kept) if kept else _FileWriter(path, here)
    if not dry_run:
        for writer in writers.values():
            writer.write()
        for journal in journals:
            journal.write([one.left for one in reversed(steps) if one.journal is journal and one.left])
    problems = {path: tuple(line for one in here for line in one.problems) for path, here in by_path.items()}
    return [Undone(path, writers[path].describe(), problems[path]) for path in sorted(by_path)]


class _StoreWriter:
    """A file of findings that are kept, without those that were added."""

    def __init__(self, path: str, steps: Iterable[_Step]) -> None:
        self._path = path
        self._before = read_findings(path) if is_there(path) else ()
        self._held = {one.key: one for one in self._before}
        for step in steps:
            assert isinstance(step.record, Kept)
            decision = step.record.decision
            held = self._held.get(decision.key)
            if held == decision:
                del self._held[decision.key]
                step.count = 1
            elif held:
                step.left = step.record
                step.problems.append(f"{held.describe()}: has been edited in {path} since, and is still kept")

    def describe(self) -> str:
        """Say what becomes of it; empty where nothing does."""
        count = len(self._before) - len(self._held)
        told = f"{tell_amount(count, 'finding')} no longer {KEPT}" if count else ""
        return f"{told}; the file is removed" if count and not self._held else told

    def write(self) -> None:
        """Write it; nothing is left of it where it would be empty. Raises FileError."""
        left = [one for one in self._before if one.key in self._held]
        if left and len(left) < len(self._before):
            write_findings(self._path, left)
        elif self._before and not left:
            _remove(self._path)


class _FileWriter:
    """A file, without the changes that were made in it."""

    def __init__(self, path: str, steps: Sequence[_Step]) -> None:
        self._path, self._steps, self._old = path, steps, None
        if is_there(path):
            try:
                self._old = read_bytes(path)
            except ReadError as error:
                raise FileError(path, error) from None
        self._new, waiting = self._old, list(steps)
        while waiting:
            now = digest(self._new)
            ends = (one for one in waiting if isinstance(one.record, FileChange) and one.record.after == now)
            step = next(ends, waiting[0])
            waiting.remove(step)
            self._take_back(step)

    def _take_back(self, step: _Step) -> None:
        """Take back a change; what of it cannot be stays with the step, which says why."""
        record, now = step.record, digest(self._new)
        assert isinstance(record, FileChange)
        if now == record.before:
            return
        refused: Sequence[Change] = record.changes
        if (record.before and self._new is not None) or now == record.after:
            try:
                done = take_back(self._new or b"", record.changes, is_same=now == record.after)
            except ArchiveError:
                done = TakenBack(self._new or b"", record.changes)
            self._new, refused = done.data if record.before else None, done.refused
            step.count = len(record.changes) - len(refused)
            if not refused:
                return
        step.left = record._replace(changes=tuple(refused))
        for one in refused:
            now_there = quote(one.window.decode(errors="replace"), "a gap")
            was = quote(one.old_window.decode(errors="replace"), "what was there")
            step.problems.append(f"{self._path}: {now_there} has been edited since: {was} was not put back")

    def describe(self) -> str:
        """Say what becomes of it; empty where nothing does."""
        if self._new == self._old:
            return ""
        if self._old is None or self._new is None:
            return "removed" if self._new is None else "made again"
        count = sum(step.count for step in self._steps)
        return f"{tell_amount(count, 'change')} taken back"

    def write(self) -> None:
        """Write it, or remove it where there was none. Raises FileError."""
        if self._new == self._old:
            return
        if self._old is not None and self._new is not None:
            save(self._path, self._old, self._new)
            return
        if self._new is None:
            _remove(self._path)
            return
        try:
            write_bytes_atomically(Path(self._path), (self._new,))
        except OSError as error:
            raise FileError(self._path, f"cannot be written ({explain(error)}): {advise(error)}") from None


def _remove(path: str) -> None:
    try:
        Path(path).unlink()
    except OSError as error:
        raise FileError(path, f"cannot be removed ({explain(error)})") from None
