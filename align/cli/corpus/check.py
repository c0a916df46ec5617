"""`aligncheck corpus check IN... --to OUT`."""

from dataclasses import dataclass
from typing import Annotated

from align.cli.corpus.options import (
    EngineOptions,
    Force,
    Inputs,
    Results,
    ShardText,
    parse_shard,
    tell_outcome,
    unit_rows,
)
from align.cli.messages import complain
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
    from align.cli.progress import show_progress
    from align.commands.cores import limit_threads
    from align.commands.corpus.check import CorpusRequest, check_corpus
    from align.config.settings import Request
    from align.report.summary import tell_amount

    limit_threads()
    request = fill(
        CorpusRequest,
        options,
        run=fill(Request, options),
        output=options.to,
        shard=parse_shard(options.shard),
        skip_bad_rows=options.bad_rows == "skip",
    )
    outcome = check_corpus(
        request,
        options.engine.make(),
        lambda tasks: show_progress(tasks, lambda task: task.unit.rows, lambda task: task.input.path),
    )
    if memory := outcome.unused_memory:
        complain(
            f"{memory}: rows of a corpus are not compared with a memory: `aligncheck check` compares files with it"
        )
    found = f"; {tell_amount(outcome.rows, 'pair')}, {outcome.flagged:,} with findings" if outcome.done else ""
    bad = f"; {tell_amount(outcome.bad_rows, 'bad row')} in quarantine" if outcome.bad_rows else ""
    return tell_outcome(outcome, "checked", f"{found}{bad}", options.to)
