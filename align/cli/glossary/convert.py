"""`aligncheck glossary convert IN OUT`."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from align.cli.glossary.files import load_glossary, save_glossary, tell_saved
from align.cli.glossary.options import STATES, STATUSES, Force, TableOptions, glossary_format
from align.cli.options import argument, as_command, choice, list_words, option
from align.errors import CommandError

if TYPE_CHECKING:
    from glossary.model import Glossary


@dataclass(frozen=True, slots=True)
class ConvertOptions:
    """The options of `glossary convert`."""

    source: Annotated[str, argument("IN")]
    target: Annotated[str, argument("OUT")]
    source_format: Annotated[str | None, glossary_format("Format of IN (else recognised).")]
    target_format: Annotated[
        str | None, glossary_format("Format of OUT (else recognised by its name).", "--output-format")
    ]
    domain: Annotated[str | None, option("Only the concepts of this domain (subject).", "NAME")]
    status: Annotated[
        str | None,
        choice(
            f"Only the terms that are {list_words(STATES + STATUSES)}, with the source terms of their concepts.",
            *(*STATES, *STATUSES),
            metavar="STATUS",
        ),
    ]
    force: Force
    languages: TableOptions


@as_command("convert", ConvertOptions)
def command(options: ConvertOptions) -> int:
    """Write the glossary IN in another format as OUT.

    \b
        aligncheck glossary convert terms.xlsx terms.csv
        aligncheck glossary convert terms.csv upload.csv --output-format deepl
        aligncheck glossary convert terms.csv house.tbx --status preferred

    What OUT's format cannot hold is reported on stderr. Exit code: 0 written, 2 not.
    """
    languages = options.languages.pair
    glossary = _choose(load_glossary(options.source, options.source_format, options.languages).glossary, options)
    save_glossary(options.target, glossary, options.target_format, languages, force=options.force)
    tell_saved(options.target, glossary)
    return 0


def _choose(glossary: "Glossary", options: ConvertOptions) -> "Glossary":
    """Return the part of a glossary that is asked for. Raises CommandError where there is none."""
    from glossary.model import State, Status
    from glossary.upkeep.choosing import choose_domain, choose_status
    from glossary.upkeep.edit import EditError

    if options.domain is not None:
        try:
            glossary = choose_domain(glossary, options.domain)
        except EditError as error:
            raise CommandError(f"{options.source}: {error}") from error
    if options.status is not None:
        kind = State if options.status in STATES else Status
        glossary = choose_status(glossary, kind(options.status), options.languages.pair)
        if not glossary.concepts:
            raise CommandError(f"{options.source}: no term is {options.status}: leave --status out, or name another")
    return glossary
