"""`aligncheck glossary add FILE SOURCE TARGET`."""

from typing import TYPE_CHECKING, Any

import click

from align.cli.glossary.files import editing, format_option, language_options, languages, today
from align.cli.messages import fail

if TYPE_CHECKING:
    from glossary.formats.base import Languages
    from glossary.upkeep.edit import Entry

_STATUSES = ["preferred", "admitted", "deprecated", "superseded", "forbidden"]


@click.command("add", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("path", metavar="FILE", type=click.Path(path_type=str))
@click.argument("source")
@click.argument("target")
@click.option("--status", type=click.Choice(_STATUSES), help="Of the target term.")
@click.option("--candidate", is_flag=True, help="Add as a candidate, to be accepted or rejected.")
@click.option("--pos", "part_of_speech", metavar="TEXT", default="", help="Part of speech of both terms.")
@click.option("--origin", metavar="TEXT", default="", help="Where the target term comes from.")
@click.option("--note", metavar="TEXT", default="", help="On the target term.")
@click.option("--subject", metavar="TEXT", default="", help="Subject field of the concept.")
@click.option("--definition", metavar="TEXT", default="", help="Of the concept.")
@click.option("--concept", metavar="ID", default="", help="Concept to add to, or the id of a new one.")
@format_option("--format", "format_")
@language_options
def command(path: str, source: str, target: str, format_: str | None, **asked: Any) -> None:
    """Add TARGET as a rendering of SOURCE: to the concept that has SOURCE, else as a new one with a fresh id.

    \b
        aligncheck glossary add terms.csv 关键矿产 "critical minerals" --status preferred
        aligncheck glossary add terms.csv 关键矿产 "key minerals" --status forbidden

    A FILE that does not exist is begun. Exit code: 0 added, 2 not.
    """
    if not source.strip() or not target.strip():
        fail("a term is empty: give both SOURCE and TARGET")
    if _is_reversed(source, target, languages(asked)):
        fail(f"“{target}” is Chinese and “{source}” is not: give the Chinese term first")
    from glossary.upkeep.edit import add
    from glossary.upkeep.verdicts import keeps_dates

    with editing(path, format_, languages(asked), create=True) as draft:
        date = today() if keeps_dates(draft.glossary) else ""
        edited = add(draft.glossary, _entry(source, target, asked, date))
        draft.glossary = edited.glossary
    for concept, term in edited.terms:
        click.echo(_said(concept, term.language, term.text))


def _is_reversed(source: str, target: str, spoken: "Languages") -> bool:
    """Whether the Chinese term is given where the other language is expected."""
    from align.lang.scripts import count_east_asian

    return spoken == ("zh", "en") and count_east_asian(target) > 0 and not count_east_asian(source)


def _entry(source: str, target: str, asked: dict[str, Any], date: str) -> "Entry":
    from glossary.model import State, Status, Term
    from glossary.upkeep.edit import Entry

    status = Status(asked["status"]) if asked["status"] else None
    state = State.CANDIDATE if asked["candidate"] else State.ACCEPTED
    shared: dict[str, Any] = {"state": state, "part_of_speech": asked["part_of_speech"], "created": date}
    return Entry(
        Term(source.strip(), asked["source_lang"], **shared),
        Term(target.strip(), asked["target_lang"], status, origin=asked["origin"], note=asked["note"], **shared),
        subject=asked["subject"],
        definition=asked["definition"],
        concept=asked["concept"],
    )


def _said(concept: str, language: str, text: str) -> str:
    from align.report.terminal import visible

    return visible(f"added to concept {concept}: {language} “{text}”")
