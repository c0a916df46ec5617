"""Which alarms that people judged are still raised, and how many alarms kinds of text have.

    python benchmarks/judged_alarms.py FOLDER [--verdicts FILE] [--show WRONG|RIGHT|NEW] [--rule NAME]

FOLDER holds a folder for each kind of text, with sources and translations in their own layout. `verdicts.dev.jsonl` in
it has an object a line: `path` below FOLDER, `line`, `column`, `rule`, `severity`, and the `verdict`: R the alarm is
right, T a matter of taste, W wrong. An alarm is joined by path, line, column and rule. `gone` are wrong alarms that are
not raised any more at their severity or a higher one, `kept` right ones that are. Then: what was said of those that are
raised now, at the severity that they have now.

For each kind: texts, those compared with a source, those that should have one and have none, errors and warnings, and
how many there are per 1,000 words. `--show` prints alarms: WRONG those that are wrong and raised, RIGHT those that are
right and gone, NEW those that nobody has judged; with `--rule`, of one rule alone.
"""

import argparse
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from align.commands.check import check_files
from align.config.settings import Request
from align.model import Report, Severity


class Place(NamedTuple):
    """Where an alarm is, and of which rule it is."""

    path: str
    line: int
    column: int
    rule: str


@dataclass(frozen=True)
class Alarm:
    """An error or a warning: where it is, what it marks, and what it says."""

    place: Place
    severity: Severity
    text: str
    message: str

    def __str__(self) -> str:
        path, line, column, rule = self.place
        return f"{path}:{line}:{column}: {self.severity} {rule}: {self.message} ⟦{self.text[:100]!r}⟧"


class Verdict(NamedTuple):
    """What a reader said of an alarm: `R`, `T` or `W`; and how severe the alarm was."""

    place: Place
    severity: Severity
    letter: Literal["R", "T", "W"]


def read_verdicts(path: Path) -> list[Verdict]:
    """Return the verdicts in a file."""
    records = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [
        Verdict(
            Place(one["path"], one["line"] or 0, one["column"], one["rule"]),
            Severity[one["severity"].upper()],
            one["verdict"],
        )
        for one in records
    ]


def check(kind: str) -> Report:
    """Return the report on a folder, checked from the current one, without configuration and cache."""
    return check_files(Request(paths=(kind,), config="none", use_cache=False)).report


def list_alarms(report: Report) -> Iterator[Alarm]:
    """Yield the errors and warnings of a report."""
    for one in report.diagnostics:
        finding, place = one.finding, one.start
        if finding.severity >= Severity.WARNING:
            where = Place(one.path, place.line or 0, place.column or 0, finding.rule)
            yield Alarm(where, finding.severity, one.text, finding.message)


def print_kind(kind: str, report: Report, alarms: Sequence[Alarm]) -> None:
    """Print the line of one kind of text."""
    alone = len(report.without_source) + sum(entry.failed for entry in report.skipped)
    rate = 1000 * len(alarms) / max(report.words, 1)
    errors = sum(alarm.severity is Severity.ERROR for alarm in alarms)
    print(
        f"{kind:12} {report.documents:5} texts {report.compared:5} compared {alone:4} alone {report.words:8,} words "
        f"{errors:5} errors {len(alarms) - errors:5} warnings {rate:6.2f} per 1,000 words",
        flush=True,
    )


def is_raised(verdict: Verdict, raised: dict[Place, Alarm]) -> bool:
    """Return whether an alarm that was judged is raised, at its severity or a higher one."""
    alarm = raised.get(verdict.place)
    return alarm is not None and alarm.severity >= verdict.severity


def print_verdicts(verdicts: Sequence[Verdict], raised: dict[Place, Alarm]) -> None:
    """Print how many wrong alarms are gone, how many right ones are kept, at their severity, and what is raised now."""
    counts, held = Counter(one.letter for one in verdicts), Counter[str]()
    held.update(one.letter for one in verdicts if is_raised(one, raised))
    gone, kept = counts["W"] - held["W"], held["R"]
    taste = f"taste, still raised {held['T']} of {counts['T']}"
    print(f"wrong, gone {gone} of {counts['W']}   right, kept {kept} of {counts['R']}   {taste}")
    now = Counter[tuple[Severity, str]]()
    now.update((raised[one.place].severity, one.letter) for one in verdicts if one.place in raised)
    for severity in (Severity.ERROR, Severity.WARNING):
        right, matter, wrong = (now[severity, letter] for letter in "RTW")
        print(f"{severity}s that were judged, as raised now: {right} right, {matter} a matter of taste, {wrong} wrong")


def select(show: str, verdicts: Sequence[Verdict], raised: dict[Place, Alarm]) -> Iterator[str]:
    """Yield the alarms that a person wants to see."""
    judged = {one.place for one in verdicts}
    if show == "NEW":
        yield from (str(alarm) for place, alarm in raised.items() if place not in judged)
    for one in verdicts:
        if one.letter == show[0] and is_raised(one, raised) == (show == "WRONG"):
            yield str(raised.get(one.place, one.place))


def main() -> int:
    """Check each kind of text, and print what became of the alarms that were judged."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--verdicts", type=Path, metavar="FILE")
    parser.add_argument("--show", choices=("WRONG", "RIGHT", "NEW"))
    parser.add_argument("--rule", help="show only alarms of this rule")
    options = parser.parse_args()
    verdicts = read_verdicts(options.verdicts or options.folder / "verdicts.dev.jsonl")
    os.chdir(options.folder)
    raised: dict[Place, Alarm] = {}
    for kind in sorted(entry.name for entry in Path().iterdir() if entry.is_dir() and entry.name[0] != "."):
        report = check(kind)
        alarms = list(list_alarms(report))
        raised |= {alarm.place: alarm for alarm in alarms}
        print_kind(kind, report, alarms)
    print_verdicts(verdicts, raised)
    if options.show:
        of_rule = [one for one in verdicts if options.rule in (None, one.place.rule)]
        shown = {place: one for place, one in raised.items() if options.rule in (None, place.rule)}
        print(*select(options.show, of_rule, shown), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
