"""`aligncheck corpus sample FOLDER --to TABLE`, and `corpus sample TABLE...`."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from align.cli.corpus.options import MOST_EXAMPLES, complain_of_unchecked
from align.cli.messages import tell
from align.cli.options import ReportFormat, Words, argument, as_command, count, names, option, refuse_others
from align.cli.outputs import print_document
from align.errors import CommandError


@dataclass(frozen=True, slots=True)
class SampleOptions:
    """The options of `corpus sample`."""

    paths: Annotated[Words, argument("FOLDER|TABLE...")]
    to: Annotated[str | None, option("The table to write: .csv or .xlsx.", "TABLE")]
    select: Annotated[Words, names("Findings of these rules alone (repeatable; commas).")]
    limit: Annotated[int, count("Findings of each rule; 0: all, 10,000 at most.", most=MOST_EXAMPLES, default=50)]
    seed: Annotated[int, count("Seed of the draw: another number draws other findings.", default=0)]
    output_format: ReportFormat


@as_command("sample", SampleOptions)
def command(options: SampleOptions) -> int:
    """Draw findings of each rule at random, as a table for people to judge, or count what they have judged.

    \b
        aligncheck corpus sample checked/ --limit 50 --to sample.xlsx
        aligncheck corpus sample sample.xlsx

    FOLDER is what `corpus check` wrote. People write `right`, `wrong` or `unsure` into the column `verdict` of TABLE.
    Of such tables it says how often each rule was right; what is unsure or open does not count, and the limits are
    those of an interval of 95 % (Wilson's).

    Exit code: 0 done, 1 some of the corpus is not checked.
    """
    from glossary.storage.reading import is_folder

    draws = options.to or any(map(is_folder, map(Path, options.paths)))
    return _draw(options) if draws else _count_verdicts(options)


def _count_verdicts(options: SampleOptions) -> int:
    """Say how often each rule was right in tables that people have judged."""
    from align.config.decisions.tables import read_rows
    from align.corpora.sampling import add_verdicts, count_verdicts
    from align.report.sample import describe_precision

    refuse_others("tables with verdicts", "paths", "output_format")
    found = add_verdicts(one for path in options.paths for one in count_verdicts(path, read_rows(path)))
    print_document(describe_precision(found), options.output_format)
    return 0


def _draw(options: SampleOptions) -> int:
    """Write a table of findings."""
    from align.cli.progress import show_status
    from align.corpora.rates import check_rules
    from align.corpora.sampling import draw_sample
    from align.corpora.storage import open_corpus
    from align.inputs.files import explain
    from align.report.sample import pack
    from align.report.summary import tell_amount
    from glossary.storage.atomic import write_bytes_atomically
    from glossary.storage.reading import is_there

    refuse_others("a sample", "paths", "to", "select", "limit", "seed")
    if len(options.paths) != 1:
        raise CommandError("a sample is drawn from one corpus: name one folder; to count verdicts, name tables alone")
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
        examples = list(draw_sample(corpus, options.limit or MOST_EXAMPLES, options.seed, options.select))
    try:
        write_bytes_atomically(path, pack(path.suffix.lower(), examples))
    except OSError as error:
        raise CommandError(f"--to: {path}: cannot be written ({explain(error)}): name another file") from None
    rules = tell_amount(len({one.rule for one in examples}), "rule")
    tell([f"{tell_amount(len(examples), 'finding')} of {rules}: {path}"])
    left = corpus.find_left()
    return complain_of_unchecked(list(map(corpus.manifest.describe, left)), sum(unit.rows for unit in left))
