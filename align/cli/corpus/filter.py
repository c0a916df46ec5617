"""`aligncheck corpus filter FOLDER --drop RULES -o KEPT`."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import click

from align.cli.corpus.options import Folder, complain_of_unchecked
from align.cli.messages import complain
from align.cli.options import PATH, TextOrJson, as_command, names_option
from align.cli.streams import write_data
from align.cli.terminal import measure_width
from align.errors import CommandError, advise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.model.rates import Totals


@dataclass(frozen=True, slots=True)
class FilterOptions:
    """The options of `corpus filter`."""

    folder: Folder
    drop: Annotated[
        tuple[str, ...], names_option("--drop", "RULES", "Drop the pairs that these rules flag (repeatable; commas).")
    ]
    output: Annotated[
        str,
        click.Option(["-o", "--output"], required=True, metavar="FOLDER", type=PATH, help="Where files are written."),
    ]
    form: Annotated[
        str,
        click.Option(
            ["--to", "form"],
            type=click.Choice(["parquet", "jsonl", "tsv"]),
            default="parquet",
            show_default=True,
            help="The format of the files.",
        ),
    ]
    overwrite: Annotated[
        bool, click.Option(["--overwrite"], is_flag=True, help="Replace the files of an earlier filter.")
    ]
    output_format: TextOrJson


@as_command("filter", FilterOptions)
def command(options: FilterOptions) -> int:
    """Copy a corpus without the pairs that some rules flag.

    \b
        aligncheck corpus filter checked/ --drop residual-source -o clean/

    FOLDER is what `corpus check` wrote. `kept/` holds the pairs that are left, `dropped/` the others with the rules
    that were the reason, a file for each unit. Exit code: 0 done, 1 some of the corpus is not checked and in neither.
    """
    from align.cli.progress import show_status
    from align.corpora.filtering import filter_corpus
    from align.corpora.storage import open_corpus
    from align.inputs.files import explain
    from align.report.summary import tell_amount

    if not options.drop:
        raise CommandError("nothing to drop: name rules with --drop")
    folder = Path(options.output)
    try:
        with show_status("filtering ..."):
            corpus = open_corpus(options.folder)
            done = filter_corpus(corpus, options.drop, folder, options.form, overwrite=options.overwrite)
    except OSError as error:
        raise CommandError(
            f"{folder}: cannot be written ({explain(error)}): {advise(error, 'run it again with --overwrite')}"
        ) from None
    _print(done.totals, options.output_format)
    if done.changed:
        complain(f"{tell_amount(done.changed, 'pair')} with tabs or line breaks, which .tsv cannot hold: now spaces")
    return complain_of_unchecked(done.unchecked, done.unchecked_pairs)


def _print(totals: "Sequence[Totals]", form: str) -> None:
    from align.report.corpus import render_totals, render_totals_json
    from align.report.style import Style

    if form == "json":
        write_data([render_totals_json(totals)])
    else:
        sys.stdout.writelines(render_totals(totals, Style(width=measure_width())))
