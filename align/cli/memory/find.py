"""`aligncheck memory find WORD...`."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from align.cli.memory.options import OnlyDomain, find_memory
from align.cli.messages import complain
from align.cli.options import Config, Memory, ReportFormat, Words, argument, as_command, count
from align.cli.outputs import print_document

if TYPE_CHECKING:
    from align.commands.memory.finding import Concordance
    from align.model import Span
    from align.report.document import Block


@dataclass(frozen=True, slots=True)
class FindOptions:
    """The options of `memory find`."""

    words: Annotated[Words, argument("WORD...", kind=str)]
    memory: Memory
    domain: OnlyDomain
    limit: Annotated[int, count("Show only the first N pairs; 0: all.", default=20)]
    output_format: ReportFormat
    config: Config


@as_command("find", FindOptions)
def command(options: FindOptions) -> int:
    """Show the pairs of a memory that have WORD, those of the latest documents first.

    \b
        aligncheck memory find 钠离子电池
        aligncheck memory find "sodium-ion battery"
        aligncheck memory find 电池 sodium          both in one pair

    Chinese is found from one character on, in either script; English by whole words, in all their forms: "battery"
    finds "batteries". Sources and translations are searched. Exit code: 0 found, 1 not found, 2 not done.
    """
    from align.cli.glossary.options import use_dictionary_for
    from align.commands.memory.finding import find_pairs
    from align.memory.store import Store
    from align.report.document import ReportDocument, to_object

    path = find_memory(options.memory, options.config)
    with use_dictionary_for(path), Store(path) as memory:
        found = find_pairs(memory, options.words, options.limit, options.domain)
    data = {"version": 1, **to_object(found)}
    print_document(ReportDocument(lambda: _list_blocks(found), lambda: data), options.output_format)
    if not found.total and options.output_format != "json":
        complain(_tell_absence(options.words, path, options.domain))
    return int(not found.total)


def _tell_absence(words: Words, path: str, domain: str | None) -> str:
    where = f"the memory {path}" if domain is None else f"the domain “{domain}” of the memory {path}"
    if len(words) == 1:
        return f"“{words[0]}”: not in {where}"
    return f"no pair in {where} has all of {', '.join(f'“{word}”' for word in words)}"


def _list_blocks(found: "Concordance") -> "Iterator[Block]":
    from align.report.document import Gap, Heading, Line
    from align.report.summary import tell_amount

    for one in found.pairs:
        yield Heading(", ".join(filter(None, (one.document, one.date, one.domain))))
        if one.before:
            yield from (Line(text, indent=6) for text in one.before)
        yield Line(_mark(one.source, one.source_marks), indent=2)
        yield Line(_mark(one.target, one.target_marks), indent=2)
        if one.after:
            yield from (Line(text, indent=6) for text in one.after)
        yield Gap()
    if found.total:
        shown = len(found.pairs)
        more = f", the first {shown:,} of them shown (--limit)" if shown < found.total else ""
        yield Line(f"{'' if found.is_exact else 'more than '}{tell_amount(found.total, 'pair')}{more}")


def _mark(text: str, spans: "tuple[Span, ...]") -> str:
    """Return a text with its marked stretches in brackets."""
    pieces, passed = list[str](), 0
    for start, end in spans:
        pieces += (text[passed:start], f"[{text[start:end]}]")
        passed = end
    return "".join((*pieces, text[passed:]))
