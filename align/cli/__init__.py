"""The command line: the only place that knows click, stdout and exit codes. One file a command, imported when used."""

import os
from contextlib import suppress
from functools import partial
from typing import Any, NoReturn

import click

from align import __version__
from align.cli.groups import LazyGroup
from align.deprecations import replace

COMMANDS = {
    "check": "Check translations, and correct them (the default command).",
    "accept": "Accept findings that are not faults, giving a reason for each.",
    "review": "Review findings in a browser, and apply your decisions.",
    "baseline": "Record existing findings, so that only new ones are reported.",
    "align": "Align a translation with its source, sentence by sentence.",
    "glossary": "Manage a glossary: check, convert, merge, look up, edit.",
    "memory": "Keep published translations: search them, check new ones against them.",
    "corpus": "Check corpora of millions of pairs.",
    "score": "Score translations: references, findings, terms.",
    "terms": "Report how consistently terms are rendered.",
    "server": "Check texts in editors, as a language server or a LanguageTool server.",
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

        Where no file is called so, `help` and `version` mean the options.
        """
        if args in (["help"], ["version"]) and not os.path.lexists(args[0]):
            args = [f"--{args[0]}"]
        if {*args} == {"--version", "--verbose"}:
            args = ["--verbose", "--version"]  # click goes by their order
        args = _replace_command(args)
        if args and args[0] not in (*COMMANDS, "--help", "-h", "--version", "--verbose"):
            if not ctx.resilient_parsing:
                _refuse_misspelt(args[0])
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


def _replace_command(args: list[str]) -> list[str]:
    """Return the arguments with the words that name a command today in place of those that did."""
    for count in (2, 1):
        old = " ".join(args[:count])
        if (new := replace("command", old)) != old:
            return [*new.split(), *args[count:]]
    return args


def _refuse_misspelt(word: str) -> None:
    """Raise CommandError where what means a command is none, and no file, but resembles a command."""
    if word.startswith("-") or os.path.lexists(word):
        return
    from difflib import get_close_matches

    from align.errors import CommandError

    for near in get_close_matches(word, COMMANDS, n=1, cutoff=0.7):
        raise CommandError(f"{word}: no such file or folder; did you mean the command 'aligncheck {near}'?")


def _print_version(ctx: click.Context, parameter: click.Parameter, value: bool) -> None:
    """Print the version and, with --verbose, the system, Python and the packages that results depend on."""
    if not value or ctx.resilient_parsing:
        return
    click.echo(f"aligncheck {__version__}")
    if ctx.ensure_object(dict).get("verbose"):
        import re
        from importlib.metadata import PackageNotFoundError, requires, version
        from platform import machine, platform, python_implementation, python_version

        click.echo(f"{python_implementation()} {python_version()}, {platform()}, {machine()}")
        for name in sorted({re.split(r"[^\w.-]", needed)[0] for needed in requires("aligncheck") or ()}):
            with suppress(PackageNotFoundError):
                click.echo(f"{name} {version(name)}")
    ctx.exit()


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Print the version.",
)
@click.option(
    "--verbose",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=lambda ctx, _, value: ctx.ensure_object(dict).update(verbose=value),
    help="With --version: print what a bug report needs, and nothing private.",
)
def main() -> None:
    """Check translations, chiefly from Chinese into English, before they are published.

    \b
        aligncheck articles/          check a folder (short for aligncheck check)
        aligncheck rules              list the rules
        aligncheck check --help       list the options of check

    Exit code: 0 nothing found, 1 findings, 2 the command failed.
    """
