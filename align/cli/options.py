"""Options of commands, and requests that are filled with them.

The options of a command are one frozen dataclass. Each field is annotated with its type and with what makes the click
parameter of its name: `quiet: Annotated[bool, option("Do not print the summary.", "", "-q")]`. A field whose type is
such a dataclass itself is a group of options. The order of the fields is that of the help.
Options and groups that several commands share are declared here, once.
"""

import math
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from importlib import import_module
from inspect import signature
from typing import Annotated, Any, NamedTuple, TypeVar, get_type_hints

import click

from align.cli.help_sections import SectionedCommand
from align.config.choices import MOST_JOBS
from align.errors import CommandError, LanguageCodeError

_Options = TypeVar("_Options")
_Made = TypeVar("_Made")
Make = Callable[[str, object], click.Parameter]
"""What makes a parameter of the name and the type of a field."""
Words = tuple[str, ...]


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
_PATHS = frozenset({"PATH", "FILE", "FOLDER", "OUT", "TABLE"})
"""What an option takes that takes the path of something, as its help calls it."""


def option(text: str, metavar: str = "", *flags: str, **more: Any) -> Make:
    """Return what makes an option with a help text.

    Of a field that is a bool it is a flag, of a tuple it may be given several times. `flags` are its spellings, where
    one is not that of the field, and short ones. `more` is what `click.Option` takes.
    """

    def make(name: str, hint: object) -> click.Parameter:
        long = [] if any(flag.startswith("--") for flag in flags) else [f"--{name.replace('_', '-')}"]
        kind: dict[str, Any] = {"is_flag": True} if hint is bool else {"multiple": hint == Words}
        if metavar in _PATHS:
            kind["type"] = PATH
        if more.get("default") and "show_default" not in more:
            kind["show_default"] = True
        return click.Option([*flags, *long, name], metavar=metavar or None, help=text, **(kind | more))

    return make


def argument(
    metavar: str | None = None, *, required: bool = True, kind: click.ParamType[Any] | type = PATH, **more: Any
) -> Make:
    """Return what makes an argument, a path if nothing else is said; of a tuple, there may be several."""

    def make(name: str, hint: object) -> click.Parameter:
        nargs, must = -1 if hint == Words else 1, required and "default" not in more
        return click.Argument([name], metavar=metavar, nargs=nargs, required=must, type=kind, **more)

    return make


def as_command(name: str, options: Callable[..., _Options]) -> Callable[[Callable[[_Options], int]], click.Command]:
    """Make a click command of a function that takes these options and returns the exit code; its docstring is the help.

    `options` is the dataclass.
    """

    def decorate(run: Callable[[_Options], int]) -> click.Command:
        def callback(**values: object) -> None:
            raise click.exceptions.Exit(run(fill_options(options, values)))

        return SectionedCommand(name, params=list(list_parameters(options)), callback=callback, help=run.__doc__)

    return decorate


def list_parameters(options: Callable[..., object]) -> Iterator[click.Parameter]:
    """Yield the click parameters of a dataclass of options and of the groups in it."""
    for name, hint in get_type_hints(options, include_extras=True).items():
        if isinstance(hint, type) and is_dataclass(hint):
            yield from list_parameters(hint)
        else:
            yield hint.__metadata__[0](name, hint.__origin__)


def fill_options(options: Callable[..., _Options], values: Mapping[str, object]) -> _Options:
    """Return a dataclass of options, and the groups in it, from the values of the parameters by name."""
    arguments = {}
    for name, hint in get_type_hints(options).items():
        is_group = isinstance(hint, type) and is_dataclass(hint)
        arguments[name] = fill_options(hint, values) if is_group else values[name]
    return options(**arguments)


def fill(make: Callable[..., _Made], options: object, **more: object) -> _Made:
    """Return a request: each field has the value of the option of its name, unless `more` says another."""
    known = signature(make).parameters
    return make(**{name: value for name, value in _list_values(options) if name in known} | more)


def _list_values(options: object) -> Iterator[tuple[str, object]]:
    """Yield the fields of options and of the groups in them."""
    assert is_dataclass(options)
    for field in fields(options):
        value = getattr(options, field.name)
        if is_dataclass(value):
            yield from _list_values(value)
        elif isinstance(value, LanguagePair):
            yield from value._asdict().items()
        else:
            yield field.name, value


def list_words(words: Collection[str]) -> str:
    """Return the words that one may choose from: a, b or c."""
    *others, last = words
    return f"{', '.join(others)} or {last}"


def refuse_others(job: str, *allowed: str) -> None:
    """Refuse the options on the command line that mean nothing for a job. Raises CommandError."""
    ctx = click.get_current_context()
    for parameter in ctx.command.params:
        source = ctx.get_parameter_source(parameter.name or "")
        if source is click.core.ParameterSource.COMMANDLINE and parameter.name not in allowed:
            raise CommandError(f"{parameter.opts[-1]} does not go with {job}; leave it out")


def names(text: str, metavar: str = "RULE", **more: Any) -> Make:
    """Return what makes an option of names, given several times or separated by commas."""
    return option(text, metavar, callback=split_names, **more)


def split_names(ctx: click.Context, parameter: click.Parameter, values: Words) -> Words:
    """Return the names of an option, which may be separated by commas."""
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())


def complete_from(list_all: Callable[[], Iterable[str]]) -> Callable[[click.Context, click.Parameter, str], list[str]]:
    """Return what completes the start of a word to those of a list, which is made when a shell asks for it."""
    return lambda ctx, parameter, start: [name for name in list_all() if name.startswith(start)]


def _list_rules() -> Iterable[str]:
    from align.linter.registry import list_names

    return list_names()


complete_rule = complete_from(_list_rules)
"""Completes the name of a rule."""


class LanguagePair(NamedTuple):
    """The languages that texts are translated from and into; None: the configuration says it, else it is found out."""

    source_lang: str | None = None
    target_lang: str | None = None


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
        if len(codes) != 2 or not any(codes):
            raise CommandError(f"--languages: {value!r} does not name two languages: write --languages zh,en")
        try:
            for code in filter(None, codes):
                check_language_code(code)
        except LanguageCodeError as error:
            raise CommandError(f"--languages: {error}") from None
        return LanguagePair(*(code or None for code in codes))


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


def _read_with(module: str, name: str) -> Callable[[click.Context, click.Parameter, str], str]:
    """Return a callback that has a value looked at by a function of a module, and puts what it returns, if that is a
    text, in place of the value; what is wrong is told with the name of the option.
    """

    def callback(ctx: click.Context, parameter: click.Parameter, value: str) -> str:
        from align.errors import ReadError
        from glossary.formats.base import FormatError

        try:
            found = getattr(import_module(module), name)(value) if value else value
        except (FormatError, ReadError) as error:
            raise CommandError(f"{parameter.opts[-1]}: {error}") from error
        return found if isinstance(found, str) else value

    return callback


def _list_suffixes() -> Iterable[str]:
    from align.model.formats import READERS

    return (suffix[1:] for suffix in READERS)


def languages(text: str) -> Make:
    """Return what makes the option `--languages`."""
    return option(text, "FROM,INTO", type=LanguagePairType(), default=LanguagePair(), show_default=False)


def glossary(text: str) -> Make:
    """Return what makes the option `--glossary`; every command has its own use for glossaries."""
    return option(text, "FILE", "-g", "--glossary")


def count(text: str, least: int = 0, most: int | None = None, **more: Any) -> Make:
    """Return what makes an option of a whole number."""
    return option(text, "N", type=click.IntRange(least, most), **more)


def number(text: str, least: float = 0, most: float | None = None, **more: Any) -> Make:
    """Return what makes an option of a number; `more` is what `click.FloatRange` takes."""
    default = more.pop("default", None)
    return option(text, "X", type=FiniteRange(least, most, **more), default=default)


def choice(text: str, *words: str, **more: Any) -> Make:
    """Return what makes an option of one of several words."""
    return option(text, more.pop("metavar", ""), type=click.Choice(words), **more)


def output_format(*formats: str) -> Make:
    """Return what makes the option `--output-format`, how a result is printed; the first is the default."""
    return option("", type=click.Choice(formats), default=formats[0])


Paths = Annotated[Words, argument()]
SomePaths = Annotated[Words, argument(required=False)]
Columns = Annotated[
    str,
    option(
        "What columns of the glossary hold, by number or title (zh=2,en=3,status=Use), its sheet (sheet=Terms), "
        "how to read the status words (允许使用=admitted).",
        "NAME=COLUMN,...",
        default="",
        callback=_read_with("glossary.formats.tables.choice", "parse_choice"),
    ),
]
TextColumns = Annotated[
    str,
    option(
        "What columns of a table of pairs hold, by letter, number or title: source=C,target=D,id=A.",
        "NAME=COLUMN,...",
        default="",
        callback=_read_with("align.readers.tables.columns", "parse_columns"),
    ),
]
Source = Annotated[str | None, option("Source, or folder of sources (else found by name).", "PATH")]
Languages = Annotated[LanguagePair, languages("The languages translated from and into [zh,en].")]
Encoding = Annotated[str | None, option("Encoding of the texts (else detected).", "NAME")]
InputFormat = Annotated[
    str,
    option(
        "Format of the texts, whatever their suffix: html, docx, txt and so on.",
        "NAME",
        default="",
        callback=_read_with("align.readers", "find_format"),
        shell_complete=complete_from(_list_suffixes),
    ),
]
Dictionary = Annotated[str | None, option("CC-CEDICT dictionary file (default: the installed one).", "FILE")]
Memory = Annotated[str | None, option("Memory of published translations, or none (else the configuration's).", "FILE")]
Config = Annotated[str | None, option("Configuration to use for all files; none: no file.", "FILE")]
Jobs = Annotated[int | None, count("Processes that work  [one a processor, for large jobs]", 1, MOST_JOBS)]
Color = Annotated[
    str,
    choice("Colours; auto obeys NO_COLOR, FORCE_COLOR and the terminal.", "auto", "always", "never", default="auto"),
]
Quiet = Annotated[bool, option("Do not print the summary.", "", "-q")]
MinSeverity = Annotated[str | None, choice("Lowest severity that is shown [warning].", "info", "warning", "error")]
ReportFormat = Annotated[str, output_format("text", "json", "markdown")]


@dataclass(frozen=True, slots=True)
class TextOptions:
    """How texts and glossaries are read; None: the configuration says it, else it is found out."""

    columns: Columns
    text_columns: TextColumns
    languages: Languages
    encoding: Encoding
    input_format: InputFormat
    config: Config
