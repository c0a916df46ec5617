"""Engines: ways to have tasks done. What is written never depends on which one it was, nor on the order."""

import os
import threading
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from functools import partial
from multiprocessing import parent_process
from multiprocessing.connection import wait
from typing import Any, Protocol

from align.commands.workers import Workers
from align.corpora.units import Make, Task, UnitResult, build_death, make_worker
from align.errors import CommandError, WorkerError


class Engine(Protocol):
    """Has tasks done by processes. A process that dies is a result, too (`Ending.CRASHED`): whoever asked decides."""

    def run(self, tasks: Sequence[Any]) -> Generator[UnitResult]:
        """Do tasks (each a `Task`), in any order; the result of each, as they come. Closing it ends the work."""
        ...


def get_engine(named: str, jobs: int | None, make: Make = make_worker) -> Engine:
    """Return the engine that `--engine` names, with so many processes (None: as many as is best).

    A colon and the address of a cluster may follow its name. `make` returns, in each process, what does a task. Raises
    CommandError.
    """
    name, colon, address = named.partition(":")
    if name == "ray" and bool(colon) == bool(address):
        from align.commands.corpus.ray import RayEngine

        return RayEngine(jobs, address, make)
    if named == "processes":
        from align.commands.cores import count_cores

        return LocalEngine(jobs or count_cores(), make)
    raise CommandError(f"--engine: there is no engine {named!r}: write processes, ray, ray:auto or ray:ADDRESS")


@dataclass(frozen=True)
class LocalEngine:
    """Has tasks done by `jobs` processes of this machine with one thread each, each by what `make` returns there."""

    jobs: int
    make: Make = make_worker

    def run(self, tasks: Sequence[Task]) -> Generator[UnitResult]:
        """Do the tasks; each process begins with what is next."""

        def bury(task: Task, error: WorkerError) -> UnitResult:
            return build_death(task, error.how)

        make = partial(_make_ending_worker, self.make)
        return Workers(make, min(self.jobs, len(tasks)), lambda task: task.input.path).map_unordered(tasks, bury)


def _make_ending_worker(make: Make) -> Callable[[Task], UnitResult]:
    """Return what does tasks in a worker, which ends at once when its parent does: the next run may be at work
    already.
    """

    def end_with_parent() -> None:
        if parent := parent_process():
            wait([parent.sentinel])
            os._exit(1)

    threading.Thread(target=end_with_parent, daemon=True).start()
    return make()
