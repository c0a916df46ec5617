"""The engine Ray: units are tasks of a cluster, or of a Ray that is started for the run on this machine alone.

The driver only schedules: results are files, in a folder that all machines see under the same path. A task is never
done again by Ray itself; that one crashed is reported to whoever asked. Needs the extra `ray`.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import tempfile
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path
from shutil import rmtree
from typing import Any

from align.commands.cores import count_cores, limit_threads
from align.corpora.units import Make, Task, UnitResult, build_death, make_worker
from align.errors import CommandError

_NOT_INSTALLED = "the engine Ray needs another package: pip install 'aligncheck[ray]'"
_UNREACHABLE = "Ray cannot be reached ({}): write --engine ray to start one, or correct the address"
_PATIENCE = 10.0
"""Seconds to wait for a machine; Ray itself would wait for many minutes."""

_AHEAD = 2
"""How many tasks a processor has waiting: enough to be never idle, and few to be taken back."""

_PREFIX = "ray-"
"""Of a temporary folder; short, for Ray puts sockets deep in it, and their paths may not be long."""

_LOCK = "aligncheck.lock"
"""Held in that folder as long as the run lives; the operating system frees it, however that ends."""

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
                task = waiting.pop(done)
                try:
                    yield ray.get(done)
                except ray.exceptions.RayError as error:
                    yield build_death(task, type(getattr(error, "cause", None) or error).__name__)
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
            options: dict[str, Any] = {"address": self.address}
            if not self.address:  # a Ray of this machine alone
                limit_threads()
                os.environ.update(_QUIET)
                own = {"_temp_dir": folder, "_node_ip_address": "127.0.0.1", "include_dashboard": False}
                options = {"address": "local", "num_cpus": self.jobs or count_cores(), **own}
            try:
                ray.init(**options, log_to_driver=False, logging_level=logging.ERROR)
            except (ConnectionError, RuntimeError, ValueError) as error:
                raise CommandError(_UNREACHABLE.format(str(error).partition("\n")[0])) from None
            try:
                yield ray
            finally:
                ray.shutdown()


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


@contextmanager
def make_folder() -> Iterator[str]:
    """Make a temporary folder for a Ray of our own, which is removed after the block."""
    from filelock import FileLock

    sweep_folders()
    with tempfile.TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True) as folder:
        other = Path(folder, f"{_LOCK}.new")
        with FileLock(other):
            other.rename(Path(folder, _LOCK))  # it is seen only when it is held
            yield folder


def sweep_folders() -> None:
    """Remove the folders of runs of this user that were killed."""
    from filelock import FileLock

    for lock in sorted(Path(tempfile.gettempdir()).glob(f"{_PREFIX}*/{_LOCK}")):
        with suppress(OSError, NotImplementedError):
            if not hasattr(os, "getuid") or lock.parent.lstat().st_uid == os.getuid():
                with FileLock(lock, timeout=0):  # raises OSError where the run is alive
                    rmtree(lock.parent, ignore_errors=True)
