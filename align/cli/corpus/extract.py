"""`aligncheck corpus extract FOLDER`."""

import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Annotated

import click

from align.cli.corpus.options import Engine, Folder, Jobs, show_tasks
from align.cli.glossary.extract import check_output, print_candidates, write_candidates_to
from align.cli.glossary.options import Force
from align.cli.messages import complain
from align.cli.options import Config, as_command, limit_option, to_option


@dataclass(frozen=True, slots=True)
class CorpusExtractOptions:
    """The options of `corpus extract`."""

    folder: Folder
    to: Annotated[str | None, to_option("FILE", "Glossary to put the candidates into (else they are shown).")]
    limit: Annotated[int, limit_option("The best N candidates; 0: all.", 500)]
    min_count: Annotated[
        int | None,
        click.Option(
            ["--min-count"],
            type=click.IntRange(1),
            metavar="N",
            help="Pairs that must hold a term  [one in 10,000, at least 3]",
        ),
    ]
    engine: Engine
    jobs: Jobs
    config: Config
    force: Force


@as_command("extract", CorpusExtractOptions)
def command(options: CorpusExtractOptions) -> int:
    """Find terms and their renderings in a corpus, best first: what `glossary extract` finds in one file.

    FOLDER is what `corpus check` wrote. The work is cut into its units; what is done is kept until all is. Exit code: 0
    found, 1 none, 2 not done.
    """
    from align.commands.cores import limit_threads
    from align.commands.corpus.engines import get_engine
    from align.commands.corpus.extract import extract_corpus_terms
    from align.commands.corpus.passes import PassRequest
    from align.config.settings import Request
    from glossary.extract.candidate_file import make_candidate

    if options.to:
        check_output(options.to)
    limit_threads()
    engine = partial(get_engine, options.engine, options.jobs)
    request = PassRequest(Request(paths=(), config=options.config), options.folder, engine, options.min_count)
    found = extract_corpus_terms(request, options.limit or sys.maxsize, show_tasks)
    entries = list(map(make_candidate, found))
    if entries and options.to:
        write_candidates_to(Path(options.to), entries, options.force)
    elif entries:
        print_candidates(entries)
    else:
        complain("no candidates: no phrase recurs")
    return int(not entries)
