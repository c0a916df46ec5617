"""How much of the machine a run may use."""

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from glossary.storage.reading import read_file

THREAD_LIMITS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
"""The environment variables by which the libraries that may multiply matrices learn how many threads to start."""

_QUOTA = "/sys/fs/cgroup/cpu.max"
"""Where Linux shows a container how many microseconds of processor time it has in each period."""

_ALLOCATIONS = 1_000_000
"""How many more objects there must be before cycles are looked for."""

_RARE = 100_000
"""A threshold from which on cycles of objects are looked for rarely anyway."""


def count_cores() -> int:
    """Return how many processors this process may use, by its affinity and by the quota of its container."""
    affinity = getattr(os, "sched_getaffinity", None)
    cores = len(affinity(0)) if affinity else os.cpu_count() or 1
    with suppress(OSError, ValueError):
        quota, period = map(int, read_file(_QUOTA).split())
        cores = min(cores, max(quota // period, 1))
    return cores


def collect_rarely() -> None:
    """Have this process look for cycles of objects rarely: what long texts hold are tuples without any."""
    gc.set_threshold(_ALLOCATIONS, 50, 100)


@contextmanager
def collect_rarely_meanwhile() -> Iterator[None]:
    """Look for cycles rarely within the block, as `collect_rarely` does: each search reads all tables of a process.

    What a process has set for itself holds again afterwards; where that is as rare already, it holds within, too.
    """
    before = gc.get_threshold()
    if not 0 < before[0] < _RARE:
        yield
        return
    collect_rarely()
    try:
        yield
    finally:
        gc.set_threshold(*before)


def limit_threads() -> None:
    """Have libraries that this process loads from now on compute in one thread."""
    os.environ.update(dict.fromkeys(THREAD_LIMITS, "1"))
