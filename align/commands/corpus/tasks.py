"""What an engine is asked to do, and what it is: a way to have tasks done."""

from collections.abc import Callable, Generator, Sequence
from typing import Any, Protocol

from align.corpora.manifest import Input, Unit
from align.corpora.units import UnitResult, UnitTask, make_runner


class Task(Protocol):
    """Something to do for a unit of an input: plain data that can be pickled."""

    @property
    def unit(self) -> Unit:
        """Return the unit."""

    @property
    def input(self) -> Input:
        """Return the input that its rows come from."""


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
