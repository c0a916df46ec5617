"""`aligncheck glossary diff A B`."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from align.cli.glossary.concepts import concept_to_json, describe_concept, describe_status, term_to_json
from align.cli.glossary.files import load_glossary
from align.cli.glossary.options import TableOptions, glossary_format
from align.cli.options import ReportFormat, argument, as_command
from align.cli.outputs import print_document

if TYPE_CHECKING:
    from align.report.document import Block
    from glossary.model import Term
    from glossary.upkeep.diff import ConceptChange, Difference, FieldChange, TermChange

_KINDS = {"+": "added", "-": "removed", "~": "changed"}


@dataclass(frozen=True, slots=True)
class DiffOptions:
    """The options of `glossary diff`."""

    before: Annotated[str, argument("A")]
    after: Annotated[str, argument("B")]
    output_format: ReportFormat
    format: Annotated[str | None, glossary_format("Format of both files (else recognised by their names or contents).")]
    languages: TableOptions


@as_command("diff", DiffOptions)
def command(options: DiffOptions) -> int:
    """Compare the glossaries A and B: concepts and terms added (+), taken out (-) and changed (~).

    Concepts are matched by id and then by their terms; the files may be of different formats, and the order of
    concepts and terms does not count. Exit code: 0 equal, 1 different, 2 not done.
    """
    from align.report.document import ReportDocument
    from glossary.upkeep.diff import diff

    before, after = (
        load_glossary(path, options.format, options.languages).glossary for path in (options.before, options.after)
    )
    found = diff(before, after, options.languages.pair)
    print_document(ReportDocument(lambda: _list_blocks(found), lambda: _list_data(found)), options.output_format)
    return int(bool(found))


def _list_blocks(found: "Difference") -> "Iterator[Block]":
    from align.report.document import Line

    yield from (Line(f"~ glossary {_format_field(field)}", 0, 4, _KINDS["~"]) for field in found.fields)
    for change in found.concepts:
        shown = change.after or change.before
        if shown is None:
            continue
        sign = _find_sign(change)
        yield Line(f"{sign} {shown.id}  {describe_concept(shown)}", 0, 8, _KINDS[sign])
        if change.before is None or change.after is None:
            yield from (Line(f"{term.language}  {term.text}{_format_status(term)}", 4, 4) for term in shown.terms)
        yield from (Line(_format_field(field), 4, 4) for field in change.fields)
        for entry in change.terms:
            term = entry.after or entry.before
            if term is not None:
                what = f": {'; '.join(map(_format_field, entry.fields))}" if entry.fields else _format_status(term)
                sign = _find_sign(entry)
                yield Line(f"{sign} {term.language}  {term.text}{what}", 4, 4, _KINDS[sign])
    counts = [
        (sum(change.before is None for change in found.concepts), "added"),
        (sum(change.after is None for change in found.concepts), "taken out"),
        (sum(None not in (change.before, change.after) for change in found.concepts), "changed"),
    ]
    changes = ", ".join(f"{count:,} {what}" for count, what in counts if count)
    yield Line(f"Concepts: {changes}." if changes else "No concept is different.", hang=4)


def _format_status(term: "Term") -> str:
    status = describe_status(term)
    return f" ({status})" if status else ""


def _find_sign(change: "ConceptChange | TermChange") -> str:
    return "+" if change.before is None else "-" if change.after is None else "~"


def _format_field(field: "FieldChange") -> str:
    before, after = (f"“{value}”" if value else "none" for value in (field.before, field.after))
    return f"{field.name} {before} → {after}"


def _list_data(found: "Difference") -> dict[str, object]:
    concepts = []
    for change in found.concepts:
        shown = change.after or change.before
        terms = [
            {
                "change": _KINDS[_find_sign(entry)],
                "before": term_to_json(entry.before) if entry.before else None,
                "after": term_to_json(entry.after) if entry.after else None,
            }
            for entry in change.terms
        ]
        concept = {
            "change": _KINDS[_find_sign(change)],
            "id": shown.id if shown else "",
            "before": concept_to_json(change.before) if change.before else None,
            "after": concept_to_json(change.after) if change.after else None,
            "fields": [field._asdict() for field in change.fields],
            "terms": terms,
        }
        concepts.append(concept)
    return {"version": 1, "fields": [field._asdict() for field in found.fields], "concepts": concepts}
