"""The engine of one machine: processes with one thread each, as many as there are processors."""

import os
import threading
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from functools import partial
from multiprocessing import parent_process
from multiprocessing.connection import wait

from align.commands.corpus.tasks import Make, Task, make_worker
from align.commands.workers import Workers
from align.corpora.units import Ending, UnitResult
from align.errors import WorkerError


@dataclass(frozen=True)
class LocalEngine:
    """Has tasks done by `jobs` processes of this machine, each by what `make` returns there."""

    jobs: int
    make: Make = make_worker

    def run(self, tasks: Sequence[Task]) -> Generator[UnitResult]:
        """Do the tasks; each process begins with what is next."""
        workers = Workers(
            partial(_make_ending_worker, self.make), min(self.jobs, len(tasks)), lambda task: task.input.path
        )
        return workers.map_unordered(tasks, _bury)


def _bury(task: Task, error: WorkerError) -> UnitResult:
    return UnitResult(task.unit.number, Ending.CRASHED, problem=f"the process that worked on it died ({error.how})")


def _make_ending_worker(make: Make) -> Callable[[Task], UnitResult]:
    """Return what does tasks in a worker, which ends at once when its parent does: the next run may be at work
    already.
    """
    threading.Thread(target=_end_with_parent, daemon=True).start()
    return make()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent:
        wait([parent.sentinel])
        os._exit(1)
