"""Options of commands.

The options of a command are one frozen dataclass. Each field is annotated with its type and with the click parameter of
the same name that fills it: `quiet: Annotated[bool, click.Option(["--quiet"], is_flag=True)]`. A field whose type is
such a dataclass itself is a group of options. The order of the fields is that of the help.
Options and groups that several commands share are defined here, once.
"""

import math
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import is_dataclass
from pathlib import Path
from typing import Annotated, NamedTuple, TypeVar, get_type_hints

import click

from align.cli.help_sections import SectionedCommand
from align.errors import CommandError, LanguageCodeError

_Options = TypeVar("_Options")
_Completion = Callable[[click.Context, click.Parameter, str], list[str]]


class _Path(click.Path):
    """A path; an empty one (`"$FILES"` without a value) would mean the whole folder, and is refused."""

    def convert(
        self, value: str | os.PathLike[str], param: click.Parameter | None, ctx: click.Context | None
    ) -> str | bytes | os.PathLike[str]:
        """Return the path as it was given."""
        if not value:
            self.fail("the path is empty: write . for this folder", param, ctx)
        return super().convert(value, param, ctx)


PATH = _Path(readable=False, path_type=str)


def as_command(name: str, options: Callable[..., _Options]) -> Callable[[Callable[[_Options], int]], click.Command]:
    """Make a click command of a function that takes these options and returns the exit code; its docstring is the help.

    `options` is the dataclass.
    """

    def decorate(run: Callable[[_Options], int]) -> click.Command:
        def callback(**values: object) -> None:
            raise click.exceptions.Exit(run(fill_options(options, values)))

        return SectionedCommand(name, params=list(_find_parameters(options)), callback=callback, help=run.__doc__)

    return decorate


def _find_parameters(options: Callable[..., object]) -> Iterator[click.Parameter]:
    """Yield the click parameters of a dataclass of options and of the groups in it."""
    for hint in get_type_hints(options, include_extras=True).values():
        if isinstance(hint, type) and is_dataclass(hint):
            yield from _find_parameters(hint)
        else:
            yield hint.__metadata__[0]


def fill_options(options: Callable[..., _Options], values: Mapping[str, object]) -> _Options:
    """Return a dataclass of options, and the groups in it, from the values of the parameters by name."""
    arguments = {}
    for name, hint in get_type_hints(options).items():
        is_group = isinstance(hint, type) and is_dataclass(hint)
        arguments[name] = fill_options(hint, values) if is_group else values[name]
    return options(**arguments)


def names_option(flag: str, metavar: str, text: str, complete: _Completion | None = None) -> click.Option:
    """Return an option of names, given several times or separated by commas."""
    return click.Option(
        [flag], multiple=True, metavar=metavar, callback=_split_names, shell_complete=complete, help=text
    )


def _split_names(ctx: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())


class LanguagePair(NamedTuple):
    """The languages that texts are translated from and into; None: the configuration says it, else it is found out."""

    source: str | None = None
    target: str | None = None


class LanguagePairType(click.ParamType[LanguagePair]):
    """Two codes of languages: zh,en."""

    name = "languages"

    def convert(
        self, value: str | LanguagePair, param: click.Parameter | None, ctx: click.Context | None
    ) -> LanguagePair:
        """Return the pair. Raises CommandError where these are no two languages."""
        from align.lang.codes import check_language_code

        if isinstance(value, LanguagePair):
            return value
        codes = [code.strip() for code in value.split(",")]
        if len(codes) != 2:
            raise CommandError(f"--languages: {value!r} does not name two languages: write --languages zh,en")
        try:
            for code in codes:
                check_language_code(code)
        except LanguageCodeError as error:
            raise CommandError(f"--languages: {error}") from None
        return LanguagePair(*codes)


def languages_option(text: str) -> click.Option:
    """Return the option `--languages`; CommandError where it names no two languages."""
    return click.Option(
        ["--languages"], metavar="FROM,INTO", type=LanguagePairType(), default=LanguagePair(), help=text
    )


class FiniteRange(click.FloatRange):
    """A number within bounds: not "nan", which no comparison holds for, nor "inf"."""

    def convert(self, value: float, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Return the number. Raises BadParameter."""
        try:
            number = float(value)
        except ValueError:
            self.fail(f"{value!r} is not a number.", param, ctx)
        number = super().convert(number, param, ctx)
        if not math.isfinite(number):
            self.fail(f"{value} is not a number.", param, ctx)
        return number


def glossary_option(text: str) -> click.Option:
    """Return the option `--glossary`; every command has its own use for glossaries."""
    return click.Option(["-g", "--glossary", "glossaries"], multiple=True, metavar="FILE", type=PATH, help=text)


def columns_option() -> click.Option:
    """Return the option `--columns`, what the columns of a glossary hold; CommandError where it says nothing of
    columns.
    """
    return click.Option(
        ["--columns"],
        metavar="NAME=COLUMN,...",
        default="",
        callback=_check_columns,
        help="What columns of the glossary hold, by number or title (zh=2,en=3,status=Use), its sheet (sheet=Terms), "
        "how to read the status words (允许使用=admitted).",
    )


def _check_columns(ctx: click.Context, parameter: click.Parameter, value: str) -> str:
    if value:
        from glossary.formats.base import FormatError
        from glossary.formats.tables.choice import parse_choice

        try:
            parse_choice(value)
        except FormatError as error:
            raise CommandError(f"--columns: {error}") from error
    return value


def text_columns_option() -> click.Option:
    """Return the option `--text-columns`, what the columns of tables of pairs hold; CommandError where it names
    none.
    """
    return click.Option(
        ["--text-columns"],
        metavar="NAME=COLUMN,...",
        default="",
        callback=_check_text_columns,
        help="What columns of a table of pairs hold, by letter, number or title: source=C,target=D,id=A.",
    )


def _check_text_columns(ctx: click.Context, parameter: click.Parameter, value: str) -> str:
    if value:
        from align.errors import ReadError
        from align.readers.tables.columns import parse_columns

        try:
            parse_columns(value)
        except ReadError as error:
            raise CommandError(f"--text-columns: {error}") from error
    return value


def _check_format(ctx: click.Context, parameter: click.Parameter, value: str) -> str:
    if value:
        from align.errors import ReadError
        from align.readers import find_format

        try:
            return find_format(value)
        except ReadError as error:
            raise CommandError(f"--input-format: {error}") from error
    return value


def _complete_format(ctx: click.Context, parameter: click.Parameter, start: str) -> list[str]:
    from align.model.formats import READERS

    return [suffix[1:] for suffix in READERS if suffix[1:].startswith(start)]


def output_option(metavar: str, text: str) -> click.Option:
    """Return the option `--output`, a file or folder to write."""
    return click.Option(["-o", "--output"], metavar=metavar, type=PATH, help=text)


def to_option(metavar: str, text: str, *, required: bool = False) -> click.Option:
    """Return the option `--to`, the file or folder that a command makes."""
    return click.Option(["--to"], metavar=metavar, type=PATH, required=required, help=text)


def output_format_option(*names: str) -> click.Option:
    """Return the option `--output-format`, how a result is printed; the first name is the default."""
    return click.Option(["--output-format"], type=click.Choice(names), default=names[0], show_default=True)


def limit_option(text: str, default: int | None = None) -> click.Option:
    """Return the option `--limit`, how many things are shown or kept; 0: all."""
    kind = click.IntRange(0)
    return click.Option(
        ["--limit"], metavar="N", type=kind, default=default, show_default=default is not None, help=text
    )


def refuse_others(job: str, *allowed: str) -> None:
    """Refuse the options on the command line that mean nothing for a job. Raises CommandError."""
    ctx = click.get_current_context()
    for parameter in ctx.command.params:
        source = ctx.get_parameter_source(parameter.name or "")
        if source is click.core.ParameterSource.COMMANDLINE and parameter.name not in allowed:
            raise CommandError(f"{parameter.opts[-1]} does not go with {job}; leave it out")


def _complete_part(ctx: click.Context, parameter: click.Parameter, start: str) -> list[str]:
    from align.readers import PARTS

    return [name for name in PARTS if name.startswith(start)]


def _check_parts(ctx: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    from align.readers import PARTS

    names = _split_names(ctx, parameter, values)
    for name in names:
        if name not in PARTS:
            raise CommandError(f"--parts: there is no part {name!r}; there are {', '.join(PARTS)}")
    return names


Columns = Annotated[str, columns_option()]
TextColumns = Annotated[str, text_columns_option()]
Paths = Annotated[tuple[str, ...], click.Argument(["paths"], nargs=-1, required=True, type=PATH)]
Source = Annotated[
    str | None,
    click.Option(
        ["--source"],
        metavar="PATH",
        type=PATH,
        help="Source, or folder of sources (else found by name).",
    ),
]
LanguagesOption = Annotated[LanguagePair, languages_option("The languages translated from and into [zh,en].")]
Encoding = Annotated[
    str | None, click.Option(["--encoding"], metavar="NAME", help="Encoding of the texts (else detected).")
]
InputFormat = Annotated[
    str,
    click.Option(
        ["--input-format"],
        metavar="NAME",
        default="",
        callback=_check_format,
        shell_complete=_complete_format,
        help="Format of the texts, whatever their suffix: html, docx, txt and so on.",
    ),
]
Parts = Annotated[
    tuple[str, ...],
    click.Option(
        ["--parts"],
        multiple=True,
        metavar="NAME",
        callback=_check_parts,
        shell_complete=_complete_part,
        help="What else to read besides the main text: attributes, comments, navigation, strings (repeatable).",
    ),
]
Dictionary = Annotated[
    str | None,
    click.Option(
        ["--dictionary"], metavar="FILE", type=PATH, help="CC-CEDICT dictionary file (default: the installed one)."
    ),
]
Isolated = Annotated[bool, click.Option(["--isolated"], is_flag=True, help="Use no configuration file.")]
Config = Annotated[
    Path | None,
    click.Option(
        ["--config"], type=click.Path(readable=False, path_type=Path), help="Configuration to use for all files."
    ),
]
Color = Annotated[
    str,
    click.Option(
        ["--color"],
        type=click.Choice(["auto", "always", "never"]),
        default="auto",
        show_default=True,
        help="Colours; auto obeys NO_COLOR, FORCE_COLOR and the terminal.",
    ),
]
Quiet = Annotated[bool, click.Option(["-q", "--quiet"], is_flag=True, help="Do not print the summary.")]
ReportFormat = Annotated[str, output_format_option("text", "json", "markdown")]
