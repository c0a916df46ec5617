"""`aligncheck score PATH...`."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from align.cli.messages import complain, complain_of_failures, list_skipped
from align.cli.options import (
    Paths,
    Source,
    TextOptions,
    Words,
    as_command,
    choice,
    count,
    fill,
    glossary,
    names,
    number,
    option,
    refuse_others,
)
from align.cli.outputs import list_outputs, output_files, write_document
from align.cli.progress import show_progress
from align.errors import CommandError
from align.inputs.earlier_outputs import OF_SCORES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.cli.outputs import Output
    from align.commands.score.gates import Gates

_BLOCKS = ("references", "ter", "findings", "estimate", "terminology")
_AGREEMENT = "agreement"
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
        Words,
        option("A human translation, or a folder of them (repeatable).", "PATH", "--reference"),
    ]
    against: Annotated[Words, option("Another translation to compare with, or a folder of them (repeatable).", "PATH")]
    source: Source
    glossary: Annotated[Words, glossary("Glossary to check against and to score terms by (repeatable).")]
    select: Annotated[
        Words,
        names(
            "Calculate only these: references, ter (with references; slow), findings, estimate, terminology "
            "(repeatable)  [all but ter]. Or agreement: how well two people agree; PATHS are their annotations.",
            "SCORE",
        ),
    ]
    limit: Annotated[
        int | None, count("List N passages under “Look here first”; 0: all  [those that hold a fifth of the words]")
    ]
    output_format: Annotated[str | None, choice("[text]", *_FORMATS)]
    output: Annotated[Words, output_files(_FORMATS)]
    tolerance: Annotated[
        float | None,
        number(
            "Exit with 1 if the findings weigh more than this per 1,000 words: the score is calibrated by it.",
            min_open=True,
        ),
    ]
    fail_under: Annotated[
        Words, option(f"Exit with 1 if a score is below: {', '.join(_SCORES)} (repeatable).", "NAME:X")
    ]
    fail_drop: Annotated[
        Words,
        option("Exit with 1 if a metric is significantly below --against, by more than X: chrf:1.0.", "NAME:X"),
    ]
    texts: TextOptions


@as_command("score", ScoreOptions)
def command(options: ScoreOptions) -> int:
    """Score the translations in PATHS: against references, by what `check` finds, and by their terms.

    \b
        aligncheck score mt/ --reference human/
        aligncheck score mt/ --reference human/ --against old/
        aligncheck score article.en.txt --tolerance 10
    """
    read = (*options.paths, *options.references, *options.against, *options.glossary)
    outputs = list_outputs(_FORMATS, options.output_format, options.output, read, _EARLIER)
    for name in options.select:
        if name not in (*_BLOCKS, _AGREEMENT):
            raise CommandError(f"--select {name}: write one of {', '.join((*_BLOCKS, _AGREEMENT))}")
    if _AGREEMENT in options.select:
        return _compare_annotations(options, outputs)
    from align.commands.score.gates import Gates, judge
    from align.commands.score.run import score_files
    from align.commands.score.texts import BLOCKS, ScoreRequest
    from align.config.settings import Request
    from align.report.scores import describe_scores

    under = _read_limits("--fail-under", options.fail_under, _SCORES)
    gates = Gates(under, _read_limits("--fail-drop", options.fail_drop, _METRICS))
    _check_options(options, gates)
    request = fill(
        ScoreRequest,
        options,
        texts=fill(Request, options, select=()),
        with_ter="ter" in (*options.select, *gates.drop),
        blocks=tuple(dict.fromkeys("references" if name == "ter" else name for name in options.select)) or BLOCKS,
    )
    report = score_files(request, lambda jobs: show_progress(jobs, lambda _: 1, lambda job: job.task.path))
    if complain_of_failures(report.skipped) and not report.documents:
        return 2
    if not report.documents:
        raise CommandError(f"nothing to score{list_skipped(report.skipped)}; name a translation")
    write_document(describe_scores(report, whole=options.limit is not None), outputs)
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

    refuse_others("--select agreement", "paths", "select", "output_format", "output")
    if options.select != (_AGREEMENT,) or len(options.paths) != 2:
        raise CommandError("--select agreement compares two files and nothing else: give two PATHS")
    names = (options.paths[0], options.paths[1])
    write_document(describe_agreement(compare_annotations(*names), names), outputs)
    return 0


def _check_options(options: ScoreOptions, gates: "Gates") -> None:
    """See that what is asked for can be had. Raises CommandError."""
    if not options.references and not {*gates.under, *gates.drop}.isdisjoint(_METRICS):
        raise CommandError("a limit of BLEU, chrF or TER needs references: name them with --reference")
    if options.fail_drop and not options.against:
        raise CommandError("--fail-drop compares with another translation: name it with --against")
    for name in ("references", "ter"):
        if name in options.select and not options.references:
            raise CommandError(f"--select {name}: name the references with --reference")


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
