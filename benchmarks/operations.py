"""Counts what our own Python code does: the lines it runs, by file. Deterministic, unlike seconds.

A library of `steps.py` and of the tests of linear work.
"""

import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Protocol

import align
import glossary

_ROOTS = tuple(str(Path(str(package.__file__)).parent) for package in (align, glossary))


class _Trace(Protocol):
    """What Python calls for each line of a frame."""

    def __call__(self, frame: FrameType, event: str, argument: object) -> "_Trace | None": ...


def count_lines(work: Callable[[], object]) -> Counter[str]:
    """How many lines of each file of `align` and `glossary` run while `work` does."""
    traces: dict[str, _Trace | None] = {}
    numbers: dict[str, Callable[[], int]] = {}

    def enter(frame: FrameType, event: str, argument: object) -> _Trace | None:
        name = frame.f_code.co_filename
        if name not in traces:
            traces[name], numbers[name] = _make_counter() if name.startswith(_ROOTS) else (None, int)
        trace = traces[name]
        return trace(frame, event, argument) if trace else None

    before = sys.gettrace()
    sys.settrace(enter)
    try:
        work()
    finally:
        sys.settrace(before)
    return Counter({name: number() for name, number in numbers.items() if traces[name]})


def _make_counter() -> tuple[_Trace, Callable[[], int]]:
    """A trace that counts how often it is called, and what tells its count."""
    number = 0

    def count(frame: FrameType, event: str, argument: object) -> _Trace:
        nonlocal number
        number += 1
        return count

    return count, lambda: number


def find_superlinear(small: Counter[str], large: Counter[str], factor: float, floor: int) -> dict[str, tuple[int, int]]:
    """The files whose lines grew by more than `factor`, where they ran at least `floor` lines for the larger work."""
    return {
        name.rpartition("/")[2]: (small[name], many)
        for name, many in large.items()
        if many >= floor and many > factor * small[name]
    }
