"""The options that `check` was given, in one string: other commands take them, and files of decisions keep them."""

import shlex
import sys
from collections.abc import Collection
from typing import TYPE_CHECKING, Annotated

import click

from align.cli.help_sections import join_languages
from align.cli.options import Words, fill_options, option
from align.cli.runs import RUN_OPTIONS, RunOptions, build_request
from align.deprecations import replace_in_words
from align.errors import CommandError

if TYPE_CHECKING:
    from align.config.settings import Request

GivenOptions = Annotated[
    str | None,
    option('The options you gave to `check`, in quotes: --options "--source zh/ --glossary g.csv".', "TEXT"),
]


def request_given(text: str | None, paths: Words, allowed: Collection[str] = RUN_OPTIONS) -> "Request":
    """Return the request for paths that options in one string mean, as `check` reads them.

    Raises CommandError where they cannot be read, or one of them is none of those allowed.
    """
    from align.cli.check import command

    reader = click.Command("check", params=command.params, add_help_option=False)
    words = shlex.shlex(text or "", posix=True, punctuation_chars=False)
    words.whitespace_split, words.commenters = True, ""
    if sys.platform == "win32":  # a backslash is in paths, a character like others
        words.escape = ""
    try:
        given = reader.make_context("check", join_languages(replace_in_words("check", list(words))))
    except ValueError as error:
        raise CommandError(f"--options: {str(error).lower()}: close the quotation marks in it") from None
    except click.UsageError as error:
        raise CommandError(f"--options: {' '.join(error.format_message().split()).rstrip('.')}") from None
    except CommandError as error:
        raise CommandError(f"--options: {error}") from None
    for parameter in reader.params:
        name = parameter.name or ""
        is_given = given.get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE
        if is_given and isinstance(parameter, click.Argument):
            raise CommandError(f"--options: {given.params[name][0]} is not an option: leave it out")
        if is_given and name not in allowed:
            flag = parameter.opts[-1]
            raise CommandError(f"--options: {flag} does not say what is checked or how: leave it out")
    run = fill_options(RunOptions, given.params)
    return build_request(run, paths, use_cache=not run.no_cache)
