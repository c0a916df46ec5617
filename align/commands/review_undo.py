"""Taking back what applying files of decisions has changed, by their journals; what was edited since is left alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from align.commands.fix import save
from align.commands.review_places import check_records
from align.config.baseline import read_baseline, write_baseline
from align.config.review_journal import Accepted, FileChange, Journal, Record, digest
from align.config.settings import Request
from align.errors import FileError, ReadError, advise
from align.inputs.files import explain, read_bytes
from align.model import on_one_line
from align.report.summary import tell_amount
from align.writers.archives import ArchiveError
from align.writers.changes import Change, TakenBack, take_back
from glossary.storage.atomic import write_bytes_atomically
from glossary.storage.reading import is_there

_SHOWN = 60
"""How many characters of a text a message shows."""


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
    writers = {path: _plan(path, here) for path, here in by_path.items()}
    if not dry_run:
        for writer in writers.values():
            writer.write()
        for journal in journals:
            journal.write([one.left for one in reversed(steps) if one.journal is journal and one.left])
    return [_tell(path, writers[path].describe(), by_path[path]) for path in sorted(by_path)]


def _tell(path: str, done: str, steps: Sequence[_Step]) -> Undone:
    return Undone(path, done, tuple(line for one in steps for line in one.problems))


def _plan(path: str, steps: Sequence[_Step]) -> _FileWriter | _StoreWriter:
    accepted = [step for step in steps if isinstance(step.record, Accepted)]
    return _StoreWriter(path, accepted) if accepted else _FileWriter(path, steps)


class _StoreWriter:
    """A file of accepted findings, without those that were accepted."""

    def __init__(self, path: str, steps: Iterable[_Step]) -> None:
        self._path = path
        self._before = read_baseline(path) if is_there(path) else ()
        self._held = {entry.key: entry for entry in self._before}
        for step in steps:
            self._take_out(step)

    def _take_out(self, step: _Step) -> None:
        assert isinstance(step.record, Accepted)
        entry = step.record.entry
        held = self._held.get(entry.key)
        if held == entry:
            del self._held[entry.key]
            step.count = 1
        elif held:
            step.left = step.record
            step.problems.append(f"{self._path}: {entry.fingerprint}: has been edited since, and is still accepted")

    def describe(self) -> str:
        """Say what becomes of it; empty where nothing does."""
        count = len(self._before) - len(self._held)
        told = f"{tell_amount(count, 'finding')} no longer accepted" if count else ""
        return f"{told}; the file is removed" if count and not self._held else told

    def write(self) -> None:
        """Write it; nothing is left of it where it would be empty. Raises FileError."""
        left = [entry for entry in self._before if entry.key in self._held]
        if left and len(left) < len(self._before):
            write_baseline(self._path, left)
        elif self._before and not left:
            _remove(self._path)


class _FileWriter:
    """A file, without the changes that were made in it."""

    def __init__(self, path: str, steps: Sequence[_Step]) -> None:
        self._path, self._steps = path, steps
        self._old = self._new = _read(path)
        waiting = list(steps)
        while waiting:
            now = digest(self._new)
            step = next((one for one in waiting if _find_digests(one)[1] == now), waiting[0])
            waiting.remove(step)
            self._take_back(step)

    def _take_back(self, step: _Step) -> None:
        record, now = step.record, digest(self._new)
        assert isinstance(record, FileChange)
        if now == record.before:
            return
        if not (record.before and self._new is not None) and now != record.after:
            self._refuse(step, record.changes)
            return
        done = self._try(record, is_same=now == record.after)
        self._new = None if not record.before else done.data
        step.count = len(record.changes) - len(done.refused)
        if done.refused:
            self._refuse(step, done.refused)

    def _try(self, record: FileChange, *, is_same: bool) -> TakenBack:
        try:
            return take_back(self._new or b"", record.changes, is_same=is_same)
        except ArchiveError:
            return TakenBack(self._new or b"", record.changes)

    def _refuse(self, step: _Step, changes: Sequence[Change]) -> None:
        assert isinstance(step.record, FileChange)
        step.left = step.record._replace(changes=tuple(changes))
        step.problems += [_complain(self._path, one) for one in changes]

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


def _find_digests(step: _Step) -> tuple[str, str]:
    record = step.record
    return (record.before, record.after) if isinstance(record, FileChange) else ("", "")


def _read(path: str) -> bytes | None:
    if not is_there(path):
        return None
    try:
        return read_bytes(path)
    except ReadError as error:
        raise FileError(path, error) from None


def _complain(path: str, change: Change) -> str:
    now, was = _show(change.window), _show(change.old_window)
    return f"{path}: {now or 'a gap'} has been edited since: {was or 'what was there'} was not put back"


def _show(text: bytes) -> str:
    shown = " ".join(on_one_line(text.decode(errors="replace")).split())
    return f"“{shown[:_SHOWN]}{'…' if len(shown) > _SHOWN else ''}”" if shown else ""


def tell_undone(undone: Iterable[Undone]) -> Iterator[str]:
    """Return a line for each file that changes: what is taken back in it, or that it is removed or made again."""
    return (f"{one.path}: {one.done}" for one in undone if one.done)
