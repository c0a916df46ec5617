"""Jobs that a thread does one after another for an event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue
from threading import Thread
from typing import Any, TypeVar

_Answer = TypeVar("_Answer")


class Worker:
    """A thread that does one job after another, and does not keep the program from ending."""

    def __init__(self) -> None:
        self._jobs = SimpleQueue[Callable[[], None] | None]()
        Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        while job := self._jobs.get():
            job()

    def stop(self) -> None:
        """End the thread once it has done its jobs."""
        self._jobs.put(None)

    def do(self, job: Callable[[], _Answer]) -> asyncio.Future[_Answer]:
        """Return the future of a job; one that is cancelled before it begins is not done."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[_Answer] = loop.create_future()

        def finish(set_it: Callable[[Any], None], value: object) -> None:
            if not future.done():
                set_it(value)

        def run() -> None:
            if future.cancelled():
                return
            with suppress(RuntimeError):  # the loop is closed
                try:
                    answer = job()
                except BaseException as error:
                    loop.call_soon_threadsafe(finish, future.set_exception, error)
                else:
                    loop.call_soon_threadsafe(finish, future.set_result, answer)

        self._jobs.put(run)
        return future
