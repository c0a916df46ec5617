"""The command line: the only place that knows click, stdout and exit codes. One file a command, imported when used."""

import os
from functools import partial
from typing import Any, NoReturn

import click

from align import __version__
from align.cli.groups import LazyGroup

COMMANDS = {
    "check": "Check translations, and correct them (the default command).",
    "accept": "Accept findings that are not faults, giving a reason for each.",
    "review": "Review findings in a browser, and apply your decisions.",
    "baseline": "Record existing findings, so that only new ones are reported.",
    "align": "Align a translation with its source, sentence by sentence.",
    "glossary": "Manage a glossary: check, convert, merge, look up, edit.",
    "corpus": "Check corpora of millions of pairs.",
    "score": "Score translations: references, findings, terms.",
    "terms": "Report how consistently terms are rendered.",
    "init": "Write a configuration that fits a folder.",
    "rules": "List the rules, or explain one.",
    "pack": "Check a team's own word lists and tables.",
    "cache": "Print where the cache is, or clear it.",
    "completion": "Print the shell's completion script.",
}
"""Each command, a module of this package, and its line in the help."""


class Commands(LazyGroup):
    """The commands; `check` runs where none is named."""

    package = __name__
    texts = COMMANDS

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `check` before arguments that name no command and are not the group's own options.

        Where no file is called so, `help` and `version` mean the options. Raises CommandError for a word that is no
        command and no file, but resembles a command.
        """
        if args in (["help"], ["version"]) and not os.path.lexists(args[0]):
            args = [f"--{args[0]}"]
        if args and args[0] not in (*COMMANDS, "--help", "-h", "--version"):
            word = args[0]
            if not (ctx.resilient_parsing or word.startswith("-") or os.path.lexists(word)):
                from difflib import get_close_matches

                from align.errors import CommandError

                for near in get_close_matches(word, COMMANDS, n=1, cutoff=0.7):
                    advice = f"did you mean the command 'aligncheck {near}'?"
                    raise CommandError(f"{word}: no such file or folder; {advice}")
            args = ["check", *args]
        return super().parse_args(ctx, args)

    def main(self, *args: Any, **extra: Any) -> NoReturn:
        """Run a command and end the process, whatever happens; the arguments are those of click."""
        from align.cli.ending import end_program

        end_program(partial(super().main, *args, **{**extra, "standalone_mode": False}))

    def invoke(self, ctx: click.Context) -> object:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:  # click would print an empty line
            raise click.exceptions.Exit(130) from None


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "--version", prog_name="aligncheck", message="%(prog)s %(version)s")
def main() -> None:
    """Check translations, chiefly from Chinese into English, before they are published.

    \b
        aligncheck articles/          check a folder (short for aligncheck check)
        aligncheck rules              list the rules
        aligncheck check --help       list the options of check

    Exit code: 0 nothing found, 1 findings, 2 the command failed.
    """
