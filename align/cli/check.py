"""`aligncheck [check] PATH...`."""

import gc
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from align.cli.messages import complain, fail
from align.cli.terminal import color_option, colored, columns
from align.config.file import FAIL_ON
from align.errors import ConfigError
from align.model import Severity
from align.report import FORMATS, Style, renderer

if TYPE_CHECKING:
    from align.commands.check import Outcome
    from align.config.settings import Request


def _split(ctx: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """The names of an option that is given several times or holds several, separated by commas."""
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())


def _complete_rule(ctx: click.Context, parameter: click.Parameter, start: str) -> list[str]:
    from align.linter.registry import all_rules

    return [name for name in all_rules() if name.startswith(start)]


_RULES: dict[str, Any] = {"multiple": True, "metavar": "RULE", "callback": _split, "shell_complete": _complete_rule}


@click.command("check", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=str))
@click.option("--source", metavar="PATH", type=click.Path(path_type=str),
              help="The source text, or a folder of them (else found beside).")  # fmt: skip
@click.option("--output-format", type=click.Choice(list(FORMATS)), default="full", help="How findings are printed.")
@click.option("--fail-on", type=click.Choice(list(FAIL_ON)), help="Least severity that gives exit code 1 [warning].")
@click.option("--min-severity", type=click.Choice(["info", "warning", "error"]), default="warning", show_default=True,
              help="Least severity that text formats show; json and jsonl hold all.")  # fmt: skip
@click.option("--select", help="Run only these rules (repeatable, or separated by commas).", **_RULES)
@click.option("--ignore", help="Do not run these rules.", **_RULES)
@click.option("--glossary", metavar="FILE", multiple=True, type=click.Path(path_type=str),
              help="Glossary to check against (repeatable; the first ranks highest).")  # fmt: skip
@click.option("--source-lang", metavar="CODE", help="Language translated from [zh].")
@click.option("--target-lang", metavar="CODE", help="Language translated into [en].")
@click.option("--encoding", metavar="NAME", help="Encoding of the files (else found out).")
@click.option("--config", type=click.Path(path_type=Path), help="Configuration to use for all files.")
@click.option("--isolated", is_flag=True, help="Use no configuration file.")
@click.option("--allow-empty", is_flag=True, help="Exit with 0, not 2, when there is nothing to check.")
@color_option
@click.option("-q", "--quiet", is_flag=True, help="Print no summary.")
def command(output_format: str, min_severity: str, allow_empty: bool, color: str, quiet: bool, **asked: Any) -> None:
    """Check the translations in PATHS (files, or folders with all that is in them)."""
    from align.config.settings import Request

    outcome = _run(Request(**asked))
    summary = bool(outcome.report.documents) and not quiet
    style = Style(Severity[min_severity.upper()], columns(), colored(color), summary)
    _print(renderer(output_format)(outcome.report, style))
    if output_format == "github":
        _write_step_summary(outcome)
    for skipped in outcome.report.skipped:
        if skipped.failed:
            complain(f"{skipped.path}: {skipped.reason}")
    if any(skipped.failed for skipped in outcome.report.skipped):
        raise click.exceptions.Exit(2)
    if not outcome.report.documents and not allow_empty:
        fail(_nothing(outcome))
    raise click.exceptions.Exit(int(outcome.failing))


def _run(request: "Request") -> "Outcome":
    from align.commands.check import check
    from align.errors import EncoderUnavailableError, MissingPathError, UnknownRuleError
    from glossary.formats.files import GlossaryError

    gc.freeze()  # what is imported stays; a run makes many tuples and no cycles worth a search
    gc.set_threshold(100_000, 50, 100)
    try:
        return check(request)
    except MissingPathError as error:
        fail(f"{error.path}: no such file or folder{_meant(error.path)}")
    except (ConfigError, UnknownRuleError, EncoderUnavailableError, GlossaryError) as error:
        fail(str(error))


def _meant(path: str) -> str:
    """A hint where a missing path resembles a command."""
    from difflib import get_close_matches

    from align.cli import COMMANDS

    near = get_close_matches(path, COMMANDS, n=1, cutoff=0.7)
    return f"; did you mean the command 'aligncheck {near[0]}'?" if near else ""


def _nothing(outcome: "Outcome") -> str:
    """Why nothing was checked, and what to do."""
    skipped = outcome.report.skipped
    shown = ", ".join(f"{entry.path} ({entry.reason})" for entry in skipped[:3])
    reason = f": skipped {shown}{' ...' if len(skipped) > 3 else ''}" if skipped else ""
    return f"nothing to check{reason}; give a text, or --allow-empty if that is right"


def _print(pieces: Iterable[str]) -> None:
    """Write a report to stdout, piece by piece."""
    for piece in pieces:
        sys.stdout.write(piece)
    sys.stdout.flush()


def _write_step_summary(outcome: "Outcome") -> None:
    """Append to the summary page of the step, where GitHub Actions offers one."""
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if path:
        from align.report.github import step_summary

        with Path(path).open("a", encoding="utf-8") as file:
            file.write(step_summary(outcome.report))
