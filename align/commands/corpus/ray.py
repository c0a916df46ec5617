"""The engine Ray: units are tasks of a cluster, or of a Ray that is started for the run on this machine alone.

The driver only schedules: results are files, in a folder that all machines see under the same path. A task is never
done again by Ray itself; that one crashed is reported to whoever asked. Needs the extra `ray`.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

from align.commands.cores import count_cores, limit_threads
from align.commands.corpus.ray_folder import make_folder
from align.commands.corpus.tasks import Make, Task, make_worker
from align.corpora.units import Ending, UnitResult
from align.errors import CommandError

_NOT_INSTALLED = "the engine Ray needs another package: pip install 'aligncheck[ray]'"
_UNREACHABLE = "Ray cannot be reached ({}): write --engine ray to start one, or correct the address"
_PATIENCE = 10.0
"""Seconds to wait for a machine; Ray itself would wait for many minutes."""

_AHEAD = 2
"""How many tasks a processor has waiting: enough to be never idle, and few to be taken back."""

_QUIET = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0"}
"""Settings of a Ray of our own: it informs no one that it runs."""


@dataclass(frozen=True)
class RayEngine:
    """Has tasks done by the cluster at an address ("auto": that of this machine), or by a Ray of `jobs` processors.

    `make` returns, in each process of it, what does a task.
    """

    jobs: int | None = None
    address: str = ""
    make: Make = make_worker

    def run(self, tasks: Sequence[Task]) -> Generator[UnitResult]:
        """Do the tasks, placed wherever there is a processor; the result of each, as they come."""
        with self.connect() as ray:
            do = ray.remote(num_cpus=1, max_retries=0, scheduling_strategy="SPREAD")(do_task)
            most = _AHEAD * max(int(ray.cluster_resources().get("CPU", 1)), 1)
            queue = ((do.remote(self.make, task, str(Path.cwd())), task) for task in tasks)
            waiting = dict(islice(queue, most))
            while waiting:
                (done, *_), _ = ray.wait(list(waiting), num_returns=1)
                yield _get_result(ray, done, waiting.pop(done))
                waiting.update(islice(queue, 1))

    @contextmanager
    def connect(self) -> Iterator[Any]:
        """Connect to a cluster, or start a Ray, while the block runs; one that is there already is used, and left.

        Raises CommandError.
        """
        try:
            import ray
        except ImportError as error:
            raise CommandError(_NOT_INSTALLED) from error
        if ray.is_initialized():
            yield ray
            return
        _reach(self.address)
        with _keep_process(), make_folder() as folder:
            try:
                ray.init(**self._list_options(folder), log_to_driver=False, logging_level=logging.ERROR)
            except (ConnectionError, RuntimeError, ValueError) as error:
                raise CommandError(_UNREACHABLE.format(str(error).partition("\n")[0])) from None
            try:
                yield ray
            finally:
                ray.shutdown()

    def _list_options(self, folder: str) -> dict[str, Any]:
        """Return what Ray is given: where it is, or what a Ray of this machine alone has."""
        if self.address:
            return {"address": self.address}
        limit_threads()
        os.environ.update(_QUIET)
        own = {"_temp_dir": folder, "_node_ip_address": "127.0.0.1", "include_dashboard": False}
        return {"address": "local", "num_cpus": self.jobs or count_cores(), **own}


@contextmanager
def _keep_process() -> Iterator[None]:
    """Put back what Ray changes in this process: the environment, and who handles SIGTERM."""
    environment, handler = dict(os.environ), signal.getsignal(signal.SIGTERM)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(environment)
        if handler is not None and threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGTERM, handler)


def _reach(address: str) -> None:
    """See that someone listens at an address that names a port. Raises CommandError."""
    host, colon, port = address.rpartition("://")[2].rpartition(":")
    if colon and port.isdecimal():
        try:
            socket.create_connection((host.strip("[]"), int(port)), _PATIENCE).close()
        except (OSError, OverflowError) as error:
            raise CommandError(_UNREACHABLE.format(getattr(error, "strerror", None) or error)) from None


def do_task(make: Make, task: Task, folder: str) -> UnitResult:
    """Do a task, in the working folder of who asks; what the tasks of a process have in common is kept."""
    os.chdir(folder)
    return _get_runner(make)(task)


@lru_cache(maxsize=1)
def _get_runner(make: Make) -> Callable[[Task], UnitResult]:
    return make()


def _get_result(ray: Any, done: object, task: Task) -> UnitResult:  # noqa: ANN401 - Ray has types of its own
    """Return the result of a task, also where its process or its machine died."""
    try:
        result: UnitResult = ray.get(done)
    except ray.exceptions.RayError as error:
        how = type(getattr(error, "cause", None) or error).__name__
        return UnitResult(task.unit.number, Ending.CRASHED, problem=f"the process that worked on it died ({how})")
    return result
