"""Runs one case of a target in a folder of its own, under a watchdog; with `timed`, slow work is a fault too."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from faults import Fault
from minimising import Value
from recipes import BadRecipeError
from targets import BadCaseError, Case, Observed, Target

_HANGS = 40
"""Seconds of processor time after which an input is taken to hang."""

_NOTICED = 1.0
"""Seconds of processor time below which no input is slow."""

_GROWTH = {4: 9.0, 2: 3.0}
"""How many times longer so many times the input may take: 4 and 2 where work is linear, 16 and 4 where it is quadratic.
Both count: where a program does nothing about a small input, a quarter of a larger one may take no time at all.
"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What running a case gave: the kind of its fault and what is known of it, or what was observed."""

    kind: str = ""
    detail: str = ""
    observed: Observed | None = None
    valid: bool = True


class _HangError(BaseException):
    """No Exception, so that nothing that is fuzzed catches it."""


def run_case(target: Target, case: Case, *, timed: bool = False) -> Outcome:
    """Run a case; a fault of it is in the outcome."""
    try:
        with _enter_folder() as folder, _watch():
            started = time.process_time()
            observed = target.check(case, folder)
            spent = time.process_time() - started
        if timed and spent > _NOTICED:
            _check_growth(target, case, spent)
    except Fault as fault:
        return Outcome(fault.kind, str(fault))
    except _HangError:
        return Outcome("hangs", f"no end after {_HANGS} s of work")
    except (BadCaseError, BadRecipeError):
        return Outcome(valid=False)
    return Outcome(observed=observed)


@dataclass(frozen=True, slots=True)
class Fails:
    """A question to a case: does it show this fault of this target?"""

    target: Target
    kind: str
    timed: bool

    def __call__(self, case: Case) -> bool:
        return isinstance(case, dict) and run_case(self.target, case, timed=self.timed).kind == self.kind


def _check_growth(target: Target, case: Case, spent: float) -> None:
    """See that a slow case with fewer repetitions takes less time by no more than linear work does."""
    is_warm = False
    for share, most in _GROWTH.items():
        smaller = shorten(case, share)
        if smaller == case:
            return
        before = max(_measure(target, smaller), 0.01)
        if spent > most * before and not is_warm:
            spent, is_warm = _measure(target, case), True  # the first time, what is loaded once counts too
        if spent <= most * before:
            return
    raise Fault("more than linear work", f"{before:.2f} s, with {share} times as many repetitions {spent:.2f} s")


def _measure(target: Target, case: Case) -> float:
    """Seconds of processor time that a case takes."""
    with _enter_folder() as folder:
        started = time.process_time()
        target.check(case, folder)
        return time.process_time() - started


def shorten(value: Value, share: int) -> Value:
    """The case with so many times fewer repetitions, and at least one of each; what they repeat stays as it is.

    Where there are too few for that, what is repeated is made shorter.
    """
    if isinstance(value, list):
        return [shorten(part, share) for part in value]
    if not isinstance(value, dict):
        return value
    times = value.get("times")
    if isinstance(times, int) and times >= share:
        return {**value, "times": -(-times // share)}
    return {key: shorten(part, share) for key, part in value.items()}


@contextmanager
def _enter_folder() -> Iterator[Path]:
    """Work in a new folder, which is then removed."""
    before = Path.cwd()
    folder = Path(tempfile.mkdtemp(prefix="aligncheck-fuzz-"))
    os.chdir(folder)
    try:
        yield folder
    finally:
        os.chdir(before)
        try:
            shutil.rmtree(folder)
        except (OSError, RecursionError):  # folders deeper than Python goes
            subprocess.run(["chmod", "-R", "u+rwX", str(folder)], check=False)
            subprocess.run(["rm", "-rf", str(folder)], check=True)


@contextmanager
def _watch() -> Iterator[None]:
    """Raise _HangError in the block after so much processor time."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise _HangError

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, _HANGS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
