"""Options that several sub-commands of `glossary` share."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import click

from align.cli.options import PATH, Columns, LanguagePair, languages_option

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
