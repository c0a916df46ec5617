"""What a run over texts is asked: the options that several commands share."""

import shlex
import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Protocol

import click

from align.cli.options import (
    PATH,
    Columns,
    Config,
    Dictionary,
    Encoding,
    InputFormat,
    LanguagePair,
    LanguagesOption,
    Parts,
    Source,
    TextColumns,
    glossary_option,
    names_option,
)
from align.config.values import MOST_JOBS
from align.errors import CommandError

if TYPE_CHECKING:
    from align.config.settings import Request

STDIN = "-"


def complete_rule(ctx: click.Context, parameter: click.Parameter, start: str) -> list[str]:
    """Return the names of rules that begin so."""
    from align.linter.registry import list_names

    return [name for name in list_names() if name.startswith(start)]


@dataclass(frozen=True, slots=True)
class RunOptions:
    """What is checked, and how; None: the configuration says it, else the default."""

    paths: Annotated[tuple[str, ...], click.Argument(["paths"], nargs=-1, type=PATH)]
    source: Source
    select: Annotated[
        tuple[str, ...],
        names_option("--select", "RULE", "Run only these rules (repeatable, or with commas).", complete_rule),
    ]
    ignore: Annotated[tuple[str, ...], names_option("--ignore", "RULE", "Leave these rules out.", complete_rule)]
    glossaries: Annotated[tuple[str, ...], glossary_option("Glossary to check against (repeatable).")]
    dictionary: Dictionary
    columns: Columns
    text_columns: TextColumns
    languages: LanguagesOption
    encoding: Encoding
    input_format: InputFormat
    parts: Parts
    config: Config
    baseline: Annotated[
        str | None,
        click.Option(["--baseline"], metavar="FILE", type=PATH, help="Findings to leave out; none: leave out none."),
    ]
    jobs: Annotated[
        int | None,
        click.Option(
            ["--jobs"],
            type=click.IntRange(1, MOST_JOBS),
            metavar="N",
            help="Processes that check files  [one per processor, for large jobs]",
        ),
    ]
    no_cache: Annotated[
        bool,
        click.Option(
            ["--no-cache"],
            is_flag=True,
            envvar="ALIGNCHECK_NO_CACHE",
            help="Recheck unchanged files too.",
        ),
    ]


StdinFilename = Annotated[
    str | None,
    click.Option(
        ["--stdin-filename"],
        metavar="NAME",
        type=PATH,
        help="Name of the text on stdin, for PATH -.",
    ),
]


class TextOptions(Protocol):
    """The options that name texts, and say how they are read."""

    @property
    def paths(self) -> tuple[str, ...]: ...
    @property
    def source(self) -> str | None: ...
    @property
    def languages(self) -> LanguagePair: ...
    @property
    def glossaries(self) -> tuple[str, ...]: ...
    @property
    def columns(self) -> str: ...
    @property
    def text_columns(self) -> str: ...
    @property
    def encoding(self) -> str | None: ...
    @property
    def input_format(self) -> str: ...
    @property
    def config(self) -> str | None: ...


def request_texts(options: TextOptions) -> "Request":
    """Return the request for the texts that options name."""
    from align.config.settings import Request

    return Request(
        paths=options.paths,
        source=options.source,
        source_lang=options.languages.source,
        target_lang=options.languages.target,
        glossary=options.glossaries,
        columns=options.columns,
        text_columns=options.text_columns,
        encoding=options.encoding,
        format=options.input_format,
        config=options.config,
    )


def build_request(options: RunOptions, paths: tuple[str, ...] | None = None) -> "Request":
    """Return the request that options mean; `paths` instead of theirs, where they are given.

    Raises UsageError where there is neither.
    """
    if paths is None and not options.paths:
        raise click.UsageError("Missing argument 'PATHS...'.", click.get_current_context())
    return replace(
        request_texts(options),
        paths=options.paths if paths is None else paths,
        select=options.select,
        ignore=options.ignore,
        dictionary=options.dictionary,
        baseline=options.baseline,
        parts=options.parts,
        jobs=options.jobs,
        use_cache=not options.no_cache,
    )


def spell_options(request: "Request") -> str:
    """Return the options of a request that decide what is found, in one string that `request_given` reads.

    A revision is named by its commit.
    """
    from align.inputs.earlier import RECORDED, name_time

    time = name_time(request)
    given: dict[str, object] = {
        "--source": request.source,
        "--select": request.select,
        "--ignore": request.ignore,
        "--glossary": request.glossary,
        "--dictionary": request.dictionary,
        "--columns": request.columns,
        "--text-columns": request.text_columns,
        "--languages": f"{request.source_lang},{request.target_lang}" if request.source_lang else "",
        "--encoding": request.encoding,
        "--input-format": request.format.removeprefix("."),
        "--parts": request.parts,
        "--config": request.config,
        "--baseline": request.baseline,
        "--stored": time == RECORDED,
        "--since": "" if time == RECORDED else time,
    }
    words = list[str]()
    for flag, value in given.items():
        if value is True:
            words.append(flag)
        elif value:
            words += (word for one in (value if isinstance(value, tuple) else (value,)) for word in (flag, str(one)))
    return shlex.join(words)


def read_stdin(paths: tuple[str, ...], stdin_filename: str | None) -> bytes | None:
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


def name_stdin(paths: tuple[str, ...], stdin_filename: str | None) -> tuple[str, ...] | None:
    """Return the path that a text on stdin is taken to have; None where files are named."""
    return (stdin_filename or "stdin.txt",) if paths == (STDIN,) else None
