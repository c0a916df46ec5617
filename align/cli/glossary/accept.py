"""`aligncheck glossary accept FILE TERM|ID...`."""

from typing import Any

import click

from align.cli.glossary.candidates import candidate_options, decide


@click.command("accept", context_settings={"help_option_names": ["-h", "--help"]})
@candidate_options
def command(path: str, names: tuple[str, ...], **asked: Any) -> None:
    """Accept candidates, named by their text or their concept's id.

    \b
        aligncheck glossary accept terms.csv "critical minerals" c12
        aligncheck glossary accept terms.csv --all --min-score 0.8

    Where a term is the only one of its language in the concept, it is accepted with the term that is named.
    Exit code: 0 done, 2 not.
    """
    from glossary.model import State

    decide(path, State.ACCEPTED, names, asked)
