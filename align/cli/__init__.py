"""The command line: the only place that knows click, stdout and exit codes. One file a command, imported when used."""

from importlib import import_module

import click

from align import __version__

COMMANDS = {
    "check": ("align.cli.check", "Check translations (the default command)."),
    "align": ("align.cli.align", "Align a translation with its source, sentence by sentence."),
    "glossary": ("align.cli.glossary", "Keep a glossary: check, convert, merge, look up, edit."),
    "terms": ("align.cli.terms", "Report how steadily terms are rendered."),
    "rules": ("align.cli.rules", "List the rules, or explain one."),
    "completion": ("align.cli.completion", "Print the shell's completion script."),
}
"""Each command's module, which holds it as `command`, and its line in the help."""


class Commands(click.Group):
    """A group that runs `check` where no command is named, and imports a command only to run it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order of `COMMANDS`."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Import one command."""
        if name not in COMMANDS:
            return None
        command: click.Command = import_module(COMMANDS[name][0]).command
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `check` before arguments that name no command and are not the group's own options."""
        if args and args[0] not in (*COMMANDS, "--help", "-h", "--version"):
            args = ["check", *args]
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """Run a command, and see to it that what it prints is written."""
        from align.cli.streams import streams

        with streams():
            return super().invoke(ctx)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "--version", prog_name="aligncheck", message="%(prog)s %(version)s")
def main() -> None:
    """Check translated texts, Chinese to English first, before they are published.

    \b
        aligncheck articles/          what must not be published ("check" is understood)
        aligncheck rules              what is looked for
        aligncheck check --help       the options

    Exit code: 0 nothing found, 1 findings, 2 something could not be done.
    """
