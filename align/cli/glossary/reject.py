"""`aligncheck glossary reject FILE TERM|ID...`."""

from align.cli.glossary.candidates import CandidateOptions, decide_candidates
from align.cli.options import as_command


@as_command("reject", CandidateOptions)
def command(options: CandidateOptions) -> int:
    """Reject candidates, named by their text or their concept's id.

    \b
        aligncheck glossary reject terms.csv "critical minerals" c12
        aligncheck glossary reject terms.csv --all --min-score 0.8

    Only the terms that are named are touched; a rejected term stays in the file, so that it is not suggested again.
    Exit code: 0 done, 2 not.
    """
    from glossary.model import State

    return decide_candidates(options, State.REJECTED)
