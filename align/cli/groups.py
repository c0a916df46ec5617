"""Groups of commands that are imported only to be run."""

from collections.abc import Mapping
from importlib import import_module

import click


class LazyGroup(click.Group):
    """A group whose commands are modules of a package; each holds its command as `command`.

    `texts` are the names of the modules, in the order of the help, and their lines in it.
    """

    package: str
    texts: Mapping[str, str]

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands, in order."""
        return list(self.texts)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Import one command; None where there is none of that name."""
        if name not in self.texts:
            return None
        command: click.Command = import_module(f"{self.package}.{name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(self.texts.items()))


class SubCommands(LazyGroup):
    """A group of sub-commands, one of which must be named."""

    def __init__(self, name: str, package: str, texts: Mapping[str, str], text: str) -> None:
        super().__init__(name, help=text)
        self.package, self.texts = package, texts

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the sub-command. Raises CommandError where there is none of that name."""
        if args[0] not in self.texts:
            from difflib import get_close_matches

            from align.errors import CommandError

            near = get_close_matches(args[0], self.texts, n=1, cutoff=0.5)
            meant = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(self.texts)}"
            raise CommandError(f"there is no command '{self.name} {args[0]}': {meant}")
        return super().resolve_command(ctx, args)
