"""Pairs a second and core that a warm process checks, with all rules and with those that ask for less.

    python benchmarks/pair_rates.py [--warm N] [--against CHECKOUT] [--runs N] FILE.jsonl

The first --warm (1,000) pairs of the file are checked first, so that tables, the dictionary and the encoder are loaded;
what is printed is the processor time of the others, with one BLAS thread, the least of --runs (3). `all`: the rules of
a check without options. `alone`: those of them that look at each pair by itself. `words`: without those that need
vectors of sentences, too, which is the preset `default` of `corpus check`. With --against, the code of another
checkout takes turns with this one, and the ratio of the two is printed.
"""

import argparse
import gc
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from align.config.settings import Request
from align.corpora.presets import OF_DOCUMENTS, OF_MODELS, choose_rules
from align.linter.registry import all_rules

ROOT = Path(__file__).parent.parent


def list_rules(name: str) -> tuple[str, ...]:
    """The names of the rules of a set, sorted."""
    usual = {rule for rule, one in all_rules().items() if one.is_on()}
    alone = {*choose_rules(()), *(usual & OF_MODELS)} - OF_DOCUMENTS
    return tuple(sorted({"all": usual, "alone": alone, "words": alone - OF_MODELS}[name]))


def measure_here(warm: Path, rest: Path, rules: Sequence[str]) -> float:
    """The CPU seconds that this process takes for the rest of the pairs, once it has checked others."""
    from align.commands.check import check_files

    gc.set_threshold(1_000_000, 50, 100)  # as `aligncheck check` sets it
    for path in (warm, rest):
        start = time.process_time()
        check_files(Request(paths=(str(path),), select=tuple(rules), config="none", jobs=1, use_cache=False))
    return time.process_time() - start


def measure(checkout: Path, folder: Path, rules: str) -> float:
    """The same in a process of its own, with the code of a checkout."""
    environment = os.environ | {"PYTHONPATH": str(checkout), "OPENBLAS_NUM_THREADS": "1"}
    command = [sys.executable, "-P", __file__, "--within", rules, str(folder)]
    return float(subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True).stdout)


def split_file(path: Path, warm: int, folder: Path) -> int:
    """Write the first pairs and the others into files of their own, and count the others."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    for name, some in (("warm", lines[:warm]), ("rest", lines[warm:])):
        (folder / f"{name}.jsonl").write_text("".join(some), encoding="utf-8")
    return len(lines) - warm


def compare(checkouts: Sequence[Path], folder: Path, count: int, runs: int) -> None:
    """Print what each set of rules takes, by the code of each checkout."""
    for rules in ("all", "alone", "words"):
        rows = [[measure(checkout, folder, rules) for checkout in checkouts] for _ in range(runs)]
        least = [min(column) for column in zip(*rows, strict=True)]
        for checkout, seconds in zip(checkouts, least, strict=True):
            figures = f"{seconds / count * 1000:6.3f} ms a pair {count / seconds:8,.0f} pairs/s"
            print(f"{rules:6} {checkout.resolve().name:24} {figures}", flush=True)
        if len(least) > 1:
            print(f"{rules:6} ratio {least[0] / least[1]:.2f}", flush=True)


def main() -> None:
    """Print how many pairs a second are checked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--warm", type=int, default=1000, metavar="N", help="pairs that are checked first")
    parser.add_argument("--against", type=Path, metavar="CHECKOUT", help="a folder with other code of aligncheck")
    parser.add_argument("--runs", type=int, default=3, metavar="N", help="of which the cheapest counts")
    parser.add_argument("--within", metavar="RULES", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.within:
        print(measure_here(options.path / "warm.jsonl", options.path / "rest.jsonl", list_rules(options.within)))
        return
    with TemporaryDirectory() as name:
        count = split_file(options.path, options.warm, Path(name))
        compare([ROOT, *([options.against] if options.against else [])], Path(name), count, options.runs)


if __name__ == "__main__":
    main()
