"""Pools of threads for what can be done at once."""

import os
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from typing import ParamSpec, TypeVar

MOST_THREADS = 2

_Arguments = ParamSpec("_Arguments")
_Result = TypeVar("_Result")


class _NoThreads(Executor):
    """Does what it is handed at once, where it is handed it."""

    def submit(
        self, fn: Callable[_Arguments, _Result], /, *args: _Arguments.args, **kwargs: _Arguments.kwargs
    ) -> Future[_Result]:
        """Return what the function gives, as a future that is done."""
        future = Future[_Result]()
        future.set_result(fn(*args, **kwargs))
        return future


def start_threads(name: str) -> Executor:
    """Start threads; none, where the variable that limits the threads of every such library allows no more than one."""
    return _NoThreads() if os.environ.get("OMP_NUM_THREADS") == "1" else ThreadPoolExecutor(MOST_THREADS, name)
