"""`aligncheck memory status`."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from align.cli.memory.options import find_memory
from align.cli.options import Config, Memory, ReportFormat, as_command, count
from align.cli.outputs import print_document

if TYPE_CHECKING:
    from align.commands.memory.keeping import Status
    from align.report.document import Block


@dataclass(frozen=True, slots=True)
class StatusOptions:
    """The options of `memory status`."""

    memory: Memory
    limit: Annotated[int, count("In text: list only the first N documents; 0: all.", default=20)]
    output_format: ReportFormat
    config: Config


@as_command("status", StatusOptions)
def command(options: StatusOptions) -> int:
    """Say what is in a memory: documents, pairs, terms, domains, dates, size."""
    from align.commands.memory.keeping import find_status
    from align.report.document import ReportDocument, to_object

    status = find_status(find_memory(options.memory, options.config))
    data = {"version": 1, **to_object(status)}
    print_document(ReportDocument(lambda: _list_blocks(status, options.limit), lambda: data), options.output_format)
    return 0


def _list_blocks(status: "Status", limit: int) -> "Iterator[Block]":
    from align.report.document import Heading, Line, Table
    from align.report.summary import tell_amount

    yield Heading(status.path)
    amounts = ((status.documents, "document"), (status.pairs, "pair"), (status.terms, "term"), (status.names, "name"))
    told = ", ".join(tell_amount(number, what) for number, what in amounts)
    yield Line(f"{told}; {_tell_dates(status.first, status.last)}; {status.bytes / 1e6:,.1f} MB")
    rows = [
        (one.domain or "(no domain)", f"{one.documents:,}", f"{one.pairs:,}", _tell_dates(one.first, one.last))
        for one in status.domains
    ]
    if len(rows) > 1 or any(one.domain for one in status.domains):
        yield Table(rows, ("domain", "documents", "pairs", "dates"), numbers=frozenset((1, 2)))
    shown = status.listed[: limit or None]
    if shown:
        rows = [(one.document, f"{one.pairs:,}", one.date, one.domain) for one in shown]
        yield Table(rows, ("document", "pairs", "date", "domain"), numbers=frozenset((1,)))
    if len(shown) < len(status.listed):
        yield Line(f"the first {len(shown):,} of {len(status.listed):,} documents are listed (--limit)")


def _tell_dates(first: str, last: str) -> str:
    if not first:
        return "no dates"
    return first if first == last else f"{first} to {last}"
