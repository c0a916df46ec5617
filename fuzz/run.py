"""Fuzzes aligncheck: `python fuzz/run.py --minutes 30 [--target NAME] [--seed N]`.

Every input is made from the seed, the target and its number alone, so that a run can be repeated. What breaks a
property is cut down and saved in `fuzz/crashes/`, with the command that repeats it. `--corpus` runs the inputs of
`fuzz/corpus/`, each of which broke something once; `--seconds 60` is for CI, where no time is measured; `--case FILE`
runs one input.

The engine is a seeded generator of plain JSON. Atheris mutates bytes and needs a compiler; hypothesis cannot keep
"this, 12,000 times" small, neither in a corpus nor when it shrinks.
"""

import argparse
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from random import Random, SystemRandom

from entries import HOME, check_expectations, find_entries, read_entry, save_crash
from minimising import minimise
from running import Fails, run_case
from targets import TARGETS, Case, load_target

_MINIMISING = 90
"""Seconds to spend on cutting down one fault."""


@dataclass
class Tally:
    """How many inputs ran, how often each fault came, by target and kind, and where the first one was saved."""

    timed: bool = False
    inputs: dict[str, int] = field(default_factory=dict)
    faults: dict[tuple[str, str], int] = field(default_factory=dict)
    saved: dict[tuple[str, str], Path] = field(default_factory=dict)


def main() -> int:
    """Run what the arguments ask for; 0 where nothing was found."""
    options = _parse_arguments()
    names = options.target or list(TARGETS)
    if options.case:
        return run_entries([options.case.resolve()], timed=True)
    if options.corpus:
        return run_entries(path for name in names for path in find_entries(name))
    tally = Tally(timed=options.seconds is None)
    fuzz(names, _choose_seed(options), options.seconds or 60 * options.minutes, tally)
    return _print_tally(tally)


def _parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--minutes", type=float, help="how long to run, by hand: work that is not linear is a fault")
    what.add_argument("--seconds", type=float, help="how long to run, in CI: no time is measured")
    what.add_argument("--corpus", action="store_true", help="run the inputs of fuzz/corpus/")
    what.add_argument("--case", type=Path, metavar="FILE", help="run one input: of the corpus, or a crash")
    parser.add_argument("--target", action="append", choices=list(TARGETS), help="what to fuzz (else all in turn)")
    parser.add_argument("--seed", type=int, help="another seed makes other inputs (with --seconds 0, else by chance)")
    return parser.parse_args()


def _choose_seed(options: argparse.Namespace) -> int:
    """The seed that is named; else 0 in CI, and by hand a new one in each run, which is printed."""
    if options.seed is not None or options.seconds is not None:
        return options.seed or 0
    seed = SystemRandom().randrange(1_000_000)
    print(f"seed {seed}", flush=True)
    return seed


def run_entries(paths: Iterable[Path], *, timed: bool = False) -> int:
    """Run inputs that are files; 1 where a property or an expectation does not hold."""
    wrong = total = 0
    for path in paths:
        total += 1
        entry = read_entry(path)
        outcome = run_case(load_target(path.parent.name), entry["case"], timed=timed)
        said = outcome.detail if outcome.kind else check_expectations(outcome.observed or {}, entry.get("expect", {}))
        said = said or ("" if outcome.valid else "no case of this target")
        wrong += bool(said)
        if said:
            print(f"{_shorten(path)}: {said}", flush=True)
    print(f"{total} inputs, {wrong} wrong")
    return int(wrong > 0)


def fuzz(names: list[str], seed: int, seconds: float, tally: Tally) -> None:
    """Fuzz targets in turn, each for an equal share of the time."""
    for name in names:
        fuzz_inputs(name, seed, _count_until(time.monotonic() + seconds / len(names)), tally)


def fuzz_inputs(name: str, seed: int, numbers: Iterable[int], tally: Tally) -> None:
    """Run the inputs of a target with these numbers; the first of each kind of fault is cut down and saved."""
    for number in numbers:
        _run_one(name, make_case(name, seed, number), tally, f"{name} {seed}/{number}")


def _count_until(end: float) -> Iterator[int]:
    """0, 1, 2, ... until a time."""
    for number in count():
        if time.monotonic() >= end:
            return
        yield number


def make_case(name: str, seed: int, number: int) -> Case:
    """The case of a target with this seed and number."""
    return load_target(name).make(Random(f"{seed}/{name}/{number}"))


def _run_one(name: str, case: Case, tally: Tally, place: str) -> None:
    target = load_target(name)
    tally.inputs[name] = tally.inputs.get(name, 0) + 1
    outcome = run_case(target, case, timed=tally.timed)
    if not outcome.kind:
        return
    fault = name, outcome.kind
    tally.faults[fault] = tally.faults.get(fault, 0) + 1
    if fault not in tally.saved:
        print(f"{place}: {outcome.detail[:300]}", flush=True)
        small = minimise(case, Fails(target, outcome.kind, tally.timed), seconds=_MINIMISING)
        tally.saved[fault] = save_crash(name, small, outcome.kind, outcome.detail)


def _print_tally(tally: Tally) -> int:
    for name, inputs in tally.inputs.items():
        print(f"{name}: {inputs:,} inputs")
    for (name, kind), times in tally.faults.items():
        print(f"{name}: {kind} ({times} times): python fuzz/run.py --case {_shorten(tally.saved[name, kind])}")
    return int(bool(tally.faults))


def _shorten(path: Path) -> str:
    """A path below the folder of the project."""
    return path.relative_to(HOME.parent).as_posix() if path.is_relative_to(HOME.parent) else str(path)


if __name__ == "__main__":
    sys.exit(main())
