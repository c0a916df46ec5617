"""`aligncheck corpus ...`: one file a sub-command, imported when used."""

import click

from align.cli.groups import SubCommands

COMMANDS = {
    "report": "Say how often each rule flags pairs, and where they are from.",
    "filter": "Copy a corpus without the pairs that some rules flag.",
    "sample": "Draw findings at random for people to judge.",
}
"""Each sub-command, a module of this package, and its line in the help."""


class CorpusCommands(SubCommands):
    """The sub-commands of `corpus`."""

    package = __name__
    texts = COMMANDS


@click.group("corpus", cls=CorpusCommands)
def command() -> None:
    """Check whole corpora of pairs, and use what was found."""
