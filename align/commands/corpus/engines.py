"""Engines: ways to have tasks done. What is written never depends on which one it was, nor on the order."""

from collections.abc import Callable, Generator, Sequence
from typing import Any, Protocol

from align.corpora.manifest import Input, Unit
from align.corpora.units import UnitResult, UnitTask, make_runner
from align.errors import CommandError

ENGINES = ("local", "ray")


class Task(Protocol):
    """Something to do for a unit of an input: plain data that can be pickled."""

    @property
    def unit(self) -> Unit:
        """The unit."""

    @property
    def input(self) -> Input:
        """The input that its rows come from."""


Make = Callable[[], Callable[[Any], UnitResult]]
"""Makes what does tasks, in a process of its own. It can be pickled."""


def make_worker() -> Callable[[UnitTask], UnitResult]:
    """Make what checks units."""
    return make_runner().run


class Engine(Protocol):
    """Has tasks done by processes. A process that dies is a result, too (`Ending.CRASHED`): whoever asked decides."""

    def run(self, tasks: Sequence[Any]) -> Generator[UnitResult]:
        """Do tasks (each a `Task`), in any order; the result of each, as they come. Closing it ends the work."""
        ...


def get_engine(name: str, jobs: int | None, address: str = "", make: Make = make_worker) -> Engine:
    """The engine of this name, with so many processes (None: as many as is best), or at the address of a cluster.

    `make` returns, in each process, what does a task. Raises CommandError.
    """
    if name == "ray":
        from align.commands.corpus.ray import RayEngine

        return RayEngine(jobs, address, make)
    if address:
        raise CommandError("--ray-address goes with --engine ray: add it, or leave the address out")
    from align.commands.cores import count_cores
    from align.commands.corpus.local import LocalEngine

    return LocalEngine(jobs or count_cores(), make)
