"""`aligncheck baseline ...`: one file a sub-command, imported when used."""

import click

from align.cli.groups import SubCommands

COMMANDS = {
    "create": "Write all findings there are into a new baseline.",
    "update": "Add what is new, drop what is no longer there.",
    "prune": "Drop what is no longer there.",
}
"""Each sub-command, a module of this package, and its line in the help."""


class BaselineCommands(SubCommands):
    """The sub-commands of `baseline`."""

    package = __name__
    texts = COMMANDS


@click.group("baseline", cls=BaselineCommands)
def command() -> None:
    """Keep a baseline: a file of the findings that are known already, so that `check` reports only new ones.

    \b
        aligncheck baseline create articles/     write aligncheck-baseline.jsonl
        aligncheck articles/ --baseline aligncheck-baseline.jsonl
        aligncheck baseline prune articles/      after faults have been corrected

    With `baseline = "aligncheck-baseline.jsonl"` in the configuration, every run uses it.
    Exit code: 0 done, 2 something could not be done.
    """
