"""`aligncheck review ...`: one file a sub-command, imported when used."""

import click

from align.cli.groups import SubCommands

COMMANDS = {
    "apply": "Carry out what was decided on the page.",
    "serve": "Show the page in a browser, and keep decisions at once.",
    "status": "Show each reviewer's progress and what is still open.",
    "undo": "Take back what `apply` has done.",
}
"""Each sub-command, a module of this package, and its line in the help."""


class ReviewCommands(SubCommands):
    """The sub-commands of `review`."""

    package = __name__
    texts = COMMANDS


@click.group("review", cls=ReviewCommands)
def command() -> None:
    """Review findings on a page, and carry out what was decided.

    \b
        aligncheck check articles/ --output html=report.html    write the page
        aligncheck review apply report.review.json              carry it out
        aligncheck review serve articles/                       in a browser
    """
