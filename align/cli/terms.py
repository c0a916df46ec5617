"""`aligncheck terms PATH...`."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from align.cli.messages import complain, complain_of_failures, list_skipped
from align.cli.options import (
    Dictionary,
    Memory,
    Paths,
    Source,
    TextOptions,
    Words,
    as_command,
    choice,
    count,
    fill,
    glossary,
    number,
)
from align.cli.outputs import list_outputs, output_files, write_document
from align.cli.progress import show_status
from align.errors import CommandError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.cli.outputs import Output
    from align.config.settings import Request
    from glossary.renderings.consistency import Score


_FORMATS = ("text", "json", "csv", "markdown", "html")


@dataclass(frozen=True, slots=True)
class TermsOptions:
    """The options of `terms`; None: the configuration says it, else the default."""

    paths: Paths
    source: Source
    glossary: Annotated[Words, glossary("Glossary whose terms are looked at, besides those that recur (repeatable).")]
    dictionary: Dictionary
    memory: Memory
    min_count: Annotated[int, count("Minimum occurrences of a term that is not in a glossary.", 2, default=3)]
    output_format: Annotated[str | None, choice("[text]", *_FORMATS)]
    output: Annotated[Words, output_files(_FORMATS)]
    fail_under: Annotated[
        float | None, number("Exit with 1 if the LTCR of all texts (without sources: the score) is below.", most=1)
    ]
    limit: Annotated[
        int | None, count("In text: show only the N least consistent terms; 0: all  [all that are inconsistent]")
    ]
    texts: TextOptions


@as_command("terms", TermsOptions)
def command(options: TermsOptions) -> int:
    """Report how consistently the terms of the translations in PATHS are rendered, least consistent first.

    LTCR is the share of equal ones among all pairs of renderings of a term in a text: 1 is fully consistent. Documents
    of a memory count as earlier ones.
    Where no source is known, the wordings, names and spellings of the English texts are compared with each other.
    """
    from align.cli.terms_report import describe_terms
    from align.commands.terms.report import report_terms
    from align.config.settings import Request

    read = (*options.paths, *options.glossary, *filter(None, (options.source, options.memory)))
    outputs = list_outputs(_FORMATS, options.output_format, options.output, read)
    request = fill(Request, options)
    with show_status("comparing terms ..."):
        report = report_terms(request, options.min_count)
    if report.documents:
        write_document(describe_terms(report, options.limit), outputs)
        failed = complain_of_failures(report.skipped)
        return 2 if failed else _hold_against(report.total.ltcr, "the LTCR", options.fail_under)
    if options.source or options.memory:
        reason = list_skipped(report.skipped)
        raise CommandError(
            f"no translation with its source{reason}; name the source with --source, or give a bitext (.tsv, .xliff)"
        )
    return _compare_wordings(options, request, outputs)


def _compare_wordings(options: TermsOptions, request: "Request", outputs: "Sequence[Output]") -> int:
    """Report on the English texts alone."""
    from align.cli.terms_report import describe_wordings
    from align.commands.terms.wordings import report_wordings

    with show_status("comparing wordings ..."):
        report = report_wordings(request)
    if not report.documents:
        complain_of_failures(report.skipped)
        raise CommandError(f"nothing to compare{list_skipped(report.skipped)}; give a translation")
    if any(output.format == "html" for output in outputs):
        raise CommandError("html shows terms next to their source: name it with --source, or choose another format")
    write_document(describe_wordings(report, options.limit), outputs)
    failed = complain_of_failures(report.skipped)
    return 2 if failed else _hold_against(report.total, "the score", options.fail_under)


def _hold_against(score: "Score", name: str, least: float | None) -> int:
    """Return the exit code for a score of all texts."""
    if least is not None and score.value is not None and score.value < least:
        complain(f"{name} of all texts, {score.value:.4f}, is below {least:g}")
        return 1
    return 0
