"""`aligncheck glossary lint FILE...`."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from align.cli.findings import FindingsOptions, write_reports
from align.cli.glossary.files import edit_glossary, load_glossary
from align.cli.glossary.options import Force, Format, TableOptions, use_dictionary_for
from align.cli.messages import complain
from align.cli.options import Words, argument, as_command, names, option
from align.cli.terminal import is_colored, measure_width
from align.config.values import FAIL_ON
from align.errors import CommandError
from align.model import Diagnostic, Severity, Skipped
from align.report import FORMATS
from align.report.terminal import paint, wrap

if TYPE_CHECKING:
    from align.model import Report
    from glossary.model import Glossary

_FIXED = "several-terms"
"""The check that `--fix` corrects the findings of."""


@dataclass(frozen=True, slots=True)
class LintOptions:
    """The options of `glossary lint`."""

    paths: Annotated[Words, argument("FILE...")]
    select: Annotated[Words, names("Run only these checks (CHECK,CHECK).", "CHECK")]
    ignore: Annotated[Words, names("Do not run these checks.", "CHECK")]
    fix: Annotated[bool, option("Split cells that hold several terms.")]
    findings: FindingsOptions
    force: Force
    format: Format
    languages: TableOptions


@as_command("lint", LintOptions)
def command(options: LintOptions) -> int:
    """Check glossaries for mistakes. Exit code: 0 nothing, 1 problems, 2 a file could not be read.

    \b
        aligncheck glossary lint terms.csv
        aligncheck glossary lint terms.csv --fix

    \b
    The checks: case-variant, circular-rendering, circular-replacement,
    clashing-targets, contradictory-status, duplicate-concept, duplicate-id,
    duplicate-term, empty-concept, empty-term, forbidden-without-preferred,
    han-in-term, mixed-script, one-sided, several-preferred, several-terms,
    stray-punctuation, stray-space, unbalanced-bracket, unresolved-conflict.
    """
    from align.cli.glossary.lint_report import build_report

    options.findings.check_outputs(options.paths)
    if options.findings.allowed:
        raise CommandError("--fail-on with a number goes with `check --gate`: name the severity alone")
    if options.findings.review:
        raise CommandError(f"--output {options.findings.review.format} is for Word documents: leave it out")
    checks = _select_checks(options)
    with use_dictionary_for(options.paths[0]):
        found, glossaries, failed = _lint(options, checks)
    report = build_report(found, glossaries, failed)
    _print(report, glossaries, options)
    for skipped in failed:
        complain(skipped.reason)
    threshold = _find_threshold(options)
    failing = threshold is not None and any(entry.finding.severity >= threshold for entry in found)
    return 2 if failed or options.findings.replaced else int(failing)


def _find_threshold(options: LintOptions) -> Severity | None:
    """Return the least severity that makes the run fail; None: none does."""
    return FAIL_ON[options.findings.fail_on or "warning"]


def _select_checks(options: LintOptions) -> tuple[str, ...]:
    from glossary.upkeep.lint import UnknownCheckError, select_checks

    try:
        return select_checks(options.select, options.ignore)
    except UnknownCheckError as error:
        raise CommandError(f"{error} (`aligncheck glossary lint --help` lists them)") from error


def _lint(
    options: LintOptions, checks: tuple[str, ...]
) -> "tuple[tuple[Diagnostic, ...], list[Glossary], list[Skipped]]":
    """Return what is found in all files, the glossaries that were read, and the files that could not be."""
    from align.cli.glossary.lint_report import diagnose
    from glossary.formats.files import GlossaryError
    from glossary.upkeep.lint import lint

    languages = options.languages.pair
    found: list[Diagnostic] = []
    glossaries: list[Glossary] = []
    failed: list[Skipped] = []
    for path in options.paths:
        try:
            if options.fix and _FIXED in checks:
                _fix(path, options)
            glossary = load_glossary(path, options.format, options.languages, unfinished=True).glossary
        except GlossaryError as error:
            failed.append(Skipped(path, str(error), failed=True))
            continue
        glossaries.append(glossary)
        found += diagnose(path, lint(glossary, checks, languages))
    return tuple(found), glossaries, failed


def _fix(path: str, options: LintOptions) -> None:
    """Make terms of the several in one cell, in the file itself. Raises GlossaryError."""
    from glossary.formats.files import names_by_source
    from glossary.upkeep.several import split_terms

    languages, columns = options.languages.pair, options.languages.columns
    with edit_glossary(path, options.format, languages, options.force, columns=columns) as draft:
        apart = languages.source if names_by_source(Path(path), draft.format) else ""
        draft.glossary, count = split_terms(draft.glossary, apart)
    if count:
        complain(f"{path}: {count:,} {'cell' if count == 1 else 'cells'} split into terms")


def _print(report: "Report", glossaries: "list[Glossary]", options: LintOptions) -> None:
    """Write the findings and, in formats for people, a summary to stdout."""
    from align.cli.glossary.lint_report import summarize

    printed, least = options.findings.printed, options.findings.find_least_shown(_find_threshold(options))
    write_reports(report, options.findings, least, "auto", summary=False)
    if glossaries and printed and FORMATS[printed].has_summary:
        is_any_shown = any(entry.finding.severity >= least for entry in report.diagnostics)
        gap = "\n" if printed == "full" and is_any_shown else ""
        line = summarize(report, glossaries, least)
        line = wrap(line, measure_width(), "") if printed == "full" else line
        sys.stdout.write(gap + paint(line, None, is_colored()) + "\n")
    sys.stdout.flush()
