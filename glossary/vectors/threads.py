"""Work that is shared among the encoder's threads."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Executor

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")


def run_each(pool: Executor | None, function: Callable[[_Task], _Result], tasks: Sequence[_Task]) -> list[_Result]:
    """Return what the function gives for each task, in order.

    Without a pool all are done here, and so is a single one: handing it over costs more.
    """
    return list((pool.map if pool and len(tasks) > 1 else map)(function, tasks))
