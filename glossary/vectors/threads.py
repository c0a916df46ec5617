"""Work that is shared among a few threads."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Executor

MOST_THREADS = 2

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")


def start_threads(name: str) -> Executor | None:
    """Start threads; none, where the variable that limits the threads of every such library allows no more than one."""
    if os.environ.get("OMP_NUM_THREADS") == "1":
        return None
    from concurrent.futures import ThreadPoolExecutor

    return ThreadPoolExecutor(MOST_THREADS, name)


def lend_threads(name: str) -> AbstractContextManager[Executor | None]:
    """Start threads as `start_threads` does, for as long as the context lasts."""
    return start_threads(name) or nullcontext()


def run_each(pool: Executor | None, function: Callable[[_Task], _Result], tasks: Sequence[_Task]) -> list[_Result]:
    """Return what the function gives for each task, in order.

    Without a pool all are done here, and so is a single one: handing it over costs more.
    """
    return list((pool.map if pool and len(tasks) > 1 else map)(function, tasks))
