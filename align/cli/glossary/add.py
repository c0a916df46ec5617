"""`aligncheck glossary add FILE SOURCE TARGET`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import click

from align.cli.glossary.files import edit_glossary, today
from align.cli.glossary.options import File, Force, Format, LanguageOptions, fields_option
from align.cli.options import argument, as_command, choice
from align.errors import CommandError

if TYPE_CHECKING:
    from glossary.model import Term
    from glossary.upkeep.edit import Addition


_STATUSES = ("preferred", "admitted", "deprecated", "superseded", "forbidden")
_OF_CONCEPT = ("subject", "definition", "concept")


@dataclass(frozen=True, slots=True)
class AddOptions:
    """The options of `glossary add`."""

    path: File
    source: Annotated[str, argument(kind=str)]
    target: Annotated[str, argument(kind=str)]
    status: Annotated[
        str | None,
        choice(
            f"Of the target term: {', '.join(_STATUSES)}, or candidate (both terms are proposed).",
            *(*_STATUSES, "candidate"),
            metavar="STATUS",
        ),
    ]
    fields: Annotated[
        Mapping[str, str],
        fields_option(
            "Part of speech of both terms (pos), origin or note of the target term; subject or definition of the "
            "concept; its id (concept), if there are several or it is new.",
            *("pos", "origin", "note", *_OF_CONCEPT),
        ),
    ]
    force: Force
    format: Format
    languages: LanguageOptions


@as_command("add", AddOptions)
def command(options: AddOptions) -> int:
    """Add TARGET as a rendering of SOURCE: to the concept that has SOURCE, else as a new one with a fresh id.

    \b
        aligncheck glossary add terms.csv 关键矿产 "critical minerals"
        aligncheck glossary add terms.csv 矿产 minerals --status forbidden
        aligncheck glossary add terms.csv 稀土 "rare earths" --status candidate

    A FILE that does not exist is created. Exit code: 0 added, 2 not.
    """
    _check_terms(options)
    from align.report.terminal import visible
    from glossary.upkeep.candidates import has_dates
    from glossary.upkeep.edit import add

    with edit_glossary(options.path, options.format, options.languages.pair, options.force, create=True) as draft:
        date = today() if has_dates(draft.glossary) else ""
        edited = add(draft.glossary, _build_entry(options, date))
        draft.glossary = edited.glossary
    for concept, term in edited.terms:
        click.echo(visible(f"added to concept {concept}: {term.language} “{term.text}”"))
    return 0


def _check_terms(options: AddOptions) -> None:
    """Raises CommandError where a term is empty, or the Chinese one is where the other is expected."""
    from glossary.lang.scripts import count_east_asian

    source, target = options.source, options.target
    if not source.strip() or not target.strip():
        raise CommandError("a term is empty: give both SOURCE and TARGET")
    if options.languages.pair == ("zh", "en") and count_east_asian(target) > 0 and not count_east_asian(source):
        raise CommandError(f"“{target}” is Chinese and “{source}” is not: give the Chinese term first")


def _build_entry(options: AddOptions, date: str) -> "Addition":
    """Return the terms to add, created on a date (empty: the glossary keeps no dates), and their concept."""
    from glossary.model import State, Status
    from glossary.upkeep.edit import Addition

    status = Status(options.status) if options.status and options.status != State.CANDIDATE else None
    target = _build_term(options, options.target, options.languages.pair.target, date)
    given = options.fields
    return Addition(
        _build_term(options, options.source, options.languages.pair.source, date),
        target._replace(status=status, origin=given.get("origin", ""), note=given.get("note", "")),
        **{name: given[name] for name in _OF_CONCEPT if name in given},
    )


def _build_term(options: AddOptions, text: str, language: str, date: str) -> "Term":
    from glossary.model import State, Term

    state = State.CANDIDATE if options.status == State.CANDIDATE else State.ACCEPTED
    return Term(text.strip(), language, state=state, part_of_speech=options.fields.get("pos", ""), created=date)
