"""Options that several sub-commands of `glossary` share."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import click

from align.cli.options import Columns, LanguagePair, Make, Words, argument, languages, list_words, option
from align.errors import CommandError
from glossary.model import Status

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from glossary.formats.base import Languages

STATES = ("accepted", "rejected", "candidate")
STATUSES = tuple(map(str, Status))
"""What a person may write for the state, and for the status of a term."""


@dataclass(frozen=True, slots=True)
class LanguageOptions:
    """The languages of a glossary."""

    languages: Annotated[LanguagePair, languages("The languages of the glossary [zh,en].")]

    @property
    def pair(self) -> "Languages":
        """Both, as the functions of glossaries take them."""
        from glossary.formats.base import Languages

        return Languages(self.languages.source_lang or "zh", self.languages.target_lang or "en")


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


def glossary_format(text: str, flag: str = "--input-format") -> Make:
    """Return what makes an option of a glossary format."""
    return option(text, "NAME", flag)


def fields_option(text: str, *names: str) -> Make:
    """Return what makes the option `--field`, the fields that are set, as a mapping; `names` are those there are."""

    def split(ctx: click.Context, parameter: click.Parameter, values: Words) -> dict[str, str]:
        pairs = [value.partition("=") for value in values]
        for name, equals, value in pairs:
            if name not in names or not equals:
                raise CommandError(f"--field {name}{equals}{value}: write NAME=VALUE, and NAME is {list_words(names)}")
        from glossary.formats.tables.fields import parse_term_type

        return {name: parse_term_type(value) if name == "type" else value for name, _, value in pairs}

    return option(text, "NAME=VALUE", "--field", multiple=True, callback=split)


TERM_FIELDS = {
    **{"pos": "part_of_speech", "origin": "origin", "note": "note"},
    **{"type": "term_type", "example": "example", "when": "when_source"},
}
"""What `--field` may name of a term -> the field of the model."""

CONCEPT_FIELDS = {"subject": "subject", "domain": "subject", "definition": "definition"}
"""What it may name of a concept; the domain is the subject."""

File = Annotated[str, argument("FILE")]
Force = Annotated[bool, option("Write although something gets lost: charts of a workbook, another file.")]
Format = Annotated[str | None, glossary_format("Format of FILE (else recognised).")]


@dataclass(frozen=True, slots=True)
class ChangeOptions:
    """How a glossary is changed in its file."""

    force: Force
    format: Format
    languages: LanguageOptions


@dataclass(frozen=True, slots=True)
class SignedOptions(ChangeOptions):
    """How a glossary is changed in its file, and why."""

    reason: Annotated[
        str | None, option("Why. FILE keeps it, with your name and the date, and all changes from then on.", "TEXT")
    ]
