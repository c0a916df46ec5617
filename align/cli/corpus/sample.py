"""`aligncheck corpus sample FOLDER --to TABLE`, and `--judged TABLE...`."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import click

from align.cli.corpus.options import complain_of_unchecked
from align.cli.messages import tell
from align.cli.options import PATH, ReportFormat, as_command, names_option, refuse_others, to_option
from align.cli.outputs import print_document
from align.errors import CommandError


@dataclass(frozen=True, slots=True)
class SampleOptions:
    """The options of `corpus sample`."""

    paths: Annotated[
        tuple[str, ...], click.Argument(["paths"], metavar="FOLDER|TABLE...", nargs=-1, required=True, type=PATH)
    ]
    to: Annotated[str | None, to_option("TABLE", "The table to write: .csv or .xlsx.")]
    select: Annotated[
        tuple[str, ...], names_option("--select", "RULES", "Findings of these rules alone (repeatable; commas).")
    ]
    per_rule: Annotated[
        int,
        click.Option(
            ["--per-rule"],
            metavar="N",
            type=click.IntRange(1, 10_000),
            default=50,
            show_default=True,
            help="Findings of each rule.",
        ),
    ]
    seed: Annotated[
        int,
        click.Option(
            ["--seed"],
            metavar="N",
            type=click.IntRange(0),
            default=0,
            show_default=True,
            help="Seed of the draw: another number draws other findings.",
        ),
    ]
    judged: Annotated[
        bool,
        click.Option(
            ["--judged"], is_flag=True, help="Count the verdicts in these tables: how often each rule was right."
        ),
    ]
    output_format: ReportFormat


@as_command("sample", SampleOptions)
def command(options: SampleOptions) -> int:
    """Draw findings of each rule at random, as a table for people to judge, or count what they have judged.

    \b
        aligncheck corpus sample checked/ --per-rule 50 --to sample.xlsx
        aligncheck corpus sample --judged sample.xlsx

    FOLDER is what `corpus check` wrote. People write `right`, `wrong` or `unsure` into the column `verdict` of TABLE.
    What is unsure or open does not count. The limits are those of an interval of 95 % (Wilson's).

    Exit code: 0 done, 1 some of the corpus is not checked.
    """
    if options.judged:
        return _count_verdicts(options)
    from align.cli.progress import show_status
    from align.corpora.rates import check_rules
    from align.corpora.sampling import draw_sample
    from align.corpora.storage import open_corpus
    from align.inputs.files import explain
    from align.report.sample import pack
    from align.report.summary import tell_amount
    from glossary.storage.atomic import write_bytes_atomically
    from glossary.storage.reading import is_there

    refuse_others("a sample", "paths", "to", "select", "per_rule", "seed")
    if len(options.paths) != 1:
        raise CommandError("a sample is drawn from one corpus: name one folder, or count the verdicts with --judged")
    if not options.to:
        raise CommandError("where does the sample go? name a table with --to, such as --to sample.csv")
    path = Path(options.to)
    if path.suffix.lower() not in (".csv", ".xlsx"):
        raise CommandError(f"--to: {path}: a sample is a table: name a file that ends in .csv or .xlsx")
    if is_there(path):
        raise CommandError(f"--to: {path} is there already, perhaps with verdicts: name another file")
    corpus = open_corpus(options.paths[0])
    check_rules(corpus, options.select)
    with show_status("drawing findings ..."):
        examples = list(draw_sample(corpus, options.per_rule, options.seed, options.select))
    try:
        write_bytes_atomically(path, pack(path.suffix.lower(), examples))
    except OSError as error:
        raise CommandError(f"--to: {path}: cannot be written ({explain(error)}): name another file") from None
    rules = tell_amount(len({one.rule for one in examples}), "rule")
    tell([f"{tell_amount(len(examples), 'finding')} of {rules}: {path}"])
    left = corpus.find_left()
    return complain_of_unchecked(list(map(corpus.manifest.describe, left)), sum(unit.rows for unit in left))


def _count_verdicts(options: SampleOptions) -> int:
    """Say how often each rule was right in tables that people have judged."""
    from align.config.decisions.tables import read_rows
    from align.corpora.sampling import add_verdicts, count_verdicts
    from align.report.sample import describe_precision

    refuse_others("--judged", "paths", "judged", "output_format")
    found = add_verdicts(one for path in options.paths for one in count_verdicts(path, read_rows(path)))
    print_document(describe_precision(found), options.output_format)
    return 0
