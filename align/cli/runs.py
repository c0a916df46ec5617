"""What a run over texts is asked: the options of `check`, and how they are spelt in one string."""

import shlex
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import click

from align.cli.options import (
    Dictionary,
    Jobs,
    Memory,
    SomePaths,
    Source,
    TextOptions,
    Words,
    complete_from,
    complete_rule,
    fill,
    glossary,
    list_parameters,
    names,
    option,
    split_names,
)
from align.errors import CommandError

if TYPE_CHECKING:
    from align.config.settings import Request

STDIN = "-"


def _check_parts(ctx: click.Context, parameter: click.Parameter, values: Words) -> Words:
    from align.readers import PARTS

    parts = split_names(ctx, parameter, values)
    for name in parts:
        if name not in PARTS:
            raise CommandError(f"--parts: there is no part {name!r}; there are {', '.join(PARTS)}")
    return parts


def _list_parts() -> Iterable[str]:
    from align.readers import PARTS

    return PARTS


@dataclass(frozen=True, slots=True)
class RunOptions:
    """What is checked, and how; None: the configuration says it, else the default."""

    paths: SomePaths
    source: Source
    select: Annotated[Words, names("Run only these rules (repeatable, or with commas).", shell_complete=complete_rule)]
    ignore: Annotated[Words, names("Leave these rules out.", shell_complete=complete_rule)]
    glossary: Annotated[Words, glossary("Glossary to check against (repeatable).")]
    dictionary: Dictionary
    memory: Memory
    texts: TextOptions
    parts: Annotated[
        Words,
        option(
            "What else to read besides the main text: attributes, comments, navigation, strings (repeatable).",
            "NAME",
            callback=_check_parts,
            shell_complete=complete_from(_list_parts),
        ),
    ]
    baseline: Annotated[str | None, option("File of known findings to leave out, or none.", "FILE")]
    since: Annotated[str | None, option("Check only what has changed since a git revision.", "REV")]
    stored: Annotated[bool, option("Report translations whose sources have changed since `--record`.")]
    jobs: Jobs
    no_cache: Annotated[bool, option("Recheck unchanged files too.", envvar="ALIGNCHECK_NO_CACHE")]


RUN_OPTIONS = {parameter.name or "": parameter for parameter in list_parameters(RunOptions)}
"""The options of `check` that say what is checked and how, by name."""
KEPT_OPTIONS = RUN_OPTIONS.keys() - {"paths", "jobs", "no_cache"}
"""Those that decide what is found, which pages, tables and files of decisions keep."""


def build_request(options: object, paths: Words | None, **more: object) -> "Request":
    """Return the request that options mean, among which are those of a run. Raises UsageError where no path is
    named.
    """
    from align.config.settings import Request

    if paths is None:
        raise click.UsageError("Missing argument 'PATHS...'.", click.get_current_context())
    return fill(Request, options, paths=paths, **more)


def spell_options(request: "Request") -> str:
    """Return the options of a request that decide what is found, in one string that `request_given` reads.

    A revision is named by its commit.
    """
    from align.inputs.earlier import RECORDED, name_time

    time = name_time(request)
    values = {
        **vars(request),
        "languages": f"{request.source_lang},{request.target_lang}" if request.source_lang else "",
        "input_format": request.input_format.removeprefix("."),
        "since": "" if time == RECORDED else time,
        "stored": time == RECORDED,
    }
    words = list[str]()
    for name, parameter in RUN_OPTIONS.items():
        if name in KEPT_OPTIONS and (value := values[name]):
            flag = parameter.opts[-1]
            several = value if isinstance(value, tuple) else (value,)
            words += [flag] if value is True else [word for one in several for word in (flag, str(one))]
    return shlex.join(words)


def read_stdin(paths: Words, stdin_filename: str | None) -> bytes | None:
    """Return what stdin holds, where it is what a command line names; None: it names files. Raises CommandError."""
    if paths == (STDIN,):
        from align.inputs.files import read_stream

        if sys.stdin is None:
            raise CommandError("stdin is closed: send a text to it, or name a file")
        return read_stream(sys.stdin.buffer)
    if STDIN in paths:
        raise CommandError("- means stdin and cannot be combined with other paths: write ./- for a file of that name")
    if stdin_filename:
        raise CommandError("--stdin-filename needs PATH to be -, which means stdin")
    return None


def name_stdin(paths: Words, stdin_filename: str | None) -> Words | None:
    """Return the path that a text on stdin is taken to have; None where files are named."""
    return (stdin_filename or "stdin.txt",) if paths == (STDIN,) else None
