"""`aligncheck glossary ...`: one file a sub-command, imported when used."""

from importlib import import_module

import click

COMMANDS = {
    "lint": "Find what is wrong in glossaries.",
    "convert": "Write a glossary in another format.",
    "merge": "Merge two glossaries, or three-way (a git merge driver).",
    "diff": "Compare two glossaries concept by concept.",
    "stats": "Count concepts, terms, languages, statuses.",
    "find": "Look a word up, or show it in texts.",
    "extract": "Find term candidates in texts and their translations.",
    "suggest": "Suggest renderings for a word, or for those left in a file.",
    "add": "Add a term and its rendering.",
    "accept": "Accept candidates.",
    "reject": "Reject candidates.",
    "sort": "Put concepts and terms in order.",
}
"""Each sub-command, a module of this package that holds it as `command`, and its line in the help."""


class SubCommands(click.Group):
    """A group that imports a sub-command only to run it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The sub-commands in the order of `COMMANDS`."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Import one sub-command."""
        if name not in COMMANDS:
            return None
        command: click.Command = import_module(f"align.cli.glossary.{name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Say in one line that there is no such sub-command."""
        if args[0] not in COMMANDS:
            from difflib import get_close_matches

            from align.cli.messages import fail

            near = get_close_matches(args[0], COMMANDS, n=1, cutoff=0.5)
            meant = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(COMMANDS)}"
            fail(f"there is no command 'glossary {args[0]}': {meant}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the sub-commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group("glossary", cls=SubCommands, context_settings={"help_option_names": ["-h", "--help"]})
def command() -> None:
    """Keep a glossary: a file of concepts with their terms, in any format that terminologists use.

    \b
        aligncheck glossary lint terms.csv
        aligncheck glossary convert terms.csv terms.tbx
        aligncheck glossary find 关键矿产 -g terms.csv --in articles/

    Formats are told by name and content. Exit code: 0 done, 1 problems, differences or conflicts, 2 not done.
    """
