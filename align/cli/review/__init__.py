"""`aligncheck review ...`: one file a sub-command, imported when used."""

import click

from align.cli.groups import SubCommands

COMMANDS = {
    "apply": "Carry out what was decided on the page.",
    "precision": "Count the verdicts on a sample of findings.",
    "serve": "Show the page in a browser, and keep decisions at once.",
    "status": "Say who has decided how much, and what is open.",
    "undo": "Take back what `apply` has done.",
}
"""Each sub-command, a module of this package, and its line in the help."""


class ReviewCommands(SubCommands):
    """The sub-commands of `review`."""

    package = __name__
    texts = COMMANDS


@click.group("review", cls=ReviewCommands)
def command() -> None:
    """Carry out what reviewers have decided on the page of `check --output html=FILE`.

    \b
        aligncheck check articles/ --output html=report.html
        aligncheck review apply report.review.json
        aligncheck review serve articles/
    """
