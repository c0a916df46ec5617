"""How long a large glossary takes to load, and the most memory that takes, for each format.

    python benchmarks/glossary_loading.py [--concepts 100000] [FORMAT...]

The glossary is made up: a Chinese and an English term a concept, two in five with a status, a subject and a note. Each
format is read in a process of its own; time is CPU time of the load alone, memory the peak of the whole process.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from glossary.formats import FORMATS
from glossary.formats.files import GlossaryError, load, save
from glossary.model import Concept, Glossary, Status, Term

SUFFIXES = {"jsonl": ".jsonl", "xlsx": ".xlsx", "tbx": ".tbx", "tmx": ".tmx", "multiterm": ".xml"}


def made_up(concepts: int) -> Glossary:
    """A glossary of so many concepts with two terms each."""
    return Glossary(tuple(_concept(number) for number in range(concepts)))


def _concept(number: int) -> Concept:
    chinese = "".join(chr(0x4E00 + number // 20_000**power * 37 % 20_000) for power in (0, 1)) + f"矿{number % 997}"
    status = Status.PREFERRED if number % 5 < 2 else None
    terms = (
        Term(f"{chinese}产{number}", "zh", status, created="2025-01-01"),
        Term(f"mineral number {number}", "en", status, part_of_speech="noun", created="2025-01-01"),
    )
    about = ("trade", "", f"See {number}.") if number % 5 < 2 else ("", "", "")
    return Concept(str(number), terms, *about)


def measure(path: Path, name: str) -> None:
    """Load a file and say how long that took and how much memory the process has used."""
    start = time.process_time()
    glossary, _ = load(path, name)
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size = path.stat().st_size / 1e6
    print(f"{name:12}{len(glossary.concepts):>10,} concepts{size:>8.1f} MB{seconds:>8.2f} s CPU{peak:>8.0f} MB peak")


def main() -> None:
    """Write the glossary in each format and measure how it loads."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "formats", nargs="*", metavar="FORMAT", default=["csv", "pairs", "jsonl"], help=", ".join(FORMATS)
    )
    parser.add_argument("--concepts", type=int, default=100_000)
    parser.add_argument("--load", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.load:
        measure(options.load, options.formats[0])
        return
    glossary = made_up(options.concepts)
    with tempfile.TemporaryDirectory() as folder:
        for name in options.formats:
            path = Path(folder) / f"{name}{SUFFIXES.get(name, '.csv')}"
            try:
                start = time.process_time()
                save(path, glossary, name)
                print(f"{name:12}written in {time.process_time() - start:.2f} s CPU", flush=True)
                subprocess.run([sys.executable, __file__, name, "--load", str(path)], check=True)
            except GlossaryError as error:
                print(error)


if __name__ == "__main__":
    main()
