"""`aligncheck glossary diff A B`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from align.cli.glossary.files import format_option, language_options, languages, load
from align.cli.terminal import color_option, colored, columns

if TYPE_CHECKING:
    from glossary.upkeep.diff import Change, Difference, Field, TermChange

_COLORS = {"+": "green", "-": "red", "~": "yellow"}


@click.command("diff", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("before", metavar="A", type=click.Path(path_type=str))
@click.argument("after", metavar="B", type=click.Path(path_type=str))
@click.option("--output-format", type=click.Choice(["text", "json"]), default="text", show_default=True)
@format_option("--format", "format_", text="Format of both files (else told by their names or contents).")
@language_options
@color_option
def command(before: str, after: str, output_format: str, format_: str | None, color: str, **asked: Any) -> None:
    """Compare the glossaries A and B: concepts and terms added (+), taken out (-) and changed (~).

    Concepts are matched by id and then by their terms; the files may be of different formats, and the order of
    concepts and terms is no difference. Exit code: 0 equal, 1 different, 2 not done.
    """
    from glossary.upkeep.diff import diff

    spoken = languages(asked)
    found = diff(load(before, format_, spoken).glossary, load(after, format_, spoken).glossary, spoken)
    if output_format == "json":
        from align.report.json_document import dump

        click.echo(dump(_object(found), indent=2))
    else:
        for line in _lines(found):
            click.secho(line, fg=_COLORS.get(line.lstrip()[:1]), color=True) if colored(color) else click.echo(line)
    raise click.exceptions.Exit(int(bool(found)))


def _lines(found: "Difference") -> Iterator[str]:
    from align.cli.glossary.tables import wrapped

    for field in found.fields:
        yield wrapped(f"~ glossary {_field(field)}", columns(), "    ")
    for change in found.concepts:
        yield from (wrapped(line, columns(), "        ") for line in _concept(change))
    counts = [
        (sum(change.before is None for change in found.concepts), "added"),
        (sum(change.after is None for change in found.concepts), "taken out"),
        (sum(None not in (change.before, change.after) for change in found.concepts), "changed"),
    ]
    said = ", ".join(f"{count:,} {what}" for count, what in counts if count)
    yield f"Concepts: {said}." if said else "No concept is different."


def _concept(change: "Change") -> Iterator[str]:
    from align.cli.glossary.tables import headline, marks

    shown = change.after or change.before
    if shown is None:
        return
    yield f"{_sign(change)} {shown.id}  {headline(shown)}"
    if change.before is None or change.after is None:
        for term in shown.terms:
            yield f"    {term.language}  {term.text}" + (f" ({marks(term)})" if marks(term) else "")
    yield from (f"    {_field(field)}" for field in change.fields)
    yield from (_term(entry) for entry in change.terms)


def _term(change: "TermChange") -> str:
    from align.cli.glossary.tables import marks

    term = change.after or change.before
    if term is None:
        return ""
    text = f"    {_sign(change)} {term.language}  {term.text}"
    if change.fields:
        return f"{text}: {'; '.join(map(_field, change.fields))}"
    return text + (f" ({marks(term)})" if marks(term) else "")


def _sign(change: "Change | TermChange") -> str:
    return "+" if change.before is None else "-" if change.after is None else "~"


def _field(field: "Field") -> str:
    return f"{field.name} {_quoted(field.before)} → {_quoted(field.after)}"


def _quoted(value: str) -> str:
    return f"“{value}”" if value else "none"


def _object(found: "Difference") -> dict[str, Any]:
    return {
        "version": 1,
        "fields": [field._asdict() for field in found.fields],
        "concepts": [_change_object(change) for change in found.concepts],
    }


def _change_object(change: "Change") -> dict[str, Any]:
    from align.cli.glossary.tables import concept_object, term_object

    shown = change.after or change.before
    terms = [
        {
            "change": _KINDS[_sign(entry)],
            "before": term_object(entry.before) if entry.before else None,
            "after": term_object(entry.after) if entry.after else None,
        }
        for entry in change.terms
    ]
    return {
        "change": _KINDS[_sign(change)],
        "id": shown.id if shown else "",
        "before": concept_object(change.before) if change.before else None,
        "after": concept_object(change.after) if change.after else None,
        "fields": [field._asdict() for field in change.fields],
        "terms": terms,
    }


_KINDS = {"+": "added", "-": "removed", "~": "changed"}
