"""`aligncheck score PATH...`."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import click

from align.cli.messages import complain, complain_of_failures, list_skipped
from align.cli.options import (
    PATH,
    Columns,
    Config,
    Encoding,
    FiniteRange,
    InputFormat,
    LanguagesOption,
    Paths,
    Source,
    TextColumns,
    as_command,
    glossary_option,
    limit_option,
    refuse_others,
)
from align.cli.outputs import list_outputs, output_files_option, write_document
from align.cli.progress import show_progress
from align.cli.runs import request_texts
from align.errors import CommandError
from align.inputs.earlier_outputs import OF_SCORES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.cli.findings import Output

_BLOCKS = ("references", "ter", "findings", "estimate", "terminology")
_METRICS = ("bleu", "chrf", "chrf++", "ter")
_SCORES = (*_METRICS[:3], "score", "success", "ltcr")
_FORMATS = ("text", "json", "csv", "markdown")
_EARLIER = {"text": OF_SCORES, "markdown": OF_SCORES}
"""By what name an earlier report is recognised that is for people."""


@dataclass(frozen=True, slots=True)
class ScoreOptions:
    """The options of `score`; None: the configuration says it, else the default."""

    paths: Paths
    references: Annotated[
        tuple[str, ...],
        click.Option(
            ["--reference", "references"],
            multiple=True,
            metavar="PATH",
            type=PATH,
            help="A human translation, or a folder of them (repeatable: several references).",
        ),
    ]
    against: Annotated[
        tuple[str, ...],
        click.Option(
            ["--against"],
            multiple=True,
            metavar="PATH",
            type=PATH,
            help="Another translation to compare with, or a folder of them (repeatable).",
        ),
    ]
    source: Source
    glossaries: Annotated[
        tuple[str, ...], glossary_option("Glossary to check against and to score terms by (repeatable).")
    ]
    only: Annotated[
        tuple[str, ...],
        click.Option(
            ["--only"],
            multiple=True,
            type=click.Choice(_BLOCKS),
            help="Calculate only this score (repeatable)  [all but ter, which takes a while and comes with references]",
        ),
    ]
    limit: Annotated[
        int | None,
        limit_option("Passages listed under “Look here first”; 0: all  [as many as hold a fifth of the words]"),
    ]
    output_format: Annotated[str | None, click.Option(["--output-format"], type=click.Choice(_FORMATS), help="[text]")]
    output: Annotated[tuple[str, ...], output_files_option("text, json, csv or markdown")]
    tolerance: Annotated[
        float | None,
        click.Option(
            ["--tolerance"],
            metavar="X",
            type=FiniteRange(0, min_open=True),
            help="Exit with 1 if the findings weigh more than this per 1,000 words: the score is calibrated by it.",
        ),
    ]
    fail_under: Annotated[
        tuple[str, ...],
        click.Option(
            ["--fail-under"],
            metavar="NAME:X",
            multiple=True,
            help=f"Exit with 1 if a score is below: {', '.join(_SCORES)} (repeatable).",
        ),
    ]
    fail_drop: Annotated[
        tuple[str, ...],
        click.Option(
            ["--fail-drop"],
            metavar="NAME:X",
            multiple=True,
            help="Exit with 1 if a metric is significantly below --against, by more than X: chrf:1.0.",
        ),
    ]
    agreement: Annotated[
        bool,
        click.Option(
            ["--agreement"], is_flag=True, help="PATHS are two files of annotations: say how well they agree."
        ),
    ]
    columns: Columns
    text_columns: TextColumns
    languages: LanguagesOption
    encoding: Encoding
    input_format: InputFormat
    config: Config


@as_command("score", ScoreOptions)
def command(options: ScoreOptions) -> int:
    """Score the translations in PATHS: against references, by what `check` finds, and by their terms.

    \b
        aligncheck score mt/ --reference human/
        aligncheck score mt/ --reference human/ --against old/
        aligncheck score article.en.txt --tolerance 10
    """
    read = (*options.paths, *options.references, *options.against, *options.glossaries)
    outputs = list_outputs(_FORMATS, options.output_format, options.output, read, _EARLIER)
    if options.agreement:
        return _compare_annotations(options, outputs)
    from align.commands.score.gates import Gates, judge
    from align.commands.score.run import score_files
    from align.commands.score.texts import BLOCKS, ScoreRequest
    from align.report.scores import describe_scores

    under = _read_limits("--fail-under", options.fail_under, _SCORES)
    gates = Gates(under, _read_limits("--fail-drop", options.fail_drop, _METRICS))
    if not options.references and not {*gates.under, *gates.drop}.isdisjoint(_METRICS):
        raise CommandError("a limit of BLEU, chrF or TER needs references: name them with --reference")
    if options.fail_drop and not options.against:
        raise CommandError("--fail-drop compares with another translation: name it with --against")
    for name in ("references", "ter"):
        if name in options.only and not options.references:
            raise CommandError(f"--only {name}: name the references with --reference")
    request = ScoreRequest(
        request_texts(options),
        options.references,
        options.against,
        "ter" in (*options.only, *gates.drop),
        tuple(dict.fromkeys("references" if name == "ter" else name for name in options.only)) or BLOCKS,
        options.tolerance,
        options.limit,
    )
    report = score_files(request, lambda jobs: show_progress(jobs, lambda _: 1, lambda job: job.task.path))
    if complain_of_failures(report.skipped) and not report.documents:
        return 2
    if not report.documents:
        raise CommandError(f"nothing to score{list_skipped(report.skipped)}; name a translation")
    write_document(describe_scores(report), outputs)
    verdict = judge(report, gates)
    for message in (*verdict.failures, *verdict.unjudged):
        complain(message)
    if verdict.unjudged or any(entry.failed for entry in report.skipped):
        return 2
    return int(bool(verdict.failures))


def _compare_annotations(options: ScoreOptions, outputs: "Sequence[Output]") -> int:
    """Print how well two people agree."""
    from align.commands.evaluate import compare_annotations
    from align.report.scores import describe_agreement

    refuse_others("--agreement", "paths", "agreement", "output_format", "output")
    if len(options.paths) != 2:
        raise CommandError("--agreement compares two files: give two PATHS")
    names = (options.paths[0], options.paths[1])
    write_document(describe_agreement(compare_annotations(*names), names), outputs)
    return 0


def _read_limits(flag: str, values: tuple[str, ...], names: tuple[str, ...]) -> dict[str, float]:
    """Return the limits given as NAME:NUMBER. Raises CommandError."""
    limits = {}
    for value in values:
        name, _, number = value.rpartition(":")
        if name.lower() not in names:
            raise CommandError(f"{flag} {value}: a limit is NAME:NUMBER, and NAME one of {', '.join(names)}")
        try:
            limits[name.lower()] = float(number)
        except ValueError:
            limits[name.lower()] = math.nan
        if not math.isfinite(limits[name.lower()]):
            raise CommandError(f"{flag} {value}: {number} is not a number")
    return limits
