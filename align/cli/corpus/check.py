"""`aligncheck corpus check IN... --to OUT`."""

from dataclasses import dataclass
from typing import Annotated

import click

from align.cli.corpus.options import (
    Engine,
    Force,
    Inputs,
    Jobs,
    Results,
    ShardText,
    parse_shard,
    tell_outcome,
    unit_rows_option,
)
from align.cli.options import (
    Columns,
    Config,
    LanguagesOption,
    TextColumns,
    as_command,
    glossary_option,
    names_option,
)
from align.cli.runs import complete_rule


@dataclass(frozen=True, slots=True)
class CorpusCheckOptions:
    """The options of `corpus check`."""

    paths: Inputs
    to: Results
    preset: Annotated[
        str,
        click.Option(
            ["--preset"],
            type=click.Choice(["residue", "numbers", "default", "all"]),
            default="default",
            show_default=True,
            help="Which rules run; `all` has those that need vectors of sentences, too.",
        ),
    ]
    select: Annotated[
        tuple[str, ...], names_option("--select", "RULE", "Run these rules as well (repeatable).", complete_rule)
    ]
    ignore: Annotated[
        tuple[str, ...], names_option("--ignore", "RULE", "Do not run these rules (repeatable).", complete_rule)
    ]
    glossaries: Annotated[
        tuple[str, ...], glossary_option("Glossary to check against (repeatable; the first ranks highest).")
    ]
    columns: Columns
    text_columns: TextColumns
    languages: LanguagesOption
    config: Config
    engine: Engine
    jobs: Jobs
    shard: ShardText
    unit_rows: Annotated[int, unit_rows_option("Rows", 10_000)]
    bad_rows: Annotated[
        str,
        click.Option(
            ["--bad-rows"],
            type=click.Choice(["stop", "skip"]),
            default="stop",
            show_default=True,
            help="What to do with a row that cannot be read: stop its unit, or skip the row into quarantine.",
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
    from align.commands.corpus.engines import get_engine
    from align.config.settings import Request
    from align.report.summary import tell_amount

    limit_threads()
    run = Request(
        paths=options.paths,
        select=options.select,
        ignore=options.ignore,
        glossary=options.glossaries,
        columns=options.columns,
        text_columns=options.text_columns,
        source_lang=options.languages.source,
        target_lang=options.languages.target,
        config=options.config,
    )
    outcome = check_corpus(
        CorpusRequest(
            run,
            options.to,
            options.preset,
            options.unit_rows,
            parse_shard(options.shard),
            options.force,
            skip_bad_rows=options.bad_rows == "skip",
        ),
        get_engine(options.engine, options.jobs),
        lambda tasks: show_progress(tasks, lambda task: task.unit.rows, lambda task: task.input.path),
    )
    found = f"; {tell_amount(outcome.rows, 'pair')}, {outcome.flagged:,} with findings" if outcome.done else ""
    bad = f"; {tell_amount(outcome.bad_rows, 'bad row')} in quarantine" if outcome.bad_rows else ""
    return tell_outcome(outcome, "checked", f"{found}{bad}", options.to)
