"""The work of a run: what is known is looked up, and the rest is checked, by several processes where that is much."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.commands.cores import count_cores
from align.commands.jobs import Job
from align.commands.results import Result
from align.inputs.tasks import Task
from align.model import Skipped
from align.readers import gives_bitexts
from glossary.storage.atomic import measure

if TYPE_CHECKING:
    from align.commands.cached_results import CachedResults, Question

_SHARE = 30_000
"""Bytes of translations with a source that are worth a process: it takes as long to start as to check them."""

_ALONE = 50
"""How many times as many bytes without a source are checked in the same time."""


Show = Callable[[Sequence[Task | Skipped]], Iterator[Task | Skipped]]
"""Goes through the items of a run as their results come, and may show a person how far that is."""


@dataclass(frozen=True)
class Work:
    """How work is done. `make` returns what checks one job; `show` is called with each item; `jobs` processes do it.

    None: as many as the configuration allows, else as there are cores, and fewer where there is little to do.
    """

    make: Callable[[], Callable[[Job], Result]]
    show: Show = iter
    jobs: int | None = 1
    use_cache: bool = False

    def do(self, items: Sequence[Task | Skipped]) -> Iterator[Result]:
        """Yield the result of each item, in order."""
        cached = None
        if self.use_cache:
            from align.commands.cached_results import open_cached_results

            cached = open_cached_results()
        known = [_look_up(item, cached) for item in items]
        left = [item for item, result in zip(items, known, strict=True) if result is None and isinstance(item, Task)]
        with closing(self._check(left, cached)) as results:
            for _, result in zip(self.show(items), known, strict=True):
                yield result or next(results)
        if cached:
            cached.close()

    def _check(self, tasks: Sequence[Task], cached: CachedResults | None) -> Generator[Result]:
        """Check the tasks, and keep their results, unless a text was changed in the meantime."""
        questions: list[Question | None] = []

        def read() -> Iterator[Job]:
            for task in tasks:
                job = Job.read(task)
                questions.append(question := cached.ask(job) if cached else None)
                yield job._replace(pairs=cached.locate_pairs(job, question.basis)) if cached and question else job

        processes = count_processes(tasks, self.jobs)
        if processes < 2:
            results: Iterator[Result] = map(self.make(), read())
        else:
            from align.commands.workers import Workers

            results = Workers(self.make, processes, lambda job: job.task.path).map(read())
        for number, result in enumerate(results):
            task, question = tasks[number], questions[number]
            if cached and question and (not Job(task).may_have_changed or cached.ask(Job.read(task)) == question):
                cached.keep(question, result)
            yield result


def count_processes(tasks: Sequence[Task], jobs: int | None) -> int:
    """Return how many processes are to check the tasks, of which `jobs` are asked for; fewer than 2: this one alone."""
    if jobs is not None:
        return min(jobs, len(tasks))
    limits = [task.settings.jobs for task in tasks if task.settings.jobs]
    most = min([*limits, len(tasks), count_cores()])
    return min(most, sum(map(weigh, tasks)) // _SHARE) if most > 1 else most


def weigh(item: Task | Skipped) -> int:
    """Return how much work an item is: the bytes of its translation, as if all had a source."""
    if isinstance(item, Skipped):
        return 0
    try:
        size = measure(item.path)
    except (OSError, ValueError):
        return 0
    return size if item.source or gives_bitexts(item.path + item.format) else size // _ALONE


def _look_up(item: Task | Skipped, cached: CachedResults | None) -> Result | None:
    """Return the result of an item, where it is known."""
    if isinstance(item, Skipped):
        return Result(item.path, skipped=(item,))
    question = cached.ask(Job.read(item)) if cached else None
    return cached.find(question, item.settings) if cached and question else None
