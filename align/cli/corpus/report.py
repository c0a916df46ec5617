"""`aligncheck corpus report FOLDER`: on its rules, or, with --terms and --repeats, on all of its pairs together."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated

from align.cli.corpus.options import MOST_EXAMPLES, EngineOptions, Folder, complain_of_unchecked, show_tasks
from align.cli.options import (
    Columns,
    Config,
    Words,
    as_command,
    choice,
    count,
    fill,
    glossary,
    option,
    refuse_others,
)
from align.cli.outputs import list_outputs, output_files, write_document
from align.errors import CommandError

if TYPE_CHECKING:
    from align.cli.outputs import Output
    from align.commands.corpus.passes import PassRequest

_ALL_FORMATS = ("text", "json", "markdown", "html", "csv")
_EXAMPLES = 20


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """The options of `corpus report`."""

    folder: Folder
    terms: Annotated[bool, option("Report how consistently terms are rendered instead.")]
    repeats: Annotated[
        bool,
        option("Look for pairs that repeat others, and sources that are rendered in several ways, instead."),
    ]
    output_format: Annotated[str | None, choice("[text]; csv with --terms, html without.", *_ALL_FORMATS)]
    output: Annotated[Words, output_files(_ALL_FORMATS)]
    glossary: Annotated[Words, glossary("With --terms: look at its terms, as well as those that recur (repeatable).")]
    columns: Columns
    min_count: Annotated[
        int | None,
        count("With --terms: how often a term occurs that is in no glossary  [once in 10,000 pairs, 3 at least]", 2),
    ]
    limit: Annotated[
        int | None,
        count(
            "Show N examples of each rule  [20 in json and html, else none]; with --terms, in text: only the N least "
            "consistent terms  [all that are inconsistent]; 0: all.",
            most=MOST_EXAMPLES,
        ),
    ]
    engine: EngineOptions
    config: Config


@as_command("report", ReportOptions)
def command(options: ReportOptions) -> int:
    """Say how many pairs of a corpus each rule flags, how many no other rule does, and of which origin they are.

    \b
        aligncheck corpus report checked/
        aligncheck corpus report checked/ --output html=rates.html
        aligncheck corpus report checked/ --terms -g terms.csv
        aligncheck corpus report checked/ --repeats

    FOLDER is what `corpus check` wrote. What --repeats finds is kept there, for `corpus filter` to drop as `duplicate`
    and `inconsistent-target`. --terms and --repeats use all processors, and go on where they were stopped.

    Exit code: 0 all is counted, 1 some of the corpus is not checked.
    """
    if options.terms and options.repeats:
        raise CommandError("--terms and --repeats are two reports: ask for one at a time")
    if options.terms:
        return _report_terms(options)
    return _report_repeats(options) if options.repeats else _report_rules(options)


def _report_rules(options: ReportOptions) -> int:
    from align.cli.progress import show_status
    from align.corpora.rates import count_rates
    from align.corpora.storage import open_corpus
    from align.report import corpus_page
    from align.report.corpus import describe_rates

    refuse_others("the report on rules", "folder", "limit", "output_format", "output")
    outputs = _list_outputs(options, "text", "json", "markdown", "html")
    asked = options.limit is not None
    has_examples = asked or any(output.format in ("json", "html") for output in outputs)
    count = (options.limit or MOST_EXAMPLES if asked else _EXAMPLES) if has_examples else 0
    with show_status("counting findings ..."):
        rates = count_rates(open_corpus(options.folder), count)
    document = replace(describe_rates(rates, with_examples=asked), page=lambda: corpus_page.render(rates))
    write_document(document, outputs, "auto")
    return complain_of_unchecked(rates.unchecked, rates.unchecked_pairs)


def _report_terms(options: ReportOptions) -> int:
    from align.cli.terms_report import describe_terms
    from align.commands.corpus.terms import report_corpus_terms

    refuse_others(
        "--terms",
        *("folder", "terms", "output_format", "output"),
        *("glossary", "columns", "min_count", "limit", "engine", "jobs", "config"),
    )
    outputs = _list_outputs(options, "text", "json", "csv", "markdown")
    report = report_corpus_terms(_request_pass(options), show_tasks)
    write_document(describe_terms(report, options.limit), outputs)
    return 0


def _report_repeats(options: ReportOptions) -> int:
    from align.commands.corpus.repeats import find_repeats
    from align.corpora.storage import open_corpus
    from align.report.corpus import describe_repeats

    refuse_others("--repeats", "folder", "repeats", "output_format", "output", "engine", "jobs")
    outputs = _list_outputs(options, "text", "json", "markdown")
    found = find_repeats(_request_pass(options), show_tasks)
    write_document(describe_repeats(found, open_corpus(options.folder).manifest.rows), outputs)
    return 0


def _request_pass(options: ReportOptions) -> "PassRequest":
    from align.commands.cores import limit_threads
    from align.commands.corpus.passes import PassRequest
    from align.config.choices import NOTHING
    from align.config.settings import Request

    limit_threads()
    run = fill(Request, options, paths=(), config=NOTHING if options.repeats else options.config)
    return PassRequest(run, options.folder, options.engine.make, options.min_count)


def _list_outputs(options: ReportOptions, *formats: str) -> "tuple[Output, ...]":
    """Return what is written, and where. Raises CommandError, also where a part of the corpus would be replaced."""
    from align.corpora.storage import open_corpus

    corpus = open_corpus(options.folder)
    for path in (value.partition("=")[2] for value in options.output):
        if path and corpus.owns(path):
            raise CommandError(f"--output: {path} is part of the corpus: name another file")
    return list_outputs(formats, options.output_format, options.output, options.glossary)
