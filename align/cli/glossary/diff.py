"""`aligncheck glossary diff A B`."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import click

from align.cli.glossary.concepts import concept_to_json, describe_concept, describe_status, term_to_json
from align.cli.glossary.files import load_glossary
from align.cli.glossary.options import TableOptions, glossary_format
from align.cli.options import TextOrJson, argument, as_command
from align.cli.streams import write_json
from align.cli.terminal import is_colored, measure_width
from align.report.tables import wrap_anywhere

if TYPE_CHECKING:
    from glossary.model import Term
    from glossary.upkeep.diff import ConceptChange, Difference, FieldChange, TermChange

_COLORS = {"+": "green", "-": "red", "~": "yellow"}
_KINDS = {"+": "added", "-": "removed", "~": "changed"}


@dataclass(frozen=True, slots=True)
class DiffOptions:
    """The options of `glossary diff`."""

    before: Annotated[str, argument("A")]
    after: Annotated[str, argument("B")]
    output_format: TextOrJson
    format: Annotated[str | None, glossary_format("Format of both files (else recognised by their names or contents).")]
    languages: TableOptions


@as_command("diff", DiffOptions)
def command(options: DiffOptions) -> int:
    """Compare the glossaries A and B: concepts and terms added (+), taken out (-) and changed (~).

    Concepts are matched by id and then by their terms; the files may be of different formats, and the order of
    concepts and terms does not count. Exit code: 0 equal, 1 different, 2 not done.
    """
    from glossary.upkeep.diff import diff

    languages = options.languages.pair
    before, after = (load_glossary(path, options.format, options.languages) for path in (options.before, options.after))
    found = diff(before.glossary, after.glossary, languages)
    if options.output_format == "json":
        write_json(_difference_to_json(found))
    else:
        _print_text(found, is_colored())
    return int(bool(found))


def _print_text(found: "Difference", color: bool) -> None:
    for line in _render_lines(found, measure_width()):
        click.secho(line, fg=_COLORS.get(line.lstrip()[:1]), color=True) if color else click.echo(line)


def _render_lines(found: "Difference", columns: int) -> Iterator[str]:
    for field in found.fields:
        yield wrap_anywhere(f"~ glossary {_format_field(field)}", columns, "    ")
    for change in found.concepts:
        yield from (wrap_anywhere(line, columns, "        ") for line in _render_concept(change))
    counts = [
        (sum(change.before is None for change in found.concepts), "added"),
        (sum(change.after is None for change in found.concepts), "taken out"),
        (sum(None not in (change.before, change.after) for change in found.concepts), "changed"),
    ]
    changes = ", ".join(f"{count:,} {what}" for count, what in counts if count)
    yield f"Concepts: {changes}." if changes else "No concept is different."


def _render_concept(change: "ConceptChange") -> Iterator[str]:
    shown = change.after or change.before
    if shown is None:
        return
    yield f"{_find_sign(change)} {shown.id}  {describe_concept(shown)}"
    if change.before is None or change.after is None:
        for term in shown.terms:
            yield f"    {term.language}  {term.text}{_format_status(term)}"
    yield from (f"    {_format_field(field)}" for field in change.fields)
    yield from (_render_term(entry) for entry in change.terms)


def _render_term(change: "TermChange") -> str:
    term = change.after or change.before
    if term is None:
        return ""
    text = f"    {_find_sign(change)} {term.language}  {term.text}"
    if change.fields:
        return f"{text}: {'; '.join(map(_format_field, change.fields))}"
    return f"{text}{_format_status(term)}"


def _format_status(term: "Term") -> str:
    status = describe_status(term)
    return f" ({status})" if status else ""


def _find_sign(change: "ConceptChange | TermChange") -> str:
    return "+" if change.before is None else "-" if change.after is None else "~"


def _format_field(field: "FieldChange") -> str:
    return f"{field.name} {_quote(field.before)} → {_quote(field.after)}"


def _quote(value: str) -> str:
    return f"“{value}”" if value else "none"


def _difference_to_json(found: "Difference") -> dict[str, object]:
    return {
        "version": 1,
        "fields": [field._asdict() for field in found.fields],
        "concepts": [_change_to_json(change) for change in found.concepts],
    }


def _change_to_json(change: "ConceptChange") -> dict[str, object]:
    shown = change.after or change.before
    terms = [
        {
            "change": _KINDS[_find_sign(entry)],
            "before": term_to_json(entry.before) if entry.before else None,
            "after": term_to_json(entry.after) if entry.after else None,
        }
        for entry in change.terms
    ]
    return {
        "change": _KINDS[_find_sign(change)],
        "id": shown.id if shown else "",
        "before": concept_to_json(change.before) if change.before else None,
        "after": concept_to_json(change.after) if change.after else None,
        "fields": [field._asdict() for field in change.fields],
        "terms": terms,
    }
