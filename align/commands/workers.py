"""A map over items that worker processes share: the results come in the order of the items, whoever made them.

A worker is a new interpreter that runs one thread. It hears no Ctrl-C, which is for the parent, and ends when the
parent does, however that ends.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Generic, TypeVar

from align.commands.cores import collect_rarely, limit_threads
from align.errors import WorkerError

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

_SECONDS_TO_END = 5.0
"""How long a worker may take to obey SIGTERM."""


@dataclass(eq=False)
class _Worker:
    """A process, the pipe to it, and the number of the item that it has (None: it waits for one)."""

    process: BaseProcess
    pipe: Connection
    number: int | None = None

    def stop(self) -> None:
        """End the process, whatever it does."""
        self.pipe.close()
        self.process.terminate()
        self.process.join(_SECONDS_TO_END)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        self.process.close()


@dataclass
class Workers(Generic[_Item, _Result]):
    """Up to `count` processes that each call what `make` returns there, once, with one item after another.

    `make`, the items and the results must be picklable. `name` shows a person which item it is.
    """

    make: Callable[[], Callable[[_Item], _Result]]
    count: int
    name: Callable[[_Item], str]
    _items: dict[int, _Item] = field(default_factory=dict)
    _replies: dict[int, tuple[_Result, ...]] = field(default_factory=dict)

    def map(self, items: Iterable[_Item]) -> Generator[_Result]:
        """Yield the result of each item, in order.

        An item is taken when a worker is free for it. Where the function raises an exception, it is called again in
        this process, and raises it here. Raises WorkerError where a worker dies.
        """
        queue, due = enumerate(items), 0
        with _start(self.make, self.count) as workers:
            for worker in workers:
                self._feed(worker, queue)
            while busy := {worker.pipe: worker for worker in workers if worker.number is not None}:
                for pipe in busy.keys() & set(wait(list(busy))):
                    self._take(busy[pipe])
                    self._feed(busy[pipe], queue)
                while due in self._replies:
                    yield self._finish(due)
                    due += 1

    def map_unordered(
        self, items: Iterable[_Item], bury: Callable[[_Item, WorkerError], _Result]
    ) -> Generator[_Result]:
        """Yield the result of each item, as they come, whatever happens to a worker.

        Where one dies, the result is what `bury` makes of its item, and another worker takes its place.
        """
        queue = enumerate(items)
        with _start(self.make, self.count) as workers:
            for worker in workers:
                self._try_to_feed(worker, queue)
            while busy := {worker.pipe: place for place, worker in enumerate(workers) if worker.number is not None}:
                for pipe in busy.keys() & set(wait(list(busy))):
                    place = busy[pipe]
                    number = workers[place].number or 0
                    try:
                        self._take(workers[place])
                        yield self._finish(number)
                    except WorkerError as error:
                        workers[place].stop()
                        workers[place] = _start_one(self.make)
                        yield bury(self._items.pop(number), error)
                    self._try_to_feed(workers[place], queue)

    def _try_to_feed(self, worker: _Worker, queue: Iterator[tuple[int, _Item]]) -> None:
        """Give a worker the next item, if there is one left; that it is dead is found out later."""
        with suppress(WorkerError):
            self._feed(worker, queue)

    def _finish(self, number: int) -> _Result:
        """Return the result of an item that a worker has replied to."""
        reply, item = self._replies.pop(number), self._items.pop(number)
        return reply[0] if reply else self._function(item)

    @cached_property
    def _function(self) -> Callable[[_Item], _Result]:
        return self.make()

    def _feed(self, worker: _Worker, queue: Iterator[tuple[int, _Item]]) -> None:
        """Give a worker the next item, if there is one left."""
        worker.number = None
        for worker.number, item in islice(queue, 1):
            self._items[worker.number] = item
            with self._explain_death(worker):
                worker.pipe.send(item)

    def _take(self, worker: _Worker) -> None:
        """Take the reply of a worker that has one."""
        assert worker.number is not None
        with self._explain_death(worker):
            self._replies[worker.number] = worker.pipe.recv()

    @contextmanager
    def _explain_death(self, worker: _Worker) -> Iterator[None]:
        """Raise WorkerError where the other end of a worker's pipe is closed."""
        try:
            yield
        except (EOFError, OSError):
            worker.process.join(_SECONDS_TO_END)
            assert worker.number is not None
            raise WorkerError(self.name(self._items[worker.number]), worker.process.exitcode) from None


@contextmanager
def _start(make: Callable[[], Callable[[_Item], _Result]], count: int) -> Iterator[list[_Worker]]:
    """Start workers, and end them with the block."""
    workers: list[_Worker] = []
    try:
        for _ in range(count):
            workers.append(_start_one(make))
        yield workers
    finally:
        for worker in workers:
            worker.stop()


def _start_one(make: Callable[[], Callable[[_Item], _Result]]) -> _Worker:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(make, theirs), daemon=True)
    with _hold_interrupts():
        process.start()
    theirs.close()
    return _Worker(process, ours)


@contextmanager
def _hold_interrupts() -> Iterator[None]:
    """Hold SIGINT back while the block runs; a process started in it never gets one, not even while it starts."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    from multiprocessing.resource_tracker import ensure_running

    ensure_running()  # started later, it would end the block's hold
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(make: Callable[[], Callable[[_Item], _Result]], pipe: Connection) -> None:
    """Answer each item with its result in a tuple, empty where there is none, until no one sends any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    limit_threads()
    collect_rarely()
    function = None
    with suppress(EOFError, OSError):
        while True:
            item = pipe.recv()
            try:
                function = function or make()
                reply: tuple[object, ...] = (function(item),)
            except Exception:  # the parent meets it, too, and reports it
                reply = ()
            pipe.send(reply)
