"""What `glossary accept` and `glossary reject` share: their options, and what they do."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import click

from align.cli.glossary.files import edit_glossary, today
from align.cli.glossary.options import File, Force, Format, LanguageOptions
from align.cli.options import FiniteRange
from align.errors import CommandError

if TYPE_CHECKING:
    from glossary.model import Glossary, State
    from glossary.upkeep.edit import EditResult


@dataclass(frozen=True, slots=True)
class CandidateOptions:
    """The options of `glossary accept` and `glossary reject`."""

    path: File
    names: Annotated[tuple[str, ...], click.Argument(["names"], nargs=-1, metavar="[TERM|ID]...")]
    all: Annotated[bool, click.Option(["--all"], is_flag=True, help="All candidates.")]
    min_score: Annotated[
        float | None,
        click.Option(
            ["--min-score"],
            type=FiniteRange(0),
            metavar="X",
            help="With --all: those whose field `score` is not below.",
        ),
    ]
    force: Force
    format: Format
    languages: LanguageOptions


def decide_candidates(options: CandidateOptions, state: "State") -> int:
    """Accept or reject candidates of a glossary, and say which; return the exit code."""
    if bool(options.names) == options.all:
        raise CommandError("name candidates by their text or their concept's id, or give --all")
    if options.min_score is not None and not options.all:
        raise CommandError("--min-score goes with --all: add it")
    from align.report.terminal import visible

    with edit_glossary(options.path, options.format, options.languages, options.force) as draft:
        edited = _decide(draft.glossary, options, state)
        draft.glossary = edited.glossary
    for concept, term in edited.terms:
        click.echo(visible(f"{state} in concept {concept}: {term.language} “{term.text}”"))
    if not edited.terms:
        click.echo(f"no candidate to be {state}")
    return 0


def _decide(glossary: "Glossary", options: CandidateOptions, state: "State") -> "EditResult":
    from glossary.model import State
    from glossary.upkeep.candidates import accept, decide_all, reject

    if options.all:
        return decide_all(glossary, state, options.min_score, today())
    return (accept if state is State.ACCEPTED else reject)(glossary, options.names, today())
