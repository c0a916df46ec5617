"""`aligncheck glossary set FILE TERM... --status STATUS`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from align.cli.authors import tell_date
from align.cli.glossary.files import edit_glossary
from align.cli.glossary.options import CONCEPT_FIELDS, STATES, STATUSES, TERM_FIELDS, File, SignedOptions, fields_option
from align.cli.messages import tell
from align.cli.options import Words, argument, as_command, choice, list_words, number, option
from align.errors import CommandError

if TYPE_CHECKING:
    from glossary.upkeep.change import Change, FieldsSet

_FIELDS = {**TERM_FIELDS, **CONCEPT_FIELDS}
"""What `--field` may name, and the fields of a `Change`."""


@dataclass(frozen=True, slots=True)
class SetOptions:
    """The options of `glossary set`; of a field, None leaves it as it is and "" empties it."""

    path: File
    names: Annotated[Words, argument("[TERM...]", required=False, kind=str)]
    status: Annotated[
        str | None, choice(f"One of {', '.join(STATES + STATUSES)}.", *STATES, *STATUSES, metavar="STATUS")
    ]
    fields: Annotated[
        Mapping[str, str],
        fields_option(
            "Of a term: pos (part of speech), origin, note, type, example, when; of its concept: domain (or subject), "
            "definition.",
            *_FIELDS,
        ),
    ]
    all_candidates: Annotated[bool, option("Accept or reject all candidates of FILE.", "", "--all")]
    min_score: Annotated[float | None, number("With --all: those with a score of X or more.")]
    change: SignedOptions


@as_command("set", SetOptions)
def command(options: SetOptions) -> int:
    """Change the status and other fields of terms that are in a glossary, in its file.

    \b
        aligncheck glossary set terms.csv "key minerals" --status forbidden
        aligncheck glossary set terms.csv 关键矿产 --field domain=trade
        aligncheck glossary set terms.csv 矿=ore --field "note=not of coal"
        aligncheck glossary set new.csv --all --status accepted

    TERM is a term, SOURCE=TARGET, or the id of a concept. A source term means its rendering, if it has only one.
    With a candidate that is accepted, its source is; one that is rejected stays in the file, so that it is not
    proposed again. An empty VALUE empties its field. Exit code: 0 done, 2 not.
    """
    from glossary.upkeep.candidates import decide_all
    from glossary.upkeep.change import set_fields

    change = _build_change(options)
    with edit_glossary(options.path, options.change) as draft:
        if options.all_candidates and change.state:
            decided = decide_all(draft.glossary, change.state, options.min_score, tell_date())
            draft.glossary = decided.glossary
            lines = [f"{change.state} in concept {name}: {term.describe()}" for name, term in decided.terms]
        else:
            languages = options.change.languages.pair
            done = set_fields(draft.glossary, options.names, change, languages, tell_date())
            draft.glossary = done.glossary
            typed = {CONCEPT_FIELDS[name]: name for name in options.fields if name in CONCEPT_FIELDS}
            lines = [_describe_change(one, typed) for one in done.changes]
    tell(lines or [f"no candidate to be {options.status}" if options.all_candidates else "nothing to change"])
    return 0


def _build_change(options: SetOptions) -> "Change":
    """Return what is to be changed. Raises CommandError where the options do not go together."""
    from glossary.model import State, Status
    from glossary.upkeep.change import Change

    status = options.status
    fields = {_FIELDS[name]: value for name, value in options.fields.items()}
    if options.min_score is not None and not options.all_candidates:
        raise CommandError("--min-score goes with --all: add it")
    if bool(options.names) == options.all_candidates:
        raise CommandError("name the terms to change, or give --all, which means all candidates")
    if options.all_candidates and (status not in {"accepted", "rejected"} or fields):
        raise CommandError("--all goes with --status accepted or --status rejected, and with no other field")
    if status is None and not fields:
        raise CommandError(f"say what to change: --status, or --field NAME=VALUE with {list_words(_FIELDS)}")
    state = None if status is None else State(status) if status in STATES else State.ACCEPTED
    return Change(Status(status) if status and status not in STATES else None, state, **fields)


def _describe_change(changed: "FieldsSet", typed: Mapping[str, str]) -> str:
    """Return a line on the fields that are different now of a term or concept; `typed` is what a person called them."""
    concept, term, fields = changed
    told = []
    for name in fields:
        value = str(getattr(term or concept, name))
        if name == "status" or (name == "state" and "status" not in fields):
            told.append(value)
        elif name != "state":  # a term that gets a status is accepted, which goes without saying
            told.append(f"{typed.get(name) or name.replace('_', ' ')} " + (f"“{value}”" if value else "empty"))
    named = f"{term.describe()}: " if term else ""
    return f"set in concept {concept.id}: {named}{', '.join(told)}"
