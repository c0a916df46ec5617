"""How much of the machine a run may use."""

import gc
import os
from contextlib import suppress

from glossary.storage.reading import read_file

THREAD_LIMITS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
"""The environment variables by which the libraries that may multiply matrices learn how many threads to start."""

_QUOTA = "/sys/fs/cgroup/cpu.max"
"""Where Linux shows a container how many microseconds of processor time it has in each period."""

_ALLOCATIONS = 1_000_000
"""How many more objects there must be before cycles are looked for."""


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


def limit_threads() -> None:
    """Have libraries that this process loads from now on compute in one thread."""
    os.environ.update(dict.fromkeys(THREAD_LIMITS, "1"))
