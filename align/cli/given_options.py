"""The options that `check` was given, in one string: other commands take them, and files of decisions keep them."""

import shlex
import sys
from collections.abc import Collection
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Annotated

import click

from align.cli.options import fill_options
from align.cli.runs import RunOptions, build_request
from align.errors import CommandError

if TYPE_CHECKING:
    from align.config.settings import Request

GivenOptions = Annotated[
    str | None,
    click.Option(
        ["--options"],
        metavar="TEXT",
        help='The options you gave to `check`, in quotes: --options "--source zh/ --glossary g.csv".',
    ),
]
RUN_OPTIONS = frozenset(field.name for field in fields(RunOptions)) - {"paths"} | {"since", "stored"}
"""The options of `check` that say what is checked and how, by name."""
KEPT_OPTIONS = RUN_OPTIONS - {"jobs", "no_cache"}
"""Those that decide what is found, which pages, tables and files of decisions keep."""


def request_given(text: str | None, paths: tuple[str, ...], allowed: Collection[str] = RUN_OPTIONS) -> "Request":
    """Return the request for paths that options in one string mean, as `check` reads them.

    Raises CommandError where they cannot be read, or one of them is none of those allowed.
    """
    from align.cli.check import command

    reader, words = click.Command("check", params=command.params, add_help_option=False), _split(text or "")
    try:
        given = reader.make_context("check", words)
    except click.UsageError as error:
        raise CommandError(f"--options: {' '.join(error.format_message().split()).rstrip('.')}") from None
    except CommandError as error:
        raise CommandError(f"--options: {error}") from None
    for parameter in reader.params:
        name = parameter.name or ""
        if name not in allowed and given.get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE:
            what = f"{parameter.opts[-1]} does not say what is checked or how"
            if isinstance(parameter, click.Argument):
                what = f"{given.params[name][0]} is not an option"
            raise CommandError(f"--options: {what}: leave it out")
    run = build_request(fill_options(RunOptions, given.params), paths)
    return replace(run, since=given.params["since"], stored=given.params["stored"])


def _split(text: str) -> list[str]:
    """Return the words of a command line; on Windows, where a backslash is in paths, it is a character like others."""
    words = shlex.shlex(text, posix=True, punctuation_chars=False)
    words.whitespace_split, words.commenters = True, ""
    if sys.platform == "win32":
        words.escape = ""
    try:
        return list(words)
    except ValueError as error:
        raise CommandError(f"--options: {str(error).lower()}: close the quotation marks in it") from None
