"""`aligncheck memory add PATH...`."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from align.cli.memory.options import find_memory
from align.cli.messages import complain_of_failures, list_skipped, tell
from align.cli.options import (
    Config,
    Dictionary,
    Encoding,
    InputFormat,
    Jobs,
    Languages,
    Memory,
    Paths,
    Source,
    TextColumns,
    as_command,
    fill,
    option,
)
from align.errors import CommandError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from align.commands.memory.adding import Added


@dataclass(frozen=True, slots=True)
class AddOptions:
    """The options of `memory add`; None: the configuration says it, else it is found out."""

    paths: Paths
    source: Source
    memory: Memory
    domain: Annotated[str | None, option("The domain of these texts, such as finance.", "NAME")]
    dictionary: Dictionary
    languages: Languages
    encoding: Encoding
    input_format: InputFormat
    text_columns: TextColumns
    jobs: Jobs
    config: Config


@as_command("add", AddOptions)
def command(options: AddOptions) -> int:
    """Add the translations in PATHS, with their sources, to a memory.

    \b
        aligncheck memory add articles/ --memory house.sqlite --domain mining
        aligncheck memory add pairs.jsonl --memory house.sqlite

    PATHS are texts, folders, or files that hold both sides, such as TMX and what `aligncheck align` writes. Sources are
    found as `check` finds them. Unchanged texts are passed over; a changed text replaces what was there of it.
    """
    from align.cli.glossary.options import use_dictionary_for
    from align.cli.work import show_work
    from align.commands.memory.adding import add_texts
    from align.config.settings import Request
    from align.report.summary import tell_amount

    path = find_memory(options.memory, options.config)
    request = fill(Request, options, memory=path)
    with use_dictionary_for(path, options.dictionary):
        added = add_texts(request, path, options.domain, show_work)
    failed = complain_of_failures(added.skipped)
    left_out = [one for one in added.skipped if not one.failed]
    if not added.new and not added.replaced and not added.unchanged:
        raise CommandError(f"nothing to add{list_skipped(left_out)}; give translations with their sources (--source)")
    tell(_describe(path, added, options.domain or "(no domain)"))
    for one in left_out:
        units = f"{tell_amount(one.units, 'unit')} " if one.units else ""
        tell([f"left out: {one.path} ({units}{one.reason})"])
    return 2 if failed else 0


def _describe(path: str, added: "Added", domain: str) -> "Iterator[str]":
    from align.report.summary import tell_amount

    parts = [(added.new, "added"), (added.replaced, "replaced"), (added.unchanged, "unchanged")]
    documents = ", ".join(f"{tell_amount(number, 'document')} {what}" for number, what in parts if number)
    reasons = [
        (added.unsure, "the alignment is too uncertain"),
        (added.drafts, "not translated yet, not confirmed, or to be reviewed"),
    ]
    left_out = "".join(f" ({number:,} left out: {why})" for number, why in reasons if number)
    yield f"{path}: {documents}; {tell_amount(added.pairs, 'pair')} added{left_out}"
    if added.moved:
        yield f"domain of {tell_amount(added.moved, 'document')} changed to {domain}"
