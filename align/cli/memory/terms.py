"""`aligncheck memory terms`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from align.cli.memory.options import OnlyDomain, find_memory
from align.cli.options import Config, Memory, as_command, choice, count
from align.cli.outputs import print_document

if TYPE_CHECKING:
    from align.commands.memory.finding import MemoryTerm
    from align.report.document import Block

_SHOWN = 5
"""How many renderings of a term people are shown; programs get all."""
_COLUMNS = (
    *("term", "pairs", "documents", "first", "last", "rendering", "rendered", "in documents", "since", "until"),
    "may have changed to",
)


@dataclass(frozen=True, slots=True)
class TermsOptions:
    """The options of `memory terms`."""

    memory: Memory
    domain: OnlyDomain
    min_count: Annotated[int, count("Minimum number of pairs with a term.", 1, default=3)]
    limit: Annotated[int, count("In text: show only the N most frequent terms; 0: all.", default=50)]
    output_format: Annotated[str, choice("", "text", "json", "csv", "markdown", default="text")]
    config: Config


@as_command("terms", TermsOptions)
def command(options: TermsOptions) -> int:
    """List the terms of a memory and their renderings, the most frequent first.

    Each has the number of its pairs and documents, and the first and last date of these. Where the two latest documents
    have another rendering than the usual one, the house may have changed: that is said. Words that are about as
    frequent in Chinese in general are left out.
    """
    from align.cli.glossary.options import use_dictionary_for
    from align.cli.progress import show_status
    from align.commands.memory.finding import list_terms
    from align.report.document import ReportDocument, to_data

    path = find_memory(options.memory, options.config)
    with show_status("counting terms ..."), use_dictionary_for(path):
        terms = list_terms(path, options.min_count, options.domain)
    document = ReportDocument(
        lambda: _list_blocks(terms, options.limit),
        lambda: {"version": 1, "terms": to_data(terms)},
        lambda: [_COLUMNS, *_list_records(terms)],
    )
    print_document(document, options.output_format)
    return 0


def _list_blocks(terms: "Sequence[MemoryTerm]", limit: int) -> "Iterator[Block]":
    from align.report.document import Line, Table
    from align.report.summary import tell_amount

    for term in terms[: limit or None]:
        amounts = f"{tell_amount(term.pairs, 'pair')}, {tell_amount(term.documents, 'document')}"
        yield Line(f"{term.term}  {amounts}{_tell_dates(term.first, term.last)}", hang=4)
        rows = [
            (one.text, f"{one.pairs:,}", f"{tell_amount(one.documents, 'document')}{_tell_dates(one.first, one.last)}")
            for one in term.renderings[:_SHOWN]
        ]
        if len(term.renderings) > _SHOWN:
            rows.append((f"and {len(term.renderings) - _SHOWN:,} more", "", ""))
        if rows:
            yield Table(rows, indent=4, numbers=frozenset((1,)))
        if term.newer:
            yield Line(term.newer.message, indent=4)
    yield Line(tell_amount(len(terms), "term"))


def _tell_dates(first: str, last: str) -> str:
    return f", {first} to {last}" if first != last else f", {first}" if first else ""


def _list_records(terms: "Sequence[MemoryTerm]") -> "Iterator[list[str]]":
    """Yield a row for each rendering of each term, and one for a term without."""
    for term in terms:
        head = [term.term, str(term.pairs), str(term.documents), term.first, term.last]
        rows = [[one.text, str(one.pairs), str(one.documents), one.first, one.last] for one in term.renderings]
        newer = term.newer.text if term.newer else ""
        yield from ([*head, *row, newer] for row in rows or [[""] * 5])
