"""What the tests of worker processes have them do; run as a program, it is a parent that a test ends."""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from align.cli.ending import end_program
from align.commands.workers import Workers
from align.corpora.rows import RowReader
from align.corpora.units import UnitResult, UnitTask, make_worker

FATAL = 13


def make_doubler() -> Callable[[int], tuple[int, str]]:
    """Double a number, and tell how many threads there may be; 7 is an error."""

    def double(number: int) -> tuple[int, str]:
        if number == 7:
            raise ZeroDivisionError("seven")
        return 2 * number, os.environ.get("OMP_NUM_THREADS", "")

    return double


def make_mortal() -> Callable[[int], int]:
    """Return a number; 13 kills the process, 14 ends it."""

    def live(number: int) -> int:
        if number == FATAL:
            os.kill(os.getpid(), signal.SIGKILL)
        if number == FATAL + 1:
            os._exit(3)
        return number

    return live


def make_sleeper() -> Callable[[int], int]:
    """Say that work has begun, and never end."""

    def sleep(number: int) -> int:
        os.write(1, b"begun\n")
        threading.Event().wait()
        return number

    return sleep


def make_poisoned() -> Callable[[UnitTask], UnitResult]:
    """Check units; the first row of one whose target is POISON kills the process."""
    run = make_worker()

    def check(task: UnitTask) -> UnitResult:
        if any(row.target == "POISON" for row in RowReader().read(task.input, task.unit)):
            os.kill(os.getpid(), signal.SIGKILL)
        return run(task)

    return check


def make_mortal_once() -> Callable[[UnitTask], UnitResult]:
    """Check units; the process dies at the second unit of a corpus unless it is the one that replaced a dead one."""
    run = make_worker()

    def check(task: UnitTask) -> UnitResult:
        mark = Path(task.folder) / "died"
        if task.unit.number == 1 and not mark.exists():
            mark.touch()
            os._exit(3)
        return run(task)

    return check


def _wait_for_ever() -> Iterator[int]:
    """One item for the first worker, and none for the second."""
    yield 1
    os.write(1, b"waiting\n")
    threading.Event().wait()


def main() -> None:
    """Have two workers sleep (`sleep`), or wait for work that does not come (`wait`)."""
    if sys.argv[1] == "sleep":
        end_program(lambda: list(Workers(make_sleeper, 2, str).map([1, 2, 3])))
    list(Workers(make_doubler, 2, str).map(_wait_for_ever()))


if __name__ == "__main__":
    main()
