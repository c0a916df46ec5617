"""`aligncheck corpus extract FOLDER`."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from align.cli.corpus.options import EngineOptions, Folder, show_tasks
from align.cli.glossary.extract import CandidatesTo, Limit, check_output, print_candidates, write_candidates_to
from align.cli.glossary.options import Force
from align.cli.messages import complain
from align.cli.options import Config, as_command, count

if TYPE_CHECKING:
    from glossary.extract.candidate_file import Candidate


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
    if options.to:
        check_output(options.to)
    entries = _find(options)
    if entries and options.to:
        write_candidates_to(Path(options.to), entries, options.force)
    elif entries:
        print_candidates(entries)
    else:
        complain("no candidates: no phrase recurs")
    return int(not entries)


def _find(options: CorpusExtractOptions) -> "list[Candidate]":
    from align.commands.cores import limit_threads
    from align.commands.corpus.extract import extract_corpus_terms
    from align.commands.corpus.passes import PassRequest
    from align.config.settings import Request
    from glossary.extract.candidate_file import make_candidate

    limit_threads()
    run = Request(paths=(), config=options.config)
    request = PassRequest(run, options.folder, options.engine.make, options.min_count)
    return [make_candidate(pair) for pair in extract_corpus_terms(request, options.limit or sys.maxsize, show_tasks)]
