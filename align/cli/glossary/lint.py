"""`aligncheck glossary lint FILE...`."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from align.cli.findings import FindingsOptions, write_reports
from align.cli.glossary.files import edit_glossary, load_glossary
from align.cli.glossary.options import ChangeOptions, Force, Format, TableOptions, use_dictionary_for
from align.cli.messages import complain
from align.cli.options import Words, argument, as_command, names, option
from align.cli.terminal import is_colored, measure_width
from align.errors import CommandError
from align.model import Diagnostic, Report, Severity, Skipped
from align.report import FORMATS
from align.report.summary import tell_amount
from align.report.terminal import paint, wrap
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
    from align.commands.glossary_lint import build_report, diagnose
    from align.config.values import find_threshold
    from glossary.formats.files import GlossaryError
    from glossary.upkeep.lint import UnknownCheckError, lint, select_checks

    options.findings.check_outputs(options.paths)
    if options.findings.allowed:
        raise CommandError("--fail-on with a number goes with `check --gate`: name the severity alone")
    if options.findings.review:
        raise CommandError(f"--output {options.findings.review.format} is for Word documents: leave it out")
    try:
        checks = select_checks(options.select, options.ignore)
    except UnknownCheckError as error:
        raise CommandError(f"{error} (`aligncheck glossary lint --help` lists them)") from error
    found, glossaries, failed = list[Diagnostic](), list[Glossary](), list[Skipped]()
    with use_dictionary_for(options.paths[0]):
        for path in options.paths:
            try:
                if options.fix and _FIXED in checks:
                    _fix(path, options)
                glossary = load_glossary(path, options.format, options.languages, unfinished=True).glossary
            except GlossaryError as error:
                failed.append(Skipped(path, str(error), failed=True))
                continue
            glossaries.append(glossary)
            found += diagnose(path, lint(glossary, checks, options.languages.pair))
    threshold = find_threshold(options.findings.fail_on or "warning")
    _print(build_report(tuple(found), glossaries, failed), glossaries, options, threshold)
    for skipped in failed:
        complain(skipped.reason)
    failing = threshold is not None and any(entry.finding.severity >= threshold for entry in found)
    return 2 if failed or options.findings.replaced else int(failing)


def _fix(path: str, options: LintOptions) -> None:
    """Make terms of the several in one cell, in the file itself. Raises GlossaryError."""
    from glossary.formats.files import names_by_source
    from glossary.upkeep.several import split_terms

    change = ChangeOptions(options.force, options.format, options.languages)
    with edit_glossary(path, change, columns=options.languages.columns) as draft:
        apart = options.languages.pair.source if names_by_source(Path(path), draft.format) else ""
        draft.glossary, count = split_terms(draft.glossary, apart)
    if count:
        complain(f"{path}: {count:,} {'cell' if count == 1 else 'cells'} split into terms")


def _print(report: Report, glossaries: list[Glossary], options: LintOptions, threshold: Severity | None) -> None:
    """Write the findings and, in formats for people, the line that closes them: what is shown, and what is hidden."""
    printed, least = options.findings.printed, options.findings.find_least_shown(threshold)
    write_reports(report, options.findings, least, "auto", summary=False)
    if glossaries and printed and FORMATS[printed].has_summary:
        amounts = [(report.count(severity), severity) for severity in reversed(Severity)]
        shown = [tell_amount(count, str(severity)) for count, severity in amounts if count and severity >= least]
        hidden = [tell_amount(count, str(severity)) for count, severity in amounts if count and severity < least]
        told = " and ".join(filter(None, (", ".join(shown[:-1]), *shown[-1:]))) or "no problems"
        concepts = tell_amount(sum(len(glossary.concepts) for glossary in glossaries), "concept")
        line = f"{told[0].upper()}{told[1:]} in {tell_amount(len(glossaries), 'file')} ({concepts})."
        if hidden:
            line += f" {', '.join(hidden)} hidden (--min-severity info shows all)."
        gap = "\n" if printed == "full" and shown else ""
        line = wrap(line, measure_width(), "") if printed == "full" else line
        sys.stdout.write(gap + paint(line, None, is_colored()) + "\n")
    sys.stdout.flush()
