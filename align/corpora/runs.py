"""A run on a corpus: the shard that it does, the locks that it holds, its log, and what it puts in quarantine."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

from align.corpora.manifest import Manifest, Unit
from align.corpora.rows import BadRow
from align.corpora.units import UnitResult
from align.errors import FileError
from glossary.storage.atomic import append, measure, write_atomically

LOCKS, LOGS, QUARANTINE = "locks", "log", "quarantine"
"""Folders in that of a corpus."""


@dataclass(frozen=True, slots=True)
class Shard:
    """A part of the units: the one of this number, from 1, of so many of about equal size, one after another."""

    number: int = 1
    count: int = 1

    def __str__(self) -> str:
        return f"{self.number}-of-{self.count}"

    def choose(self, units: Sequence[Unit]) -> Sequence[Unit]:
        """Return which of all units it has."""
        return units[len(units) * (self.number - 1) // self.count : len(units) * self.number // self.count]


WHOLE = Shard()
"""All units."""


@contextmanager
def hold(folder: Path, name: str, *, wait: bool) -> Iterator[None]:
    """Hold a lock of a corpus while the block runs; the operating system frees it when the program ends.

    Raises FileError where another program has it and is not to be waited for, or where it cannot be had.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(folder / LOCKS / f"{name}.lock")
    try:
        (folder / LOCKS).mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=-1 if wait else 0)
    except Timeout:
        which = "" if name == str(WHOLE) else f" (shard {name.replace('-of-', '/')})"
        reason = f"another run is at work on it{which}: wait for it, or give another folder"
        raise FileError(str(folder), reason) from None
    except (OSError, NotImplementedError) as error:
        cause = getattr(error, "strerror", None) or error
        raise FileError(str(folder), f"cannot be written ({cause}): name a folder that can") from None
    try:
        yield
    finally:
        lock.release()


def refuse_others(folder: Path, shard: Shard, *, everywhere: bool) -> None:
    """See that no one is at work on units of a shard; on any unit at all with `everywhere`. Raises FileError.

    To be called by the holder of the lock of the manifest, whom others wait for before they begin.
    """
    for path in sorted((folder / LOCKS).glob("*-of-*.lock")):
        name = path.name.removesuffix(".lock")
        if everywhere or not name.endswith(f"-of-{shard.count}"):
            with hold(folder, name, wait=False):
                pass


@contextmanager
def explain_writing(folder: Path, kept: str) -> Iterator[None]:
    """Raise FileError where something in the folder cannot be written; `kept` says what of the work is kept."""
    try:
        yield
    except OSError as error:
        reason = f"cannot be written ({error.strerror or error}): {advise_again(kept)}"
        raise FileError(str(error.filename or folder), reason) from None


def advise_again(kept: str) -> str:
    """Return what to do where a run could not go on."""
    return f"mend that, and run the same command again; {kept} is kept"


@dataclass(eq=False)
class Log:
    """The log of a shard: a line of JSON for each unit that was begun again, done, or could not be done.

    The first line of a run begins a new line, whatever an earlier run left.
    """

    folder: Path
    shard: Shard
    _began: float = field(default_factory=monotonic)

    @property
    def path(self) -> Path:
        """Return the file."""
        return self.folder / LOGS / f"{self.shard}.jsonl"

    def begin(self, units: int, finished: int) -> None:
        """Say how many units there are, and how many of them were finished before. Raises OSError."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        if measure(self.path):
            append(self.path, "\n")
        self._add({"event": "begun", "units": units, "finished": finished})

    def tell(self, result: UnitResult, rows: int, finished: int) -> None:
        """Say how a unit ended, and how many are finished now. Raises OSError."""
        more = {"problem": result.problem} if result.problem else {"rows": rows, "flagged": result.flagged}
        self._add({"event": result.ending, "unit": result.number, **more, "finished": finished})

    def _add(self, values: dict[str, object]) -> None:
        values = {**values, "seconds": round(monotonic() - self._began, 1)}
        append(self.path, json.dumps(values, ensure_ascii=False) + "\n")


def put_in_quarantine(folder: Path, manifest: Manifest, unit: Unit, problem: str) -> str:
    """Write down that a unit cannot be checked; return it in words. Raises OSError."""
    path = manifest.get_input(unit).path
    about = {"unit": unit.number, "input": path, "start": unit.start, "rows": unit.rows, "problem": problem}
    (folder / QUARANTINE).mkdir(exist_ok=True)
    file = folder / QUARANTINE / f"{unit.number:06}.json"
    write_atomically(file, [json.dumps(about, ensure_ascii=False), "\n"])
    return f"unit {unit.number} ({manifest.describe(unit)}): {problem}"


def take_out_of_quarantine(folder: Path, manifest: Manifest, unit: Unit, bad: Sequence[BadRow]) -> None:
    """Forget that a unit could not be checked; write down those of its rows that could not be read, a line each.

    Raises OSError.
    """
    (folder / QUARANTINE / f"{unit.number:06}.json").unlink(missing_ok=True)
    file, path = folder / QUARANTINE / f"{unit.number:06}.rows.jsonl", manifest.get_input(unit).path
    if bad:
        file.parent.mkdir(exist_ok=True)
        lines = ({"input": path, **row._asdict()} for row in bad)
        write_atomically(file, (json.dumps(line, ensure_ascii=False) + "\n" for line in lines))
    else:
        file.unlink(missing_ok=True)
