"""`aligncheck glossary merge A B [BASE]`."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from align.cli.glossary.files import load_glossary, print_glossary, save_glossary, tell_saved
from align.cli.glossary.options import Force, TableOptions, glossary_format
from align.cli.messages import complain
from align.cli.options import argument, as_command, option


@dataclass(frozen=True, slots=True)
class MergeOptions:
    """The options of `glossary merge`."""

    ours: Annotated[str, argument("A")]
    theirs: Annotated[str, argument("B")]
    base: Annotated[str | None, argument("[BASE]", required=False)]
    to: Annotated[str | None, option("File to write; may be A (else stdout).", "OUT")]
    format: Annotated[str | None, glossary_format("Format of all files (else recognised by their names or contents).")]
    force: Force
    languages: TableOptions


@as_command("merge", MergeOptions)
def command(options: MergeOptions) -> int:
    """Merge the glossaries A and B concept by concept, matched by id and then by their terms.

    \b
        aligncheck glossary merge mine.csv theirs.csv --to both.csv

    Candidates of B that no one has accepted or rejected are left out, with what `glossary extract` measured, unless A
    has candidates too.

    With BASE, which both were made from, what only one side changed or took out is taken over. As a merge driver of
    git:

    \b
        git config merge.glossary.driver \\
            "aligncheck glossary merge %A %B %O --to %A"
        echo "*.csv merge=glossary" >> .gitattributes

    Conflicts are listed with both sides. OUT then holds both terms and, of other fields, A's value; the field
    `conflict` of the concept or term says so, and `glossary lint` reports it until it is emptied.
    Exit code: 0 merged, 1 with conflicts, 2 not done.
    """
    from align.inputs.files import same_file
    from glossary.upkeep.choosing import drop_undecided
    from glossary.upkeep.merge import merge

    languages = options.languages.pair
    ours, theirs = (load_glossary(path, options.format, options.languages) for path in (options.ours, options.theirs))
    base = load_glossary(options.base, options.format, options.languages).glossary if options.base else None
    added, left_out = theirs.glossary, tuple[str, ...]()
    if base is None:
        added, left_out = drop_undecided(added, ours.glossary, languages)
    merged = merge(ours.glossary, added, base, languages)
    if options.to is None:
        print_glossary(merged.glossary, ours.format, languages)
    else:
        has_own_format = Path(options.to).suffix and options.to != options.ours
        format_name = options.format or (None if has_own_format else ours.format)
        onto = same_file(options.to, options.ours)
        save_glossary(options.to, merged.glossary, format_name, languages, onto=onto, force=options.force)
        if options.base is None:  # git calls the file by a name that no one knows
            tell_saved(options.to, merged.glossary)
    for note in (*(f"{options.theirs}: {line}" for line in left_out), *merged.notes):
        complain(note)
    for conflict in merged.conflicts:
        concept = f"concept {conflict.concept}, " if conflict.concept else ""
        term = f"term “{conflict.term}”, " if conflict.term else ""
        before = f" (was {conflict.base})" if conflict.base else ""
        complain(f"conflict: {concept}{term}{conflict}{before}")
    return int(bool(merged.conflicts))
