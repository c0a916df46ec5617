"""How many pairs a second `aligncheck corpus check` checks, and in how much memory, beside a loop of regexes.

    python benchmarks/corpora.py [--pairs N] [--jobs N] [--select NAME,...] [FILE.jsonl]

The pairs are those of the file (`zh` and `en`, else `source` and `target`), else some of our own, numbered and said
again until there are as many as asked for. Each check is a program of its own. `CPU` counts the processors of all its
processes, starting and planning included; the memory is that of the largest process. The loop reads the same file and
asks of each pair what such scripts ask: Han in the target, other digits than in the source, full-width signs, an empty
side, lengths out of proportion.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
OURS = (
    ("港口五月三日重开。", "The port reopened on May 3."),
    ("公司去年售出5.2万公斤茶叶，价值300万元。", "The company sold 52,000 kg of tea last year, worth 3 million yuan."),
    ("市长说，桥梁将于十月完工。", "The mayor said the bridge would be finished in 十月."),
)
_HAN, _DIGITS, _WIDE = re.compile("[\u4e00-\u9fff]"), re.compile(r"\d+(?:[.,]\d+)*"), re.compile("[\uff01-\uff5e]")


class Cost(NamedTuple):
    """Seconds on the clock and of processors, the peak of memory of a process in MB, and how many were flagged."""

    wall: float
    cpu: float
    memory: float
    flagged: int


def read_pairs(path: str | None) -> Sequence[tuple[str, str]]:
    """The pairs of a file, or ours."""
    if path is None:
        return OURS
    rows = map(json.loads, Path(path).read_text("utf-8").splitlines())
    return [(row.get("zh") or row["source"], row.get("en") or row["target"]) for row in rows]


def make_pairs(base: Sequence[tuple[str, str]], count: int) -> Iterator[tuple[str, str]]:
    """So many pairs, each different."""
    for number, (source, target) in enumerate(islice(cycle(base), count)):
        turn = number // len(base)
        yield (f"{source}（{turn}）", f"{target} ({turn})") if turn else (source, target)


def write_corpus(path: Path, pairs: Iterator[tuple[str, str]]) -> None:
    """Write pairs as Parquet, 50,000 in a row group."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema([("zh", pa.string()), ("en", pa.string())])
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        while some := list(islice(pairs, 50_000)):
            writer.write_table(pa.table(list(zip(*some, strict=True)), schema=schema))


def find_simple_faults(source: str, target: str) -> list[str]:
    """What a script of regular expressions says of a pair."""
    numbers = [sorted(found.replace(",", "") for found in _DIGITS.findall(text)) for text in (source, target)]
    asked = {
        "han": _HAN.search(target) is not None,
        "digits": numbers[0] != numbers[1],
        "wide": _WIDE.search(target) is not None,
        "empty": not source.strip() or not target.strip(),
        "length": not 0.5 < (len(target) + 1) / (len(source) + 1) < 9,
    }
    return [name for name, is_so in asked.items() if is_so]


def run_loop(path: Path) -> Cost:
    """The loop over the same file, in this process."""
    import pyarrow.parquet as pq

    wall, cpu, flagged = time.perf_counter(), time.process_time(), 0
    for batch in pq.ParquetFile(path).iter_batches(4096):
        columns = (batch.column(name).to_pylist() for name in ("zh", "en"))
        flagged += sum(bool(find_simple_faults(*pair)) for pair in zip(*columns, strict=True))
    return Cost(time.perf_counter() - wall, time.process_time() - cpu, 0, flagged)


def run_check(path: Path, folder: Path, preset: str, jobs: int) -> Cost:
    """A check of its own."""
    environment = os.environ | {"PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"}
    command = [sys.executable, "-P", "-m", "align", "corpus", "check", str(path), "--to", str(folder)]
    settings = folder.with_name(f"{folder.name}.toml")
    settings.write_text("")  # the configuration of the folder that this runs in does not count
    wall = time.perf_counter()
    process = subprocess.Popen(
        [*command, "--select", preset, "--jobs", str(jobs), "--config", str(settings)],
        stdout=subprocess.PIPE,
        env=environment,
    )
    assert process.stdout
    printed = process.stdout.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"the check failed: {printed}")
    flagged = int(re.findall(r"([\d,]+) with findings", printed)[0].replace(",", ""))
    return Cost(time.perf_counter() - wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, flagged)


def show(name: str, pairs: int, cost: Cost) -> None:
    """Print a line."""
    memory = f"{cost.memory:5.0f} MB" if cost.memory else "        "
    rates = f"{pairs / cost.wall:8,.0f} pairs/s  {pairs / cost.cpu:8,.0f} pairs/CPU s"
    print(f"{name:<10} {rates}  {memory}  {cost.flagged:9,} flagged", flush=True)


def main() -> None:
    """Measure each preset, and the loop."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", nargs="?")
    parser.add_argument("--pairs", type=int, default=1_000_000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--select", default="residue,numbers,default")
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus.parquet"
        write_corpus(corpus, make_pairs(read_pairs(options.path), options.pairs))
        print(f"{options.pairs:,} pairs, {corpus.stat().st_size / 1e6:.1f} MB, --jobs {options.jobs}")
        show("regexes", options.pairs, run_loop(corpus))
        for preset in options.select.split(","):
            show(preset, options.pairs, run_check(corpus, Path(folder) / preset, preset, options.jobs))


if __name__ == "__main__":
    main()
