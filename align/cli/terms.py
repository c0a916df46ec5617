"""`aligncheck terms PATH...`."""

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import click

from align.cli.messages import complain, complain_of_failures, list_skipped
from align.cli.options import (
    PATH,
    Columns,
    Config,
    Dictionary,
    Encoding,
    FiniteRange,
    Format,
    Isolated,
    Paths,
    Source,
    SourceLang,
    TargetLang,
    TextColumns,
    as_command,
    glossary_option,
    output_format_option,
)
from align.cli.progress import show_status
from align.cli.runs import request_texts
from align.cli.streams import write_data
from align.cli.terminal import measure_width
from align.errors import CommandError

if TYPE_CHECKING:
    from align.commands.terms import TermReport
    from glossary.renderings.consistency import Score


@dataclass(frozen=True, slots=True)
class TermsOptions:
    """The options of `terms`; None: the configuration says it, else the default."""

    paths: Paths
    source: Source
    glossaries: Annotated[
        tuple[str, ...],
        glossary_option("Glossary whose terms are looked at, beside those that recur (repeatable)."),
    ]
    dictionary: Dictionary
    memory: Annotated[
        str | None,
        click.Option(
            ["--memory"], metavar="FILE", type=PATH, help="Translation memory (.tmx): counts as earlier documents."
        ),
    ]
    min_count: Annotated[
        int,
        click.Option(
            ["--min-count"],
            type=click.IntRange(2),
            default=3,
            show_default=True,
            help="How often a term occurs that no glossary names.",
        ),
    ]
    output_format: Annotated[str, output_format_option("text", "json", "csv")]
    fail_under: Annotated[
        float | None,
        click.Option(
            ["--fail-under"],
            metavar="X",
            type=FiniteRange(0, 1),
            help="Exit with 1 if the LTCR of all texts (without sources: the score) is below.",
        ),
    ]
    all: Annotated[bool, click.Option(["--all"], is_flag=True, help="Text: show steady terms too.")]
    columns: Columns
    text_columns: TextColumns
    source_lang: SourceLang
    target_lang: TargetLang
    encoding: Encoding
    format: Format
    config: Config
    isolated: Isolated


@as_command("terms", TermsOptions)
def command(options: TermsOptions) -> int:
    """Report how steadily the terms of the translations in PATHS are rendered, least steady first.

    Where no source is known, the wordings, names and spellings of the English texts are compared with each other.
    """
    with show_status("comparing terms ..."):
        report = _compare_terms(options)
    if report.documents:
        _print(report, options)
        failed = complain_of_failures(report.skipped)
        return 2 if failed else _hold_against(report.total.ltcr, "the LTCR", options)
    if options.source or options.memory:
        reason = list_skipped(report.skipped)
        raise CommandError(
            f"no translation with its source{reason}; name the source with --source, or give a bitext (.tsv, .xliff)"
        )
    return _compare_wordings(options)


def _compare_wordings(options: TermsOptions) -> int:
    """Report on the English texts alone."""
    from align.cli import wordings
    from align.commands.terms.wordings import report_wordings

    with show_status("comparing wordings ..."):
        report = report_wordings(request_texts(options))
    if not report.documents:
        complain_of_failures(report.skipped)
        raise CommandError(f"nothing to compare{list_skipped(report.skipped)}; give a translation")
    if options.output_format == "text":
        sys.stdout.writelines(wordings.render_text(report, measure_width()))
    else:
        write_data((wordings.render_json if options.output_format == "json" else wordings.render_csv)(report))
    return 2 if complain_of_failures(report.skipped) else _hold_against(report.total, "the score", options)


def _hold_against(score: "Score", name: str, options: TermsOptions) -> int:
    """The exit code for a score of all texts."""
    value = score.value
    if options.fail_under is not None and value is not None and value < options.fail_under:
        complain(f"{name} of all texts, {value:.4f}, is below {options.fail_under:g}")
        return 1
    return 0


def _compare_terms(options: TermsOptions) -> "TermReport":
    from align.commands.terms import report_terms

    return report_terms(request_texts(options), options.memory, options.min_count)


def _print(report: "TermReport", options: TermsOptions) -> None:
    from align.cli.terms_data import render_csv, render_json
    from align.cli.terms_text import render_text

    if options.output_format == "text":
        sys.stdout.writelines(render_text(report, measure_width(), options.all))
    else:
        write_data((render_json if options.output_format == "json" else render_csv)(report))
