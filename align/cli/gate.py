"""`aligncheck gate [PATH...]`."""

import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated

import click

from align.cli.messages import complain_of_failures
from align.cli.options import PATH, Color, TextOrJson, as_command
from align.cli.runs import RunOptions, StdinFilename, build_request, name_stdin, read_stdin
from align.cli.streams import write_data
from align.cli.terminal import is_colored, measure_width
from align.config.values import FAIL_ON

if TYPE_CHECKING:
    from align.model.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class GateRunOptions(RunOptions):
    """What is judged, and how; where no path is given, all that is in the working folder."""

    paths: Annotated[
        tuple[str, ...],
        click.Argument(["paths"], nargs=-1, type=PATH, callback=lambda ctx, parameter, paths: paths or (".",)),
    ]


@dataclass(frozen=True, slots=True)
class GateOptions:
    """The options of `gate`; None: not said."""

    run: GateRunOptions
    stdin_filename: StdinFilename
    fail_on: Annotated[
        str | None,
        click.Option(
            ["--fail-on"], type=click.Choice(list(FAIL_ON)), help="Lowest severity that does not pass [warning]."
        ),
    ]
    max_errors: Annotated[
        int | None,
        click.Option(
            ["--max-errors"],
            metavar="N",
            type=click.IntRange(0),
            help="Allow up to this many errors, whatever --fail-on says.",
        ),
    ]
    max_warnings: Annotated[
        int | None,
        click.Option(["--max-warnings"], metavar="N", type=click.IntRange(0), help="Allow up to this many warnings."),
    ]
    output_format: TextOrJson
    color: Color


@as_command("gate", GateOptions)
def command(options: GateOptions) -> int:
    """Say in one verdict whether the translations in PATHS (else in this folder) may be published, and why not.

    \b
        aligncheck gate article.en.md --output-format json
        aligncheck gate articles/ --max-errors 0 --max-warnings 5
        aligncheck gate - --stdin-filename news.en.md < draft.md

    It finds what `check` finds. Exit code: 0 pass, 1 fail, 2 incomplete: something, or all, was not checked.
    """
    verdict = _judge(options)
    if options.output_format == "json":
        from align.report.gate import render_json

        write_data(render_json(verdict))
    else:
        from align.report.gate import render_text
        from align.report.style import Style

        style = Style(width=measure_width(), color=is_colored(options.color))
        sys.stdout.writelines(render_text(verdict, style))
    complain_of_failures(verdict.report.skipped)
    return verdict.decision.exit_code


def _judge(options: GateOptions) -> "Verdict":
    from align.commands.gate import judge_files
    from align.model.verdicts import Thresholds

    paths = options.run.paths
    data = read_stdin(paths, options.stdin_filename)
    request = build_request(options.run, name_stdin(paths, options.stdin_filename))
    thresholds = Thresholds(max_errors=options.max_errors, max_warnings=options.max_warnings)
    return judge_files(replace(request, fail_on=options.fail_on), thresholds, data)
