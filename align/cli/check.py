"""`aligncheck [check] PATH...`."""

import gc
import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated

import click

from align.cli.findings import FindingsOptions, write_reports
from align.cli.fixing import FixingOptions, choose_stream, fix_buffer, fix_paths, print_diffs
from align.cli.messages import complain_of_failures, list_skipped
from align.cli.options import Color, Quiet, as_command
from align.cli.runs import RunOptions, StdinFilename, build_request, name_stdin, read_stdin
from align.cli.settings import print_settings
from align.errors import CommandError
from align.model import Report

if TYPE_CHECKING:
    from align.commands.results import Outcome
    from align.config.settings import Request


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """The options of `check`; None: the configuration says it, else the default."""

    run: RunOptions
    findings: FindingsOptions
    fixing: FixingOptions
    stdin_filename: StdinFilename
    allow_empty: Annotated[
        bool,
        click.Option(["--allow-empty"], is_flag=True, help="Exit with 0, not 2, when there is nothing to check."),
    ]
    strict: Annotated[
        bool,
        click.Option(["--strict"], is_flag=True, help="Exit with 1 where what is allowed or accepted is not found."),
    ]
    force_exclude: Annotated[
        bool,
        click.Option(
            ["--force-exclude"], is_flag=True, help="Leave out what the configuration excludes, if named too."
        ),
    ]
    ignore_baseline: Annotated[
        bool, click.Option(["--ignore-baseline"], is_flag=True, help="Report what the baseline knows as well.")
    ]
    strict_baseline: Annotated[
        bool,
        click.Option(
            ["--strict-baseline"], is_flag=True, help="Exit with 1 where the baseline holds what is no longer there."
        ),
    ]
    show_settings: Annotated[
        bool, click.Option(["--show-settings"], is_flag=True, help="Print the settings of each text; check nothing.")
    ]
    color: Color
    quiet: Quiet


@as_command("check", CheckOptions)
def command(options: CheckOptions) -> int:
    """Check the translations in PATHS (files, or folders with all that is in them; - is stdin)."""
    if options.show_settings:
        print_settings(_build_request(options))
        return 0
    options.findings.check_outputs((*options.run.paths, *filter(None, [options.run.source])))
    if options.fixing.is_asked and options.fixing.diff:
        return _print_diffs(options)
    outcome, has_failed = _fix(options) if options.fixing.fix else (_check(options), False)
    report = outcome.report
    least_shown = options.findings.find_least_shown(outcome.threshold)
    summary = bool(report.documents) and not options.quiet
    with choose_stream(options.fixing.fix and options.run.paths == ("-",)):
        write_reports(report, options.findings, least_shown, options.color, summary=summary)
    if any(output.format == "github" for output in options.findings.outputs):
        _write_step_summary(report)
    if complain_of_failures(report.skipped) or has_failed:
        return 2
    if not report.documents and not options.allow_empty:
        reason = list_skipped(report.skipped)
        raise CommandError(f"nothing to check{reason}; give a text, or --allow-empty if that is right")
    return int(outcome.failing)


def _check(options: CheckOptions) -> "Outcome":
    from align.commands.check import check_buffer, check_files

    data, request = _read(options)
    return check_files(request) if data is None else check_buffer(data, request)


def _read(options: CheckOptions) -> "tuple[bytes | None, Request]":
    """The text on stdin, None where files are to be checked, and what is asked for."""
    gc.freeze()  # what is imported stays; a run makes many tuples and no cycles worth a search
    gc.set_threshold(100_000, 50, 100)
    return read_stdin(options.run.paths, options.stdin_filename), _build_request(options)


def _fix(options: CheckOptions) -> "tuple[Outcome, bool]":
    data, request = _read(options)
    wish = options.fixing.make_wish(options.findings)
    return fix_paths(request, wish) if data is None else fix_buffer(data, request, wish)


def _print_diffs(options: CheckOptions) -> int:
    if options.findings.output or options.findings.output_format:
        raise CommandError("--diff prints no report: leave --output and --output-format out")
    data, request = _read(options)
    return print_diffs(request, options.fixing.make_wish(options.findings), data)


def _build_request(options: CheckOptions) -> "Request":
    return replace(
        build_request(options.run, name_stdin(options.run.paths, options.stdin_filename)),
        fail_on=options.findings.fail_on,
        strict=options.strict,
        force_exclude=options.force_exclude,
        ignore_baseline=options.ignore_baseline,
        strict_baseline=options.strict_baseline,
    )


def _write_step_summary(report: Report) -> None:
    """Append to the summary page of the step, where GitHub Actions offers one."""
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if path:
        from align.report.github import LARGEST_SUMMARY, step_summary
        from glossary.storage.atomic import append, measure

        try:
            append(path, step_summary(report, LARGEST_SUMMARY - measure(path)))
        except OSError as error:
            reason = f"cannot be written ({error.strerror}): name a file in a folder that exists"
            raise CommandError(f"GITHUB_STEP_SUMMARY: {path}: {reason}") from error
