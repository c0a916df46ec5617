"""What the commands for corpora that were checked share."""

from collections.abc import Sequence
from typing import Annotated

import click

from align.cli.messages import complain
from align.cli.options import PATH
from align.config.values import MOST_JOBS

Engine = Annotated[
    str,
    click.Option(
        ["--engine"],
        type=click.Choice(["local", "ray"]),
        default="local",
        show_default=True,
        help="Who does the work: processes of this machine, or Ray.",
    ),
]
RayAddress = Annotated[
    str,
    click.Option(
        ["--ray-address"],
        metavar="ADDRESS",
        default="",
        help="Cluster of Ray (auto: this machine's)  [one is started for the run]",
    ),
]
Jobs = Annotated[
    int | None,
    click.Option(["--jobs"], type=click.IntRange(1, MOST_JOBS), metavar="N", help="Processes  [one a processor]"),
]
Folder = Annotated[str, click.Argument(["folder"], type=PATH)]


def complain_of_unchecked(parts: Sequence[str], pairs: int) -> int:
    """Say on stderr what of a corpus is not checked. Returns the exit code: 1 where something is not."""
    from align.report.corpus import tell_unchecked

    for note in tell_unchecked(parts, pairs):
        complain(f"{note}: run `aligncheck corpus check` again")
    return int(bool(parts))
