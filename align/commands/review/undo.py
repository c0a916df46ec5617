"""Taking back what applying files of decisions has changed, by their journals; what was edited since is left alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
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
from align.model.reviews import ACCEPTED
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


_Plan = tuple[str, Callable[[], None]]
"""What becomes of a file, in words (empty: nothing does), and what writes it. Raises FileError."""


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
    of_findings = {step.record.path for step in steps if isinstance(step.record, Kept)}
    plans = {
        path: (_plan_findings if path in of_findings else _plan_file)(path, here) for path, here in by_path.items()
    }
    if not dry_run:
        for _, write in plans.values():
            write()
        for journal in journals:
            journal.write([one.left for one in reversed(steps) if one.journal is journal and one.left])
    problems = {path: tuple(line for one in here for line in one.problems) for path, here in by_path.items()}
    return [Undone(path, plans[path][0], problems[path]) for path in sorted(by_path)]


def _plan_findings(path: str, steps: Iterable[_Step]) -> _Plan:
    """Take the findings that were added out of a file of those that are kept; it is removed where none is left."""
    before = read_findings(path) if is_there(path) else ()
    held = {one.key: one for one in before}
    for step in steps:
        if not isinstance(step.record, Kept):
            continue
        decision = step.record.decision
        known = held.get(decision.key)
        if known == decision:
            del held[decision.key]
        elif known:
            step.left = step.record
            step.problems.append(f"{known.describe()}: has been edited in {path} since, and is still accepted")

    def write() -> None:
        left = [one for one in before if one.key in held]
        if left and len(left) < len(before):
            write_findings(path, left)
        elif before and not left:
            _remove(path)

    count = len(before) - len(held)
    told = f"{tell_amount(count, 'finding')} no longer {ACCEPTED}" if count else ""
    return f"{told}; the file is removed" if count and not held else told, write


def _plan_file(path: str, steps: Sequence[_Step]) -> _Plan:
    """Take the changes that were made in a file back, the last one first."""
    try:
        old = read_bytes(path) if is_there(path) else None
    except ReadError as error:
        raise FileError(path, error) from None
    new, waiting = old, list(steps)
    while waiting:
        now = digest(new)
        ends = (one for one in waiting if isinstance(one.record, FileChange) and one.record.after == now)
        step = next(ends, waiting[0])
        waiting.remove(step)
        new = _take_back(path, step, new)

    def write() -> None:
        if new == old:
            return
        if new is None:
            _remove(path)
        elif old is not None:
            save(path, old, new)
        else:
            try:
                write_bytes_atomically(Path(path), (new,))
            except OSError as error:
                raise FileError(path, f"cannot be written ({explain(error)}): {advise(error)}") from None

    told = f"put back as it was in {tell_amount(sum(step.count for step in steps), 'place')}"
    if old is None or new is None:
        told = "removed" if new is None else "made again"
    return "" if new == old else told, write


def _take_back(path: str, step: _Step, data: bytes | None) -> bytes | None:
    """Return a file without a change; what of it cannot be taken back stays with the step, which says why."""
    record, now = step.record, digest(data)
    assert isinstance(record, FileChange)
    if now == record.before:
        return data
    refused: Sequence[Change] = record.changes
    if (record.before and data is not None) or now == record.after:
        try:
            done = take_back(data or b"", record.changes, is_same=now == record.after)
        except ArchiveError:
            done = TakenBack(data or b"", record.changes)
        data, refused = done.data if record.before else None, done.refused
        step.count = len(record.changes) - len(refused)
        if not refused:
            return data
    step.left = record._replace(changes=tuple(refused))
    for one in refused:
        now_there = quote(one.window.decode(errors="replace"), "a gap")
        was = quote(one.old_window.decode(errors="replace"), "what was there")
        step.problems.append(f"{path}: {now_there} has been edited since: {was} was not put back")
    return data


def _remove(path: str) -> None:
    try:
        Path(path).unlink()
    except OSError as error:
        raise FileError(path, f"cannot be removed ({explain(error)})") from None
