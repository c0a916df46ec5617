"""Options that several sub-commands of `glossary` share."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import click

from align.cli.options import PATH, Columns, LanguagePair, languages_option
from align.errors import CommandError

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from glossary.formats.base import Languages


@dataclass(frozen=True, slots=True)
class LanguageOptions:
    """The languages of a glossary."""

    languages: Annotated[LanguagePair, languages_option("The languages of the glossary [zh,en].")]

    @property
    def pair(self) -> "Languages":
        """Both, as the functions of glossaries take them."""
        from glossary.formats.base import Languages

        return Languages(self.languages.source or "zh", self.languages.target or "en")


@dataclass(frozen=True, slots=True)
class TableOptions(LanguageOptions):
    """The languages of a glossary that is read, and what the columns of a table hold."""

    columns: Columns


def use_dictionary_for(path: str, named: str | None = None) -> "AbstractContextManager[None]":
    """Use the dictionary that a person names, if any, else that of the configuration that counts for a path.

    Raises ConfigError, DictionaryError.
    """
    from align.config.file import ConfigFinder
    from align.config.settings import choose_dictionary
    from glossary.dictionary.cedict import use_dictionary

    return use_dictionary(choose_dictionary(named, ConfigFinder().find(path)))


def format_option(flag: str, text: str, name: str = "format") -> click.Option:
    """Return an option of a glossary format; `name` is that of its field."""
    return click.Option([flag, name], metavar="NAME", help=text)


def to_option(metavar: str, text: str) -> click.Option:
    """Return the option `--to`: the file that a command makes."""
    return click.Option(["--to"], metavar=metavar, type=PATH, help=text)


def path_argument(name: str, metavar: str) -> click.Argument:
    """Return the path of a glossary."""
    return click.Argument([name], metavar=metavar, type=PATH)


def texts_option(text: str) -> click.Option:
    """Return the option `--in`: texts and folders of them."""
    return click.Option(["--in", "texts"], multiple=True, metavar="PATH", type=PATH, help=text)


def fields_option(names: Collection[str], text: str) -> click.Option:
    """Return the option `--field`, the fields that are set; `names` are those there are."""

    def split(ctx: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
        for value in values:
            if value.partition("=")[0] not in names or "=" not in value:
                raise CommandError(f"--field {value}: write NAME=VALUE, and NAME is {list_words(names)}")
        return {name: text for name, _, text in (value.partition("=") for value in values)}

    return click.Option(["--field", "fields"], multiple=True, metavar="NAME=VALUE", callback=split, help=text)


def list_words(words: Collection[str]) -> str:
    """Return the words that one may choose from: a, b or c."""
    *others, last = words
    return f"{', '.join(others)} or {last}"


File = Annotated[str, path_argument("path", "FILE")]
Force = Annotated[
    bool,
    click.Option(
        ["--force"],
        is_flag=True,
        help="Write although something gets lost: charts of a workbook, another file.",
    ),
]
Format = Annotated[str | None, format_option("--input-format", "Format of FILE (else recognised).")]
