"""`aligncheck glossary add FILE SOURCE TARGET`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from align.cli.authors import tell_date
from align.cli.glossary.files import edit_glossary
from align.cli.glossary.options import CONCEPT_FIELDS, STATUSES, TERM_FIELDS, File, SignedOptions, fields_option
from align.cli.messages import tell
from align.cli.options import argument, as_command, choice
from align.errors import CommandError

_OF_CONCEPT = {**CONCEPT_FIELDS, "concept": "concept"}


@dataclass(frozen=True, slots=True)
class AddOptions:
    """The options of `glossary add`."""

    path: File
    source: Annotated[str, argument(kind=str)]
    target: Annotated[str, argument(kind=str)]
    status: Annotated[
        str | None,
        choice(
            f"Of the target term: {', '.join(STATUSES)}, or candidate (both terms are proposed).",
            *(*STATUSES, "candidate"),
            metavar="STATUS",
        ),
    ]
    fields: Annotated[
        Mapping[str, str],
        fields_option(
            "Part of speech of both terms (pos); origin, note, type, example or when of the target term; domain (or "
            "subject) or definition of the concept; its id (concept), if there are several or it is new.",
            *TERM_FIELDS,
            *_OF_CONCEPT,
        ),
    ]
    change: SignedOptions


@as_command("add", AddOptions)
def command(options: AddOptions) -> int:
    """Add TARGET as a rendering of SOURCE: to the concept that has SOURCE, else as a new one with a fresh id.

    \b
        aligncheck glossary add terms.csv 关键矿产 "critical minerals"
        aligncheck glossary add terms.csv 矿产 minerals --status forbidden
        aligncheck glossary add terms.csv 稀土 "rare earths" --status candidate

    A FILE that does not exist is created. Exit code: 0 added, 2 not.
    """
    from glossary.lang.scripts import count_east_asian
    from glossary.model import State, Status, Term
    from glossary.upkeep.candidates import has_dates
    from glossary.upkeep.edit import Addition, add

    source, target, given = options.source.strip(), options.target.strip(), options.fields
    languages, is_candidate = options.change.languages.pair, options.status == State.CANDIDATE
    if not source or not target:
        raise CommandError("a term is empty: give both SOURCE and TARGET")
    if languages == ("zh", "en") and count_east_asian(target) > 0 and not count_east_asian(source):
        raise CommandError(f"“{options.target}” is Chinese and “{options.source}” is not: give the Chinese term first")
    with edit_glossary(options.path, options.change, create=True) as draft:
        source_term = Term(
            source,
            languages.source,
            state=State.CANDIDATE if is_candidate else State.ACCEPTED,
            part_of_speech=given.get("pos", ""),
            created=tell_date() if has_dates(draft.glossary) else "",
        )
        target_term = source_term._replace(
            text=target,
            language=languages.target,
            status=Status(options.status) if options.status and not is_candidate else None,
            origin=given.get("origin", ""),
            note=given.get("note", ""),
            term_type=given.get("type", ""),
            example=given.get("example", ""),
            when_source=given.get("when", ""),
        )
        concept = {field: given[name] for name, field in _OF_CONCEPT.items() if name in given}
        edited = add(draft.glossary, Addition(source_term, target_term, **concept))
        draft.glossary = edited.glossary
    tell(f"added to concept {name}: {term.describe()}" for name, term in edited.terms)
    return 0
