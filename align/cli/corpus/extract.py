"""`aligncheck corpus extract FOLDER`."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from align.cli.corpus.options import EngineOptions, Folder, show_tasks
from align.cli.glossary.extract import CandidatesTo, Limit, check_output, print_candidates, write_candidates_to
from align.cli.glossary.options import Force
from align.cli.messages import complain
from align.cli.options import Config, as_command, count


@dataclass(frozen=True, slots=True)
class CorpusExtractOptions:
    """The options of `corpus extract`."""

    folder: Folder
    to: CandidatesTo
    limit: Limit
    min_count: Annotated[int | None, count("Pairs that must hold a term  [one in 10,000, at least 3]", 1)]
    engine: EngineOptions
    config: Config
    force: Force


@as_command("extract", CorpusExtractOptions)
def command(options: CorpusExtractOptions) -> int:
    """Find terms and their renderings in a corpus, best first: what `glossary extract` finds in one file.

    FOLDER is what `corpus check` wrote. The work is cut into its units; what is done is kept until all is. Exit code: 0
    found, 1 none, 2 not done.
    """
    from align.commands.cores import limit_threads
    from align.commands.corpus.extract import extract_corpus_terms
    from align.commands.corpus.passes import PassRequest
    from align.config.settings import Request
    from glossary.extract.candidate_file import make_candidate

    if options.to:
        check_output(options.to)
    limit_threads()
    request = PassRequest(
        Request(paths=(), config=options.config), options.folder, options.engine.make, options.min_count
    )
    found = extract_corpus_terms(request, options.limit or sys.maxsize, show_tasks)
    entries = list(map(make_candidate, found))
    if entries and options.to:
        write_candidates_to(Path(options.to), entries, options.force)
    elif entries:
        print_candidates(entries)
    else:
        complain("no candidates: no phrase recurs")
    return int(not entries)
