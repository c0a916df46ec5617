"""Whether a figure got worse, or a table of the docs is older than its rules; names what fell, and what is stale.

    python benchmarks/ratchet.py [DATA] [--only PATTERN] [--update] [--measured PATTERN]

`ratchet.json` lists commands of this folder, and for each the figures that it prints: a name, the regular expression
that finds the figure, whether `more` or `less` is better, the value on record, and the slack by which it may differ.
`{data}/PATTERN` in a command stands for files of DATA, a folder of annotated texts that is not part of the project;
without DATA only the commands that need none run. Prints each figure with the value on record; ends with 1 if one got
worse, with 2 if one could not be measured. `--update` writes the figures that got better by more than their slack.

`tables.json`, beside the list, names the tables of the docs (`tables.py`). A table with a row whose rule has changed
since it was measured is named with its command, and the script ends with 1. With DATA, such rows are measured again
where they can be, and are in order if they count what they did. `--update` puts them on record; `--measured PATTERN`
those of the tables that a person has measured. Then the page has to say the same.
"""

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Literal

from tables import Table, read_tables, tell_stale, write_tables

FOLDER = Path(__file__).parent
DATA = "{data}/"


class CannotMeasureError(Exception):
    """Why a command gives no figures, on one line."""


@dataclass(frozen=True)
class Figure:
    """A figure that a command prints, and the value that it must hold."""

    name: str
    pattern: str
    better: Literal["more", "less"]
    value: float
    slack: float

    def find(self, printed: str) -> float:
        """The figure in what its command printed."""
        found = re.search(self.pattern, printed, re.MULTILINE)
        if not found:
            raise CannotMeasureError(f"{self.name}: nothing printed matches {self.pattern}")
        return float(found[1].replace(",", ""))

    def compute_gain(self, now: float) -> float:
        """By how much `now` is better than the value on record; negative if it is worse."""
        gain = round(now - self.value, 9)
        return gain if self.better == "more" else -gain

    def judge(self, now: float) -> Literal["better", "as before", "WORSE"]:
        """How `now` compares with the value on record; what is within the slack is as before."""
        gain = self.compute_gain(now)
        if abs(gain) <= self.slack:
            return "as before"
        return "better" if gain > 0 else "WORSE"


@dataclass(frozen=True)
class Measurement:
    """A command of this folder, and the figures that it prints."""

    command: tuple[str, ...]
    figures: tuple[Figure, ...]


def read_measurements(path: Path) -> list[Measurement]:
    """The measurements that a file lists."""
    records = json.loads(path.read_text(encoding="utf-8"))
    return [Measurement(tuple(one["command"]), tuple(Figure(**figure) for figure in one["figures"])) for one in records]


def write_measurements(path: Path, measurements: Sequence[Measurement]) -> None:
    """Write measurements as `read_measurements` reads them."""
    records = [asdict(one) for one in measurements]
    path.write_text(json.dumps(records, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def expand(command: Sequence[str], data: Path | None) -> Iterator[str]:
    """The words of a command, with the files that a pattern of `{data}` stands for, in order."""
    for word in command:
        if not word.startswith(DATA):
            yield word
            continue
        files = sorted(data.glob(word.removeprefix(DATA))) if data else []
        if not files:
            raise CannotMeasureError(f"no file {word.replace(DATA, f'{data}/')}")
        yield from map(str, files)


def run(command: Sequence[str]) -> str:
    """What a script of this folder prints."""
    script, *arguments = command
    ended = subprocess.run(
        [sys.executable, str(FOLDER / script), *arguments],
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    if ended.returncode:
        last = (ended.stderr.strip() or "no message").splitlines()[-1]
        raise CannotMeasureError(f"{script} ended with {ended.returncode}: {last}")
    return ended.stdout


def measure(measurement: Measurement, data: Path | None) -> dict[str, float]:
    """The figures that a command prints now, by name."""
    printed = run(list(expand(measurement.command, data)))
    return {figure.name: figure.find(printed) for figure in measurement.figures}


def select(measurements: Sequence[Measurement], data: Path | None, only: str) -> list[Measurement]:
    """The measurements that can run with what was given, with the figures whose name `only` finds."""
    return [
        replace(one, figures=figures)
        for one in measurements
        if (figures := tuple(figure for figure in one.figures if re.search(only, figure.name)))
        and (data or not any(word.startswith(DATA) for word in one.command))
    ]


def compare(measurement: Measurement, data: Path | None) -> Iterator[tuple[str, float | None]]:
    """Print a line for each figure of a command; give its verdict, and the figure if it is better."""
    try:
        now = measure(measurement, data)
    except CannotMeasureError as reason:
        print(f"{'NOT MEASURED':12} {' '.join(measurement.command)}: {reason}", flush=True)
        yield "NOT MEASURED", None
        return
    for figure in measurement.figures:
        verdict = figure.judge(now[figure.name])
        print(f"{verdict:12} {figure.name}: {now[figure.name]:g} (on record {figure.value:g})", flush=True)
        yield verdict, now[figure.name] if verdict == "better" else None


def record(measurements: Sequence[Measurement], better: dict[str, float]) -> list[Measurement]:
    """The measurements with the better values on record."""
    return [
        replace(one, figures=tuple(replace(each, value=better.get(each.name, each.value)) for each in one.figures))
        for one in measurements
    ]


def compare_tables(tables: Sequence[Table], data: Path | None) -> Iterator[tuple[str, Table]]:
    """Print a line for each table with stale rows, or for each of these where it is measured; give verdicts, and it."""
    for table, stale in tell_stale(tables):
        command = (
            f"python benchmarks/{' '.join(table.command)}" if table.command[0].endswith(".py") else table.command[0]
        )
        if not data or any(table.rows[name].count is None for name in stale):
            print(f"{'STALE':12} {table.page}, {table.name}: {', '.join(stale)}: {command}", flush=True)
            yield "STALE", table
            continue
        try:
            printed = run(list(expand(table.command, data)))  # with all rules: some leave a place to others
        except CannotMeasureError as reason:
            print(f"{'NOT MEASURED':12} {table.page}, {table.name}: {reason}", flush=True)
            yield "NOT MEASURED", table
            continue
        counts = {name: count for name, count in table.count(printed).items() if name in stale}
        for name, count in counts.items():
            on_record = table.rows[name].count
            verdict = "as before" if count == on_record else "CHANGED"
            print(f"{verdict:12} {table.page}, {table.name}: {name} {count} (on record {on_record})", flush=True)
            yield verdict, table.stamp(counts)


def main() -> None:
    """Measure what is listed, and end with 1 if a figure is worse, with 2 if one could not be measured."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("data", metavar="DATA", nargs="?", type=Path, help="the folder of annotated texts")
    parser.add_argument("--only", metavar="PATTERN", default="", help="measure the figures whose name this finds")
    parser.add_argument("--list", type=Path, default=FOLDER / "ratchet.json", help="the file of measurements")
    parser.add_argument("--update", action="store_true", help="put better figures on record")
    parser.add_argument(
        "--measured", metavar="PATTERN", help="put the tables whose name this finds on record as they are"
    )
    options = parser.parse_args()
    every = read_measurements(options.list)
    verdicts, better = set(), dict[str, float]()
    for measurement in select(every, options.data, options.only):
        for figure, (verdict, now) in zip(measurement.figures, compare(measurement, options.data), strict=False):
            verdicts.add(verdict)
            better |= {figure.name: now} if now is not None else {}
    listed = options.list.with_name("tables.json")
    tables = {table.name: table for table in read_tables(listed)} if listed.exists() else {}
    for name, table in tables.items():
        if options.measured and re.search(options.measured, name):
            tables[name] = table.stamp({row: table.rows[row].count for row in table.rows})
    chosen = [table for name, table in tables.items() if re.search(options.only, name)]
    for verdict, table in compare_tables(chosen, options.data):
        verdicts.add("WORSE" if verdict in ("STALE", "CHANGED") else verdict)
        tables[table.name] = table
    if tables and (options.update or options.measured):
        write_tables(listed, list(tables.values()))
    if options.update and better:
        write_measurements(options.list, record(every, better))
    is_empty = not (verdicts or chosen)
    sys.exit(1 if "WORSE" in verdicts else 2 if "NOT MEASURED" in verdicts or is_empty else 0)


if __name__ == "__main__":
    main()
