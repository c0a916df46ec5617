"""CPU seconds and peak memory of `aligncheck check` on texts with their sources, or on files of pairs.

    python benchmarks/cpu_time.py [--against CHECKOUT] [--runs N] [--words-kept] PATH...

Each run is a process of its own, with one BLAS thread; what is printed is the least of --runs (3). With --against, the
code of another checkout takes turns with this one, and the ratio of the two is printed. With --words-kept, this code
may take the vectors of words from earlier runs, as it does at a user's, and runs in one process; results of texts are
never taken.
"""

import argparse
import os
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent


class Cost(NamedTuple):
    """User and system seconds, and the peak of memory in MB."""

    seconds: float
    memory: float


def measure(checkout: Path, paths: list[str], keeps_words: bool) -> Cost:
    """What a check by the code of a checkout costs; its findings go nowhere."""
    settings = {
        "PYTHONPATH": str(checkout),
        "OPENBLAS_NUM_THREADS": "1",
        "ALIGNCHECK_NO_CACHE": "1",
        "PYTHONDONTWRITEBYTECODE": "",
    }
    command = [sys.executable, "-P", "-m", "align", "check", *paths, "--output-format", "json", "--fail-on", "never"]
    if keeps_words:
        settings["ALIGNCHECK_NO_CACHE"] = "0"
        command += ["--no-cache", "--jobs", "1"]
    environment = os.environ | settings
    actions = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_WRONLY, 0) for stream in (1, 2)]
    process = os.posix_spawn(sys.executable, command, environment, file_actions=actions)
    _, status, usage = os.wait4(process, 0)
    if os.waitstatus_to_exitcode(status):
        sys.exit(f"the check by {checkout} failed: run it there to see why")
    unit = 1e6 if sys.platform == "darwin" else 1e3
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)


def main() -> None:
    """Print what checking the paths costs."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("paths", metavar="PATH", nargs="+")
    parser.add_argument("--against", type=Path, metavar="CHECKOUT", help="a folder with other code of aligncheck")
    parser.add_argument("--runs", type=int, default=3, metavar="N", help="of which the cheapest counts")
    parser.add_argument("--words-kept", action="store_true", help="vectors of words may be known from earlier runs")
    options = parser.parse_args()
    checkouts = [ROOT, *([options.against] if options.against else [])]
    runs = [
        [measure(checkout, options.paths, options.words_kept and checkout is ROOT) for checkout in checkouts]
        for _ in range(options.runs)
    ]
    costs = [Cost(*map(min, zip(*column, strict=True))) for column in zip(*runs, strict=True)]
    for checkout, cost in zip(checkouts, costs, strict=True):
        print(f"{checkout.resolve().name:24} {cost.seconds:8.2f} CPU s {cost.memory:8.0f} MB")
    if options.against:
        print(f"ratio {costs[0].seconds / costs[1].seconds:.2f}")


if __name__ == "__main__":
    main()
