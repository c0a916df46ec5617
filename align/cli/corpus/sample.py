"""`aligncheck corpus sample FOLDER -o FILE`."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import click

from align.cli.corpus.options import Folder, complain_of_unchecked
from align.cli.messages import tell
from align.cli.options import PATH, as_command, names_option
from align.errors import CommandError

if TYPE_CHECKING:
    from align.corpora.storage import Corpus


@dataclass(frozen=True, slots=True)
class SampleOptions:
    """The options of `corpus sample`."""

    folder: Folder
    output: Annotated[
        str,
        click.Option(["-o", "--output"], required=True, metavar="FILE", type=PATH, help="The table: .csv or .xlsx."),
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
    rules: Annotated[
        tuple[str, ...], names_option("--rules", "RULES", "Findings of these rules alone (repeatable; commas).")
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


@as_command("sample", SampleOptions)
def command(options: SampleOptions) -> int:
    """Draw findings of each rule at random, as a table for people to judge.

    \b
        aligncheck corpus sample checked/ --per-rule 50 -o sample.xlsx
        aligncheck review precision sample.xlsx

    Somebody writes `right`, `wrong` or `unsure` into the column `verdict`; `review precision` counts them. Exit code: 0
    done, 1 some of the corpus is not checked.
    """
    from align.cli.progress import show_status
    from align.corpora.rates import check_rules
    from align.corpora.sampling import draw_sample
    from align.corpora.storage import open_corpus
    from align.inputs.files import explain
    from align.report.sample import pack
    from align.report.summary import tell_amount
    from glossary.storage.atomic import write_bytes_atomically

    path = _find_output(options)
    corpus = open_corpus(options.folder)
    check_rules(corpus, options.rules)
    with show_status("drawing findings ..."):
        examples = list(draw_sample(corpus, options.per_rule, options.seed, options.rules))
    try:
        write_bytes_atomically(path, pack(path.suffix.lower(), examples))
    except OSError as error:
        raise CommandError(f"--output: {path}: cannot be written ({explain(error)}): name another file") from None
    rules = tell_amount(len({one.rule for one in examples}), "rule")
    tell([f"{tell_amount(len(examples), 'finding')} of {rules}: {path}"])
    return _complain_of(corpus)


def _complain_of(corpus: "Corpus") -> int:
    """Say what of a corpus is not checked. Returns the exit code."""
    left = corpus.find_left()
    return complain_of_unchecked(list(map(corpus.manifest.describe, left)), sum(unit.rows for unit in left))


def _find_output(options: SampleOptions) -> Path:
    """Return the table to write. Raises CommandError where it is none, or there already."""
    from glossary.storage.reading import is_there

    path = Path(options.output)
    if path.suffix.lower() not in (".csv", ".xlsx"):
        raise CommandError(f"--output: {path}: a sample is a table: name a file that ends in .csv or .xlsx")
    if is_there(path):
        raise CommandError(f"--output: {path} is there already, perhaps with verdicts: name another file")
    return path
