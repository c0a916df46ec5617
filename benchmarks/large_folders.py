"""How much several processes and the cache of results save on folders of texts, as ratios of times.

    python benchmarks/large_folders.py [--jobs N] [--runs N] PATH...

Each check is a program of its own with one BLAS thread, and a cache folder for this benchmark alone. The runs that are
compared take turns, the least of --runs (1) counts, and all must print the same bytes. `wall` says what a person waits,
where nothing else runs; `CPU` is what it costs, processes started by it included.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

ROOT = Path(__file__).parent.parent


class Time(NamedTuple):
    """Seconds on the clock, and of processors."""

    wall: float
    cpu: float


class Run(NamedTuple):
    """What a check took and printed."""

    time: Time
    output: bytes


def check(cache: str, arguments: Sequence[str]) -> Run:
    """Run a check of its own."""
    environment = os.environ | {"PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1", "XDG_CACHE_HOME": cache}
    environment.pop("ALIGNCHECK_NO_CACHE", None)
    command = [
        sys.executable,
        "-P",
        "-m",
        "align",
        "check",
        *arguments,
        "--output-format",
        "json",
        "--fail-on",
        "never",
    ]
    before, start = os.times(), time.perf_counter()
    done = subprocess.run(command, capture_output=True, check=False, env=environment)
    wall, after = time.perf_counter() - start, os.times()
    if done.returncode:
        sys.exit(f"the check failed: {done.stderr.decode(errors='replace')}")
    cpu = sum(after[2:4]) - sum(before[2:4])
    return Run(Time(wall, cpu), done.stdout)


def compare(cache: str, ways: dict[str, list[str]], runs: int) -> None:
    """Print the least times of two ways to check, which take turns."""
    times: dict[str, list[Time]] = {name: [] for name in ways}
    outputs = set()
    for _ in range(runs):
        for name, arguments in ways.items():
            run = check(cache, arguments)
            times[name].append(run.time)
            outputs.add(run.output)
    if len(outputs) > 1:
        sys.exit("the outputs differ")
    first, second = (Time(*map(min, zip(*found, strict=True))) for found in times.values())
    for name, least in zip(ways, (first, second), strict=True):
        print(f"{name:12} {least.wall:8.2f} s wall {least.cpu:8.2f} s CPU")
    print(f"{'ratio':12} {first.wall / second.wall:8.2f}   wall {first.cpu / second.cpu:8.2f}   CPU", flush=True)


def main() -> None:
    """Print the times of both comparisons."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("paths", metavar="PATH", nargs="+")
    parser.add_argument("--jobs", type=int, default=2, metavar="N", help="processes to compare with one (2)")
    parser.add_argument("--runs", type=int, default=1, metavar="N", help="of which the quickest counts")
    options = parser.parse_args()
    with TemporaryDirectory() as cache:
        check(
            cache, [str(ROOT / "seeds/clean-thermal-paste.en.txt"), "--no-cache"]
        )  # makes the arrays of the encoder and the index ready
        one, many = ([*options.paths, "--no-cache", "--jobs", str(jobs)] for jobs in (1, options.jobs))
        compare(cache, {"--jobs 1": one, f"--jobs {options.jobs}": many}, options.runs)
        check(cache, [*options.paths])
        compare(cache, {"--no-cache": one, "warm cache": [*options.paths]}, options.runs)


if __name__ == "__main__":
    main()
