"""Groups of commands that are imported only to be run."""

from collections.abc import Mapping
from importlib import import_module
from typing import ClassVar

import click


class LazyGroup(click.Group):
    """A group whose commands are modules of a package; each holds its command as `command`.

    `texts` are the names of the modules, in the order of the help, and their lines in it.
    """

    package: ClassVar[str]
    texts: ClassVar[Mapping[str, str]]

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, in order."""
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
