"""What the commands for corpora share."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import click

from align.cli.messages import complain
from align.cli.options import Jobs, Words, argument, count, option
from align.cli.options import Make as MakeOption
from align.errors import CommandError

if TYPE_CHECKING:
    from align.commands.corpus.check import CorpusOutcome
    from align.commands.corpus.engines import Engine
    from align.corpora.runs import Shard
    from align.corpora.units import Make, PassTask

_SHARD = re.compile(r"([1-9][0-9]{0,5})/([1-9][0-9]{0,5})")
MOST_EXAMPLES = 10_000
"""Of how many findings of a rule people look at examples, at most."""
_SHOWN = 10
"""How many units that cannot be checked are named."""


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """Who does the work."""

    engine: Annotated[
        str,
        option(
            "What does the work: processes, ray, ray:auto (the cluster of this machine) or ray:ADDRESS.",
            "NAME",
            default="processes",
        ),
    ]
    jobs: Jobs

    def make(self, make: "Make | None" = None) -> "Engine":
        """Return the engine; `make` makes what does its tasks (what checks units). Raises CommandError."""
        from align.commands.corpus.engines import get_engine
        from align.corpora.units import make_worker

        return get_engine(self.engine, self.jobs, make or make_worker)


Folder = Annotated[str, argument()]


def check_shard(ctx: click.Context, parameter: click.Parameter, value: str) -> str:
    """Return what `--shard` says, if it is a part of a whole. Raises CommandError."""
    match = _SHARD.fullmatch(value)
    if not match or int(match[1]) > int(match[2]):
        raise CommandError(
            f"--shard: {value!r} is not a part of a whole; write I/N, such as 1/3 for the first of three"
        )
    return value


Inputs = Annotated[Words, argument("IN...")]
Results = Annotated[str, option("Folder to write; run again to resume.", "FOLDER", required=True)]
ShardText = Annotated[
    str, option("Check only the I-th of N parts.", "I/N", default="1/1", show_default=False, callback=check_shard)
]
Force = Annotated[bool, option("Replace results of other inputs, settings or versions.")]


def unit_rows(what: str, default: int) -> MakeOption:
    """Return what makes the option that says how much is done together; `what` rows are."""
    return count(f"{what} of a unit: what is done again after a crash.", 1, 1_000_000, default=default)


def parse_shard(text: str) -> "Shard":
    """Return the shard that `--shard` names."""
    from align.corpora.runs import Shard

    return Shard(*map(int, text.split("/")))


def tell_outcome(outcome: "CorpusOutcome", done: str, more: str, folder: str) -> int:
    """Say what came of a run on a corpus, and name the units that are not `done`; return the exit code."""
    from align.report.summary import tell_amount
    from align.report.terminal import visible

    before = f", {outcome.finished:,} finished before" if outcome.finished else ""
    click.echo(f"{outcome.done:,} of {tell_amount(outcome.units, 'unit')} {done}{before}{more}: {visible(folder)}")
    problems = [*outcome.unreadable, *(f"in quarantine: {one}" for one in outcome.quarantined)]
    for problem in problems[:_SHOWN]:
        complain(problem)
    if len(problems) > _SHOWN:
        complain(f"{len(problems) - _SHOWN:,} more units could not be checked: the log names them")
    return 2 if outcome.unreadable else int(bool(outcome.quarantined))


def complain_of_unchecked(parts: Sequence[str], pairs: int) -> int:
    """Say on stderr what of a corpus is not checked. Returns the exit code: 1 where something is not."""
    from align.report.corpus import tell_unchecked

    for note in tell_unchecked(parts, pairs):
        complain(f"{note}: run `aligncheck corpus check` again")
    return int(bool(parts))


def show_tasks(tasks: "Sequence[PassTask]") -> "Iterable[PassTask]":
    """Go through the tasks of a step, with a bar on a terminal."""
    from align.cli.progress import show_progress

    return show_progress(tasks, lambda task: task.unit.rows, lambda task: task.step)
