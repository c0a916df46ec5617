"""`aligncheck corpus check IN... --to OUT`."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import click

from align.cli.corpus.options import (
    EngineOptions,
    Force,
    Inputs,
    Results,
    ShardText,
    complain_of_units,
    parse_shard,
    unit_rows,
)
from align.cli.options import (
    Columns,
    Config,
    Languages,
    TextColumns,
    Words,
    as_command,
    choice,
    complete_rule,
    fill,
    glossary,
    names,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from align.commands.corpus.check import CorpusOutcome, CorpusRequest
    from align.corpora.units import UnitTask


@dataclass(frozen=True, slots=True)
class CorpusCheckOptions:
    """The options of `corpus check`."""

    paths: Inputs
    to: Results
    select: Annotated[
        Words,
        names(
            "Run only these rules; residue, numbers, default and all (which takes longer) are sets of rules  [default]",
            shell_complete=complete_rule,
        ),
    ]
    ignore: Annotated[Words, names("Do not run these rules (repeatable).", shell_complete=complete_rule)]
    glossary: Annotated[Words, glossary("Glossary to check against (repeatable; the first ranks highest).")]
    columns: Columns
    text_columns: TextColumns
    languages: Languages
    config: Config
    engine: EngineOptions
    shard: ShardText
    unit_rows: Annotated[int, unit_rows("Rows", 10_000)]
    bad_rows: Annotated[
        str,
        choice(
            "What to do with a row that cannot be read: stop its unit, or skip the row into quarantine.",
            *("stop", "skip"),
            default="stop",
        ),
    ]
    force: Force


@as_command("check", CorpusCheckOptions)
def command(options: CorpusCheckOptions) -> int:
    """Check all pairs of files, folders and URLs: Parquet, JSONL, TSV, CSV, TMX, also packed (.gz, .zst).

    Writes FOLDER/units/*.parquet: the pairs in their order, each with its findings. What is finished is not done
    again. Exit code: 0 all done, 1 some units crashed and are named, 2 the command failed.
    """
    from align.commands.cores import limit_threads
    from align.commands.corpus.check import check_corpus

    limit_threads()
    outcome = check_corpus(_build_request(options), options.engine.make(), _show)
    click.echo(_summarize(outcome, options.to))
    return complain_of_units(outcome)


def _build_request(options: CorpusCheckOptions) -> "CorpusRequest":
    from align.commands.corpus.check import CorpusRequest
    from align.config.settings import Request

    return fill(
        CorpusRequest,
        options,
        run=fill(Request, options),
        output=options.to,
        shard=parse_shard(options.shard),
        skip_bad_rows=options.bad_rows == "skip",
    )


def _show(tasks: "Sequence[UnitTask]") -> "Iterable[UnitTask]":
    """Go through the tasks of a run, with a bar on a terminal."""
    from align.cli.progress import show_progress

    return show_progress(tasks, lambda task: task.unit.rows, lambda task: task.input.path)


def _summarize(outcome: "CorpusOutcome", folder: str) -> str:
    from align.report.summary import tell_amount
    from align.report.terminal import visible

    before = f", {outcome.finished:,} finished before" if outcome.finished else ""
    done = f"{outcome.done:,} of {tell_amount(outcome.units, 'unit')} checked{before}"
    found = f"; {tell_amount(outcome.rows, 'pair')}, {outcome.flagged:,} with findings" if outcome.done else ""
    bad = f"; {tell_amount(outcome.bad_rows, 'bad row')} in quarantine" if outcome.bad_rows else ""
    return f"{done}{found}{bad}: {visible(folder)}"
