"""`aligncheck score PATH...`."""

import math
import sys
from collections.abc import Iterable
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
    InputFormat,
    Isolated,
    LanguagesOption,
    Paths,
    Percentage,
    Source,
    TextColumns,
    as_command,
    glossary_option,
    output_format_option,
    refuse_others,
)
from align.cli.progress import show_progress
from align.cli.runs import request_texts
from align.cli.streams import write_data
from align.cli.terminal import measure_width
from align.errors import CommandError, advise

if TYPE_CHECKING:
    from align.commands.score import Gates, ScoreRequest
    from align.model.scores import ScoreReport

_BLOCKS = ("references", "findings", "estimate", "terminology")
_METRICS = ("bleu", "chrf", "chrf++", "ter")
_SCORES = (*_METRICS[:3], "score", "success", "ltcr")


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
    baselines: Annotated[
        tuple[str, ...],
        click.Option(
            ["--baseline", "baselines"],
            multiple=True,
            metavar="PATH",
            type=PATH,
            help="Another translation to compare with, or a folder of them (repeatable).",
        ),
    ]
    source: Source
    segmented: Annotated[
        bool, click.Option(["--segmented"], is_flag=True, help="Each line is a segment, in all files alike.")
    ]
    ter: Annotated[bool, click.Option(["--ter"], is_flag=True, help="Also compute TER, which takes a while.")]
    only: Annotated[
        tuple[str, ...],
        click.Option(
            ["--only"], multiple=True, type=click.Choice(_BLOCKS), help="Work out this block only (repeatable)."
        ),
    ]
    glossaries: Annotated[
        tuple[str, ...], glossary_option("Glossary to check against and to score terms by (repeatable).")
    ]
    tolerance: Annotated[
        float | None,
        click.Option(
            ["--tolerance"],
            metavar="X",
            type=FiniteRange(0, min_open=True),
            help="Penalty per 1,000 words that is accepted: gives the calibrated score.",
        ),
    ]
    passing: Annotated[
        float | None,
        click.Option(
            ["--pass", "passing"],
            metavar="X",
            type=FiniteRange(max=100, max_open=True),
            help="Score of the findings that passes (with --tolerance: 90); exit with 1 below.",
        ),
    ]
    read: Annotated[
        float | None,
        click.Option(
            ["--read"], metavar="X%", type=Percentage(), help="Share of the words listed under “Look here first” [20%]."
        ),
    ]
    top: Annotated[
        int | None,
        click.Option(
            ["--top"], metavar="N", type=click.IntRange(1), help="Number of passages listed under “Look here first”."
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
            help="Exit with 1 if a metric is significantly below a baseline, by more than X: chrf:1.0.",
        ),
    ]
    fail_on: Annotated[
        str | None,
        click.Option(
            ["--fail-on"],
            type=click.Choice(["error", "warning", "info"]),
            help="Exit with 1 on findings of this severity or higher (default: none).",
        ),
    ]
    output_format: Annotated[str, output_format_option("text", "json", "csv", "markdown")]
    output_file: Annotated[
        str | None, click.Option(["--output-file"], metavar="FILE", type=PATH, help="Write the report to a file.")
    ]
    agreement: Annotated[
        bool,
        click.Option(
            ["--agreement"], is_flag=True, help="PATHS are two files of annotations: say how well they agree."
        ),
    ]
    dictionary: Dictionary
    columns: Columns
    text_columns: TextColumns
    languages: LanguagesOption
    encoding: Encoding
    input_format: InputFormat
    config: Config
    isolated: Isolated


@as_command("score", ScoreOptions)
def command(options: ScoreOptions) -> int:
    """Score the translations in PATHS: against references, by what `check` finds, and by their terms.

    \b
        aligncheck score mt/ --reference human/
        aligncheck score mt/ --reference human/ --baseline old/
        aligncheck score article.en.txt --tolerance 10
    """
    _check_output(options)
    if options.agreement:
        return _compare_annotations(options)
    from align.commands.score import judge

    gates = _build_gates(options)
    _check_options(options, gates)
    report = _score(options, with_ter=options.ter or "ter" in gates.drop)
    if complain_of_failures(report.skipped) and not report.documents:
        return 2
    if not report.documents:
        raise CommandError(f"nothing to score{list_skipped(report.skipped)}; name a translation")
    _write(_render(report, options), options)
    verdict = judge(report, gates)
    for message in (*verdict.failures, *verdict.unjudged):
        complain(message)
    if verdict.unjudged or any(entry.failed for entry in report.skipped):
        return 2
    return int(bool(verdict.failures))


def _check_output(options: ScoreOptions) -> None:
    """See that the report would replace none of the texts, and no file of another kind. Raises CommandError."""
    from align.inputs.earlier_outputs import OF_SCORES, is_foreign
    from align.inputs.files import same_file

    for path in (*options.paths, *options.references, *options.baselines):
        if options.output_file and same_file(options.output_file, path):
            raise CommandError(f"--output-file {options.output_file} is one of the texts: name another file")
    form = OF_SCORES if options.output_format in ("text", "markdown") else options.output_format
    if options.output_file and is_foreign(options.output_file, form):
        named = f"--output-file {options.output_file}"
        raise CommandError(f"{named} is not an earlier {options.output_format} of aligncheck: name another file")


def _compare_annotations(options: ScoreOptions) -> int:
    """Print how well two people agree."""
    from align.commands.score.agreement import compare_annotations
    from align.report.scores.agreement import render_agreement

    refuse_others("--agreement", "paths", "agreement", "output_format", "output_file")
    if len(options.paths) != 2:
        raise CommandError("--agreement compares two files: give two PATHS")
    names = (options.paths[0], options.paths[1])
    _write(render_agreement(compare_annotations(*names), names, options.output_format), options)
    return 0


def _check_options(options: ScoreOptions, gates: "Gates") -> None:
    """See that what is asked for can be had. Raises CommandError."""
    if not options.references and not {*gates.under, *gates.drop}.isdisjoint(_METRICS):
        raise CommandError("a limit of BLEU, chrF or TER needs references: name them with --reference")
    if options.fail_drop and not options.baselines:
        raise CommandError("--fail-drop compares with a baseline: name one with --baseline")
    if "references" in options.only and not options.references:
        raise CommandError("--only references: name them with --reference")


def _score(options: ScoreOptions, *, with_ter: bool) -> "ScoreReport":
    from align.commands.score import score_files

    return score_files(
        _build_request(options, with_ter), lambda jobs: show_progress(jobs, lambda _: 1, lambda job: job.task.path)
    )


def _build_request(options: ScoreOptions, with_ter: bool) -> "ScoreRequest":
    from align.commands.score import BLOCKS, ScoreRequest

    return ScoreRequest(
        request_texts(options),
        options.references,
        options.baselines,
        options.segmented,
        with_ter,
        options.only or BLOCKS,
        options.tolerance,
        options.passing,
        options.read,
        options.top,
    )


def _build_gates(options: ScoreOptions) -> "Gates":
    from align.commands.score import Gates
    from align.config.values import FAIL_ON

    severity = FAIL_ON[options.fail_on] if options.fail_on else None
    under = _read_limits("--fail-under", options.fail_under, _SCORES)
    return Gates(under, _read_limits("--fail-drop", options.fail_drop, _METRICS), severity)


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


def _render(report: "ScoreReport", options: ScoreOptions) -> Iterable[str]:
    from align.report.scores import renderer

    return renderer(options.output_format)(report, 80 if options.output_file else measure_width())


def _write(pieces: Iterable[str], options: ScoreOptions) -> None:
    if options.output_file:
        from pathlib import Path

        from glossary.storage.atomic import write_atomically

        try:
            readable = (piece.encode(errors="backslashreplace").decode() for piece in pieces)
            write_atomically(Path(options.output_file), readable)
        except OSError as error:
            named = f"--output-file {options.output_file}"
            raise CommandError(f"{named}: cannot be written ({error.strerror}): {advise(error)}") from error
    elif options.output_format == "text":
        sys.stdout.writelines(pieces)
    else:
        write_data(pieces)
