"""`aligncheck glossary set FILE TERM... --status STATUS`."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import click

from align.cli.glossary.files import edit_glossary, today
from align.cli.glossary.options import File, Force, Format, LanguageOptions
from align.cli.options import FiniteRange, as_command
from align.errors import CommandError

if TYPE_CHECKING:
    from glossary.model import Glossary
    from glossary.upkeep.change import Change, FieldsSet

_STATES = ("accepted", "rejected", "candidate")
_STATUSES = ("preferred", "admitted", "deprecated", "superseded", "forbidden")
_FIELDS = "--status, --pos, --origin, --note, --subject or --definition"


@dataclass(frozen=True, slots=True)
class SetOptions:
    """The options of `glossary set`; of a field, None leaves it as it is and "" empties it."""

    path: File
    names: Annotated[tuple[str, ...], click.Argument(["names"], nargs=-1, metavar="[TERM...]")]
    status: Annotated[
        str | None,
        click.Option(
            ["--status"],
            type=click.Choice([*_STATES, *_STATUSES]),
            metavar="STATUS",
            help=f"One of {', '.join((*_STATES, *_STATUSES))}.",
        ),
    ]
    pos: Annotated[str | None, click.Option(["--pos"], metavar="TEXT", help="Part of speech of the term.")]
    origin: Annotated[str | None, click.Option(["--origin"], metavar="TEXT", help="Where the term comes from.")]
    note: Annotated[str | None, click.Option(["--note"], metavar="TEXT", help="On the term.")]
    subject: Annotated[str | None, click.Option(["--subject"], metavar="TEXT", help="Subject field of the concept.")]
    definition: Annotated[str | None, click.Option(["--definition"], metavar="TEXT", help="Of the concept.")]
    candidates: Annotated[
        bool, click.Option(["--candidates"], is_flag=True, help="Accept or reject all candidates of FILE.")
    ]
    min_score: Annotated[
        float | None,
        click.Option(
            ["--min-score"],
            type=FiniteRange(0),
            metavar="X",
            help="With --candidates: those with a score of X or more.",
        ),
    ]
    force: Force
    format: Format
    languages: LanguageOptions


@as_command("set", SetOptions)
def command(options: SetOptions) -> int:
    """Change the status and other fields of terms that are in a glossary, in its file.

    \b
        aligncheck glossary set terms.csv "key minerals" --status forbidden
        aligncheck glossary set terms.csv 关键矿产 --subject trade
        aligncheck glossary set terms.csv 矿=ore --note "not of coal"
        aligncheck glossary set new.csv --candidates --status accepted

    TERM is a term, SOURCE=TARGET, or the id of a concept. A source term means its rendering, if it has only one.
    With a candidate that is accepted, its source is; one that is rejected stays in the file, so that it is not
    proposed again. A text that is empty ("") empties its field. Exit code: 0 done, 2 not.
    """
    from align.report.terminal import visible

    change = _build_change(options)
    with edit_glossary(options.path, options.format, options.languages.pair, options.force) as draft:
        draft.glossary, lines = _edit(draft.glossary, options, change)
    for line in lines:
        click.echo(visible(line))
    if not lines:
        click.echo(f"no candidate to be {options.status}" if options.candidates else "nothing to change")
    return 0


def _build_change(options: SetOptions) -> "Change":
    """Return what is to be changed. Raises CommandError where the options do not go together."""
    from glossary.model import State, Status
    from glossary.upkeep.change import Change

    status = options.status
    fields = (options.pos, options.origin, options.note, options.subject, options.definition)
    if options.min_score is not None and not options.candidates:
        raise CommandError("--min-score goes with --candidates: add it")
    if bool(options.names) == options.candidates:
        raise CommandError("name the terms to change, or give --candidates, which means all of them")
    if options.candidates and (status not in {"accepted", "rejected"} or {*fields} != {None}):
        raise CommandError("--candidates goes with --status accepted or --status rejected, and with no other field")
    if status is None and {*fields} == {None}:
        raise CommandError(f"say what to change: {_FIELDS}")
    state = None if status is None else State(status) if status in _STATES else State.ACCEPTED
    return Change(Status(status) if status and status not in _STATES else None, state, *fields)


def _edit(glossary: "Glossary", options: SetOptions, change: "Change") -> "tuple[Glossary, list[str]]":
    """Return the glossary with the change, and a line for each term or concept that is different."""
    from glossary.upkeep.candidates import decide_all
    from glossary.upkeep.change import set_fields

    if options.candidates and change.state:
        edited = decide_all(glossary, change.state, options.min_score, today())
        terms = [f"concept {name}: {term.language} “{term.text}”" for name, term in edited.terms]
        return edited.glossary, [f"{change.state} in {term}" for term in terms]
    done = set_fields(glossary, options.names, change, options.languages.pair, today())
    return done.glossary, [*_describe_changes(done.changes)]


def _describe_changes(changes: "tuple[FieldsSet, ...]") -> Iterator[str]:
    for concept, term, fields in changes:
        told = []
        for name in fields:
            value = str(getattr(term or concept, name))
            if name == "status" or (name == "state" and "status" not in fields):
                told.append(value)
            elif name != "state":  # a term that gets a status is accepted, which goes without saying
                told.append(f"{name.replace('_', ' ')} " + (f"“{value}”" if value else "empty"))
        named = f"{term.language} “{term.text}”: " if term else ""
        yield f"set in concept {concept.id}: {named}{', '.join(told)}"
