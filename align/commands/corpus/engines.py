"""Engines: ways to have tasks done. What is written never depends on which one it was, nor on the order."""

from collections.abc import Generator, Sequence
from typing import Protocol

from align.corpora.units import UnitResult, UnitTask
from align.errors import CommandError

ENGINES = ("local", "ray")


class Engine(Protocol):
    """Has tasks done by processes. A process that dies is a result, too (`Ending.CRASHED`): whoever asked decides."""

    def run(self, tasks: Sequence[UnitTask]) -> Generator[UnitResult]:
        """Do the tasks, in any order; the result of each, as they come. Closing it ends what is being done."""
        ...


def get_engine(name: str, jobs: int | None, address: str = "") -> Engine:
    """The engine of this name, with so many processes (None: as many as is best), or at the address of a cluster.

    Raises CommandError.
    """
    if name == "ray":
        from align.commands.corpus.ray import RayEngine

        return RayEngine(jobs, address)
    if address:
        raise CommandError("--ray-address goes with --engine ray: add it, or leave the address out")
    from align.commands.cores import count_cores
    from align.commands.corpus.local import LocalEngine

    return LocalEngine(jobs or count_cores())
