"""`aligncheck corpus terms FOLDER`."""

import sys
from dataclasses import dataclass
from functools import partial
from typing import Annotated

import click

from align.cli.corpus.options import Engine, Folder, Jobs, RayAddress, make_engine, show_tasks
from align.cli.options import Columns, Config, Dictionary, Isolated, as_command, glossary_option, output_format_option
from align.cli.streams import write_data
from align.cli.terminal import measure_width


@dataclass(frozen=True, slots=True)
class CorpusTermsOptions:
    """The options of `corpus terms`; None: the configuration says it, else the default."""

    folder: Folder
    glossaries: Annotated[
        tuple[str, ...],
        glossary_option("Glossary whose terms are looked at, as well as those that recur (repeatable)."),
    ]
    dictionary: Dictionary
    columns: Columns
    min_count: Annotated[
        int | None,
        click.Option(
            ["--min-count"],
            metavar="N",
            type=click.IntRange(2),
            help="How often a term occurs that no glossary names  [once in 10,000 pairs, at least 3 times]",
        ),
    ]
    output_format: Annotated[str, output_format_option("text", "json", "csv")]
    all: Annotated[bool, click.Option(["--all"], is_flag=True, help="In text: also show consistent terms.")]
    engine: Engine
    ray_address: RayAddress
    jobs: Jobs
    config: Config
    isolated: Isolated


@as_command("terms", CorpusTermsOptions)
def command(options: CorpusTermsOptions) -> int:
    """Report how consistently terms are rendered in a corpus, least consistent first: what `terms` says of one file.

    FOLDER is what `corpus check` wrote. The work is cut into its units; what is done is kept until all is.
    """
    from align.cli.terms_data import render_csv, render_json
    from align.cli.terms_text import render_text
    from align.commands.cores import limit_threads
    from align.commands.corpus.passes import PassRequest
    from align.commands.corpus.terms import report_corpus_terms
    from align.config.settings import Request

    limit_threads()
    run = Request(
        paths=(),
        glossary=options.glossaries,
        dictionary=options.dictionary,
        columns=options.columns,
        config=options.config,
        isolated=options.isolated,
    )
    engine = partial(make_engine, options)
    request = PassRequest(run, options.folder, engine, options.min_count)
    report = report_corpus_terms(request, show_tasks)
    if options.output_format == "text":
        sys.stdout.writelines(render_text(report, measure_width(), options.all))
    else:
        write_data((render_json if options.output_format == "json" else render_csv)(report))
    return 0
