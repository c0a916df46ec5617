"""`aligncheck glossary merge A B` and `merge --base BASE OURS THEIRS`."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from align.cli.glossary.files import format_option, language_options, languages, load, save, show
from align.cli.messages import complain

if TYPE_CHECKING:
    from glossary.upkeep.merge_values import Conflict


@click.command("merge", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("ours", metavar="A", type=click.Path(path_type=str))
@click.argument("theirs", metavar="B", type=click.Path(path_type=str))
@click.option("--base", metavar="BASE", type=click.Path(path_type=str), help="What both A and B were made from.")
@click.option(
    "-o", "--output", metavar="OUT", type=click.Path(path_type=str), help="File to write; may be A (else stdout)."
)
@format_option("--format", "format_", text="Format of all files (else told by their names or contents).")
@language_options
def command(ours: str, theirs: str, base: str | None, output: str | None, format_: str | None, **asked: Any) -> None:
    """Merge the glossaries A and B concept by concept, matched by id and then by their terms.

    With --base, what only one side changed or took out is taken over. As a merge driver of git:

    \b
        git config merge.glossary.driver "aligncheck glossary merge --base %O %A %B -o %A"
        echo "*.csv merge=glossary" >> .gitattributes

    Conflicts are listed with both sides. OUT then holds both terms and, of other fields, A's value; the field
    `conflict` of the concept or term says so, and `glossary lint` reports it until it is emptied.
    Exit code: 0 merged, 1 with conflicts, 2 not done.
    """
    from glossary.upkeep.merge import merge

    spoken = languages(asked)
    mine, its = load(ours, format_, spoken), load(theirs, format_, spoken)
    before = load(base, format_, spoken).glossary if base else None
    merged = merge(mine.glossary, its.glossary, before, spoken)
    if output is None:
        show(merged.glossary, mine.format, spoken)
    else:
        named = format_ or (None if Path(output).suffix and output != ours else mine.format)
        save(output, merged.glossary, named, spoken)
    for note in merged.notes:
        complain(note)
    for conflict in merged.conflicts:
        complain(f"conflict: {_said(conflict)}")
    raise click.exceptions.Exit(int(bool(merged.conflicts)))


def _said(conflict: "Conflict") -> str:
    what = f"concept {conflict.concept}, " if conflict.concept else ""
    term = f"term “{conflict.term}”, " if conflict.term else ""
    base = f" (was {conflict.base})" if conflict.base else ""
    return f"{what}{term}{conflict}{base}"
