"""`aligncheck glossary accept FILE TERM|ID...`."""

from align.cli.glossary.candidates import CandidateOptions, decide_candidates
from align.cli.options import as_command


@as_command("accept", CandidateOptions)
def command(options: CandidateOptions) -> int:
    """Accept candidates, named by their text or their concept's id.

    \b
        aligncheck glossary accept terms.csv "critical minerals" c12
        aligncheck glossary accept terms.csv --all --min-score 0.8

    Where a term is the only one of its language in the concept, it is accepted with the term that is named.
    Exit code: 0 done, 2 not.
    """
    from glossary.model import State

    return decide_candidates(options, State.ACCEPTED)
