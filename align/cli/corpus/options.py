"""What the commands for corpora that were checked share."""

from collections.abc import Sequence
from typing import Annotated

import click

from align.cli.messages import complain
from align.cli.options import PATH

Folder = Annotated[str, click.Argument(["folder"], type=PATH)]


def complain_of_unchecked(parts: Sequence[str], pairs: int) -> int:
    """Say on stderr what of a corpus is not checked. Returns the exit code: 1 where something is not."""
    from align.report.corpus import tell_unchecked

    for note in tell_unchecked(parts, pairs):
        complain(f"{note}: run `aligncheck corpus check` again")
    return int(bool(parts))
