"""Engines: ways to have tasks done. What is written never depends on which one it was, nor on the order."""

from collections.abc import Generator, Sequence
from importlib import import_module
from typing import Protocol

from align.corpora.units import UnitResult, UnitTask
from align.errors import CommandError

ENGINES = ("local",)
"""Each a module of this package, with `make_engine`."""


class Engine(Protocol):
    """Has tasks done by processes. A process that dies is a result, too (`Ending.CRASHED`): whoever asked decides."""

    def run(self, tasks: Sequence[UnitTask]) -> Generator[UnitResult]:
        """Do the tasks, in any order; the result of each, as they come. Closing it ends what is being done."""
        ...


def get_engine(name: str, jobs: int | None) -> Engine:
    """The engine of this name, with so many processes (None: as many as is best). Raises CommandError."""
    if name not in ENGINES:
        raise CommandError(f"there is no engine {name!r}; there are {', '.join(ENGINES)}")
    engine: Engine = import_module(f"align.commands.corpus.{name}").make_engine(jobs)
    return engine
