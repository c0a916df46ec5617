"""`aligncheck glossary lint FILE...`."""

import sys
from typing import TYPE_CHECKING, Any

import click

from align.cli.glossary.files import format_option, language_options, languages, told
from align.cli.glossary.tables import print_listing
from align.cli.messages import complain, fail
from align.cli.terminal import color_option, colored, columns
from align.config.file import FAIL_ON
from align.model import Diagnostic, Report, Severity, Skipped
from align.report import FORMATS, Style, renderer

if TYPE_CHECKING:
    from glossary.model import Glossary


def _split(ctx: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())


_CHECKS: dict[str, Any] = {"multiple": True, "metavar": "CHECK", "callback": _split}


@click.command("lint", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("files", nargs=-1, metavar="FILE...", type=click.Path(path_type=str))
@click.option("--output-format", type=click.Choice(list(FORMATS)), default="full", help="How problems are printed.")
@click.option("--fail-on", type=click.Choice(list(FAIL_ON)), default="warning", show_default=True,
              help="Least severity that gives exit code 1.")  # fmt: skip
@click.option("--min-severity", type=click.Choice(["info", "warning", "error"]), default="warning", show_default=True,
              help="Least severity that text formats show; json and jsonl hold all.")  # fmt: skip
@click.option("--select", help="Run only these checks (repeatable, or separated by commas).", **_CHECKS)
@click.option("--ignore", help="Do not run these checks.", **_CHECKS)
@click.option("--checks", is_flag=True, help="List the checks.")
@format_option("--format", "format_")
@language_options
@color_option
@click.option("-q", "--quiet", is_flag=True, help="Print no summary.")
def command(files: tuple[str, ...], checks: bool, **asked: Any) -> None:
    """Find what is wrong in glossaries.

    \b
        aligncheck glossary lint terms.csv
        aligncheck glossary lint terms.csv --select stray-space,duplicate-term
        aligncheck glossary lint --checks        what is looked for

    Exit code: 0 nothing found, 1 problems, 2 a file could not be read.
    """
    if checks:
        _list_checks()
        return
    if not files:
        fail("name the glossary: aligncheck glossary lint FILE...")
    names = _names(asked["select"], asked["ignore"])
    found, glossaries, failed = _lint(files, names, asked)
    _print(found, glossaries, failed, asked)
    for skipped in failed:
        complain(skipped.reason)
    if failed:
        raise click.exceptions.Exit(2)
    least = FAIL_ON[asked["fail_on"]]
    raise click.exceptions.Exit(int(least is not None and any(entry.finding.severity >= least for entry in found)))


def _list_checks() -> None:
    from glossary.upkeep.lint import CHECKS

    print_listing((name, str(check.severity), check.summary) for name, check in CHECKS.items())


def _names(select: tuple[str, ...], ignore: tuple[str, ...]) -> tuple[str, ...]:
    from glossary.upkeep.lint import UnknownCheckError, select_checks

    try:
        return select_checks(select, ignore)
    except UnknownCheckError as error:
        fail(f"{error} (`aligncheck glossary lint --checks` lists them)")


def _lint(
    files: tuple[str, ...], names: tuple[str, ...], asked: dict[str, Any]
) -> "tuple[tuple[Diagnostic, ...], list[Glossary], list[Skipped]]":
    """What is found in all files, the glossaries that were read, and the files that could not be."""
    from pathlib import Path

    from align.cli.glossary.findings import diagnostics
    from glossary.formats.files import GlossaryError, load
    from glossary.upkeep.lint import lint

    found: list[Diagnostic] = []
    glossaries: list[Glossary] = []
    failed: list[Skipped] = []
    for path in files:
        try:
            glossary = load(Path(path), told(path, asked["format_"]), languages(asked)).glossary
        except GlossaryError as error:
            failed.append(Skipped(path, str(error), failed=True))
            continue
        glossaries.append(glossary)
        found += diagnostics(path, lint(glossary, names, languages(asked)))
    return tuple(found), glossaries, failed


def _print(
    found: tuple[Diagnostic, ...], glossaries: "list[Glossary]", failed: list[Skipped], asked: dict[str, Any]
) -> None:
    from align import __version__
    from align.cli.glossary.findings import report, summary

    outcome: Report = report(f"aligncheck:{__version__}|glossary-lint", found, glossaries, failed)
    least, color = Severity[asked["min_severity"].upper()], colored(asked["color"])
    for piece in renderer(asked["output_format"])(outcome, Style(least, columns(), color, summary=False)):
        sys.stdout.write(piece)
    if glossaries and not asked["quiet"] and not asked["output_format"].startswith("json"):
        gap = "\n" if asked["output_format"] == "full" and any(e.finding.severity >= least for e in found) else ""
        line = summary(outcome, glossaries, least)
        sys.stdout.write(gap + (f"\x1b[1m{line}\x1b[0m" if color else line) + "\n")
    sys.stdout.flush()
