"""What `glossary accept` and `glossary reject` have in common."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from align.cli.glossary.files import editing, format_option, language_options, languages, today
from align.cli.messages import fail

if TYPE_CHECKING:
    from glossary.model import State

_F = TypeVar("_F", bound=Callable[..., Any])


def candidate_options(function: _F) -> _F:
    """The arguments and options of both commands."""
    for decorate in reversed(
        (
            click.argument("path", metavar="FILE", type=click.Path(path_type=str)),
            click.argument("names", nargs=-1, metavar="[TERM|ID]..."),
            click.option("--all", "all_", is_flag=True, help="All candidates."),
            click.option(
                "--min-score", type=float, metavar="X", help="With --all: those whose field `score` is not below."
            ),
            format_option("--format", "format_"),
            language_options,
        )
    ):
        function = decorate(function)
    return function


def decide(path: str, state: "State", names: tuple[str, ...], asked: dict[str, Any]) -> None:
    """Give candidates of a glossary this state, and say which."""
    from glossary.model import State
    from glossary.upkeep.verdicts import accept, decide_all, reject

    if bool(names) == asked["all_"]:
        fail("name candidates by their text or their concept's id, or give --all")
    if asked["min_score"] is not None and not asked["all_"]:
        fail("--min-score goes with --all: add it")
    one_by_one = accept if state is State.ACCEPTED else reject
    with editing(path, asked["format_"], languages(asked)) as draft:
        if names:
            edited = one_by_one(draft.glossary, names, today())
        else:
            edited = decide_all(draft.glossary, state, asked["min_score"], today())
        draft.glossary = edited.glossary
    from align.report.terminal import visible

    for concept, term in edited.terms:
        click.echo(visible(f"{state} in concept {concept}: {term.language} “{term.text}”"))
    if not edited.terms:
        click.echo(f"no candidate to be {state}")
