"""`aligncheck corpus filter FOLDER --select RULE --to FOLDER`."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from align.cli.corpus.options import Folder, complain_of_unchecked
from align.cli.messages import complain
from align.cli.options import Words, as_command, names, option, output_format
from align.cli.outputs import print_document
from align.errors import CommandError, advise


@dataclass(frozen=True, slots=True)
class FilterOptions:
    """The options of `corpus filter`."""

    folder: Folder
    drop: Annotated[Words, names("Leave out what these rules flag (repeatable; commas).")]
    to: Annotated[str, option("Folder to write.", "FOLDER", required=True)]
    output_format: Annotated[str, output_format("parquet", "jsonl", "tsv")]
    force: Annotated[bool, option("Replace the files of an earlier filter.")]


@as_command("filter", FilterOptions)
def command(options: FilterOptions) -> int:
    """Copy a corpus without the pairs that some rules flag.

    \b
        aligncheck corpus filter checked/ --drop residual-source --to clean/

    FOLDER is what `corpus check` wrote. `kept/` holds the pairs that are left, `dropped/` the others with the rules
    that were the reason, a file for each unit. Exit code: 0 done, 1 some of the corpus is not checked and in neither.
    """
    from align.cli.progress import show_status
    from align.corpora.filtering import filter_corpus
    from align.corpora.storage import open_corpus
    from align.inputs.files import explain
    from align.report.corpus import describe_totals
    from align.report.summary import tell_amount

    if not options.drop:
        raise CommandError("which pairs are left out? name the rules that flag them with --drop")
    folder = Path(options.to)
    try:
        with show_status("filtering ..."):
            corpus = open_corpus(options.folder)
            done = filter_corpus(corpus, options.drop, folder, options.output_format, force=options.force)
    except OSError as error:
        raise CommandError(
            f"{folder}: cannot be written ({explain(error)}): {advise(error, 'run it again with --force')}"
        ) from None
    print_document(describe_totals(done.totals), "text")
    if done.changed:
        complain(f"{tell_amount(done.changed, 'pair')} with tabs or line breaks, which .tsv cannot hold: now spaces")
    return complain_of_unchecked(done.unchecked, done.unchecked_pairs)
