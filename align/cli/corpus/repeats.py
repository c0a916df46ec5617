"""`aligncheck corpus repeats FOLDER`."""

import sys
from dataclasses import dataclass
from functools import partial

from align.cli.corpus.options import Engine, Folder, Jobs, RayAddress, make_engine, show_tasks
from align.cli.options import TextOrJson, as_command
from align.cli.streams import write_json


@dataclass(frozen=True, slots=True)
class RepeatsOptions:
    """The options of `corpus repeats`."""

    folder: Folder
    output_format: TextOrJson
    engine: Engine
    ray_address: RayAddress
    jobs: Jobs


@as_command("repeats", RepeatsOptions)
def command(options: RepeatsOptions) -> int:
    """Find the pairs that a corpus contains more than once, and those that differ from the usual rendering of a source.

    \b
        aligncheck corpus repeats checked/
        aligncheck corpus filter checked/ --drop duplicate -o clean/

    FOLDER is what `corpus check` wrote; what is found is kept in it, in repeats.parquet, for `corpus filter`,
    which drops `duplicate` and `inconsistent-target`.
    """
    from align.commands.cores import limit_threads
    from align.commands.corpus.passes import PassRequest
    from align.commands.corpus.repeats import find_repeats
    from align.config.settings import Request
    from align.corpora.storage import open_corpus
    from align.report.summary import tell_amount

    limit_threads()
    engine = partial(make_engine, options)
    found = find_repeats(PassRequest(Request(paths=(), isolated=True), options.folder, engine), show_tasks)
    corpus = open_corpus(options.folder)
    if options.output_format == "json":
        write_json({"version": 1, "pairs": corpus.manifest.rows, **found._asdict()})
    else:
        pairs = tell_amount(corpus.manifest.rows, "pair")
        sources = tell_amount(found.sources, "source")
        sys.stdout.write(f"duplicate: {found.duplicates:,} of {pairs} repeat an earlier one, word for word\n")
        sys.stdout.write(f"inconsistent-target: {found.inconsistent:,} differ from the usual rendering of {sources}\n")
    return 0
