"""A unit as a task: read its rows, check them, write its file. It can be done anywhere, by anyone, and again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from align.config.settings import Settings
from align.corpora.checking import RowChecker
from align.corpora.manifest import Input, Unit
from align.corpora.rows import BadRow, RowReader
from align.corpora.schema import Row, build_table
from align.corpora.storage import locate_unit, write_unit
from align.errors import AligncheckError

if TYPE_CHECKING:
    import pyarrow as pa


class Ending(StrEnum):
    """How a task ended."""

    DONE = "done"
    UNREADABLE = "unreadable"
    """The input or the settings cannot be used; a person can correct that."""
    UNWRITABLE = "unwritable"
    """The file of the unit cannot be written, as where the disk is full."""
    CRASHED = "crashed"
    """The process died, or an error occurred that nothing foresaw."""


@dataclass(frozen=True, slots=True)
class UnitTask:
    """A unit to check: all that is needed for it, plain data that can be pickled. `key` is its digest.

    `skip_bad_rows`: those that cannot be read become empty pairs.
    """

    folder: str
    unit: Unit
    input: Input
    key: str
    signature: str
    settings: Settings
    skip_bad_rows: bool = False

    @property
    def path(self) -> Path:
        """Return the file that is written."""
        return locate_unit(Path(self.folder), self.unit.number)


class PassTask(NamedTuple):
    """A step to do for a unit, and the input that its rows came from."""

    step: str
    unit: Unit
    input: Input


Task = UnitTask | PassTask


class RowError(Exception):
    """An error that nothing foresaw, in a row that is known by its number from 1, or in an unknown one."""

    def __init__(self, number: int | None, error: Exception) -> None:
        place = "" if number is None else f"row {number:,}: "
        super().__init__(f"{place}{type(error).__name__}: {error}".replace("\n", " ")[:500])


class UnitResult(NamedTuple):
    """How a task ended: of which unit, how many rows had findings, what went wrong in words, and the bad rows."""

    number: int
    ending: Ending
    flagged: int = 0
    problem: str = ""
    bad: tuple[BadRow, ...] = ()


Make = Callable[[], Callable[[Any], UnitResult]]
"""Makes what does tasks, in a process of its own. It can be pickled."""


@dataclass(eq=False)
class UnitRunner:
    """Does one task after another; what they have in common is kept."""

    reader: RowReader = field(default_factory=RowReader)
    _checker: RowChecker | None = None
    _bad: list[BadRow] = field(default_factory=list)

    def run(self, task: UnitTask) -> UnitResult:
        """Do a task; whatever goes wrong is in the result."""
        number = task.unit.number
        try:
            table, flagged = self.build(task)
        except AligncheckError as error:
            return UnitResult(number, Ending.UNREADABLE, problem=str(error))
        except Exception as error:  # a fault of the program is a result, so that the other units are done
            return UnitResult(number, Ending.CRASHED, problem=str(error) or type(error).__name__)
        try:
            write_unit(task.path, table, task.key, task.signature)
        except OSError as error:
            return UnitResult(number, Ending.UNWRITABLE, problem=error.strerror or str(error))
        return UnitResult(number, Ending.DONE, flagged, bad=tuple(self._bad))

    def build(self, task: UnitTask) -> tuple[pa.Table, int]:
        """Return what the file of a unit holds, and how many of its rows have findings. Raises AligncheckError,
        RowError.
        """
        if self._checker is None or self._checker.settings != task.settings:
            self._checker = RowChecker(task.settings)
        self._bad = []
        rows = self.reader.read(task.input, task.unit, self._bad if task.skip_bad_rows else None)
        try:
            checked = self._checker.check(rows)
        except AligncheckError:
            raise
        except Exception as error:  # a fault of the program, which is looked for row by row
            raise RowError(self._find_culprit(rows, task.unit.start + 1), error) from error
        return build_table(checked), sum(bool(row.findings) for row in checked)

    def _find_culprit(self, rows: Sequence[Row], first: int) -> int | None:
        """Return the number of the first row that cannot be checked alone, counted from `first`; None: each can."""
        assert self._checker
        for number, row in enumerate(rows, first):
            try:
                self._checker.check([row])
            except Exception:  # as when all rows were checked together
                return number
        return None


def make_worker() -> Callable[[UnitTask], UnitResult]:
    """Return what checks units, in a process of its own."""
    return UnitRunner().run


def build_death(task: Task, how: str) -> UnitResult:
    """Return the result of a task whose process died."""
    return UnitResult(task.unit.number, Ending.CRASHED, problem=f"the process that worked on it died ({how})")
