"""`aligncheck glossary reject FILE TERM|ID...`."""

from typing import Any

import click

from align.cli.glossary.candidates import candidate_options, decide


@click.command("reject", context_settings={"help_option_names": ["-h", "--help"]})
@candidate_options
def command(path: str, names: tuple[str, ...], **asked: Any) -> None:
    """Reject candidates, named by their text or their concept's id.

    \b
        aligncheck glossary reject terms.csv "critical minerals" c12
        aligncheck glossary reject terms.csv --all --min-score 0.8

    Only the terms that are named are touched; a rejected term stays in the file, so that it is not suggested again.
    Exit code: 0 done, 2 not.
    """
    from glossary.model import State

    decide(path, State.REJECTED, names, asked)
