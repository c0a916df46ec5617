"""`aligncheck [check] PATH...`."""

import gc
import os
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Annotated

from align.cli.coverage import list_coverage
from align.cli.findings import FindingsOptions, write_reports
from align.cli.fixing import choose_stream, fix_buffer, fix_paths, print_diffs, write_copies
from align.cli.messages import complain, complain_of_failures, refuse_nothing
from align.cli.options import PATH, Color, Quiet, Words, as_command, option, refuse_others
from align.cli.outputs import print_document
from align.cli.runs import RUN_OPTIONS, RunOptions, build_request, name_stdin, read_stdin, spell_options
from align.cli.settings import print_settings
from align.cli.stale import list_stale, record_sources
from align.cli.watch import watch
from align.cli.work import find_paths, show_work
from align.errors import CommandError
from align.report import FORMATS

if TYPE_CHECKING:
    from align.commands.fix import Wish
    from align.config.settings import Request
    from align.model import Report


_WITH_REMARKS = [name for name, row in FORMATS.items() if row.has_remarks]


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """The options of `check`; None: the configuration says it, else the default."""

    run: RunOptions
    findings: FindingsOptions
    changed_lines: Annotated[
        bool,
        option("With --since: report only findings on changed lines, and any that the change causes elsewhere."),
    ]
    statistics: Annotated[bool, option("Print how many findings each rule has, not the findings.")]
    watch: Annotated[bool, option("Keep running; check again after each change.")]
    fix: Annotated[bool, option("Correct the files where the correction is safe.")]
    unsafe_fixes: Annotated[bool, option("With --fix, --diff or docx-changes: also what may change the meaning.")]
    diff: Annotated[bool, option("Show what --fix would change.")]
    interactive: Annotated[bool, option("Ask about each finding.", "", "-i")]
    by: Annotated[str | None, option("With --interactive: who accepts (default: your git or account name).", "NAME")]
    gate: Annotated[bool, option("Print one verdict with its reasons (text or json): pass or fail.")]
    stale: Annotated[bool, option("List where sources have changed since they were translated; check nothing else.")]
    coverage: Annotated[bool, option("List pages, sections and stubs without translation; check nothing else.")]
    record: Annotated[bool, option("With --stale: record the sources as matching the current translations.")]
    stdin_filename: Annotated[str | None, option("Name of the text on stdin, for PATH -.", "NAME", type=PATH)]
    allow_empty: Annotated[bool, option("Exit with 0 instead of 2 when there is nothing to check.")]
    strict: Annotated[
        bool, option("Exit with 1 if a finding that is allowed, accepted or in the baseline is no longer there.")
    ]
    force_exclude: Annotated[bool, option("Skip excluded files even when they are named on the command line.")]
    terms: Annotated[bool, option("In HTML, also show term consistency and glossary candidates.")]
    per_document: Annotated[bool, option("With --output html=FILE: one page per document, plus an index.")]
    comments_from: Annotated[
        Words,
        option(f"{', '.join(_WITH_REMARKS)}: also what reviewers commented, in this file of decisions.", "FILE"),
    ]
    show_settings: Annotated[
        bool, option("Print the settings for each text (in PATHS, by default this folder) without checking it.")
    ]
    color: Color
    quiet: Quiet

    @property
    def wish(self) -> "Wish":
        """Return which findings are to be fixed: those that a report would show."""
        from align.commands.fix import Wish
        from align.model import Severity

        least = self.findings.min_severity
        return Wish(self.unsafe_fixes, Severity[least.upper()] if least else None)


@as_command("check", CheckOptions)
def command(options: CheckOptions) -> int:
    """Check the translations in PATHS: files, folders and everything in them, @FILE (a list of files), or - (standard
    input).

    \b
        aligncheck articles/                           a folder
        aligncheck news.txt --source original.txt      a text and its source
        aligncheck articles/ --fix                     make safe corrections
        aligncheck articles/ --interactive             ask about each finding
        aligncheck articles/ --output html=page.html   a page to review on
        aligncheck articles/ --gate                    one verdict, for CI
        aligncheck articles/ --stale                   sources that have changed

    Exit code: 0 nothing found, 1 findings, 2 something could not be checked.
    """
    _refuse_pairs(options)
    paths = find_paths(options.run, watch=options.watch)
    if paths is None and (options.show_settings or options.gate):
        paths = (".",)
    request = build_request(
        options,
        name_stdin(options.run.paths, options.stdin_filename) or paths,
        use_cache=not options.run.no_cache,
        fail_on=options.findings.fail_on,
        written=options.findings.written,
        with_pages=any(output.row.has_pages for output in options.findings.outputs),
    )
    if options.record:
        return record_sources(request, quiet=options.quiet)
    if options.stale or options.coverage:
        show = list_stale if options.stale else list_coverage
        return show(request, options.findings.text_or_json, options.color, quiet=options.quiet)
    if options.interactive:
        from align.cli.interactive import ask_about_all

        return ask_about_all(request, options.findings.min_severity, options.by, options.color)
    if options.show_settings:
        print_settings(request)
        return 0
    if options.terms and (not request.with_pages or "-" in options.run.paths):
        raise CommandError("--terms goes with --output html=FILE, for texts in files: add it, or leave --terms out")
    _refuse_fixes(options)
    if options.watch:
        watch(request, partial(_run, options, request))
    return _run(options, request)


_OF_RUN = RUN_OPTIONS.keys() - {"since", "stored"}
_TEXTS = ("paths", "source", "languages", "encoding", "input_format", "parts", "text_columns", "dictionary", "memory")
_HARMLESS = ("jobs", "no_cache", "force_exclude", "allow_empty", "color", "quiet")
"""What a script may give to every job: it asks for nothing that another job would not do."""
_OF_STALE = (*_TEXTS, *_HARMLESS, "config", "stale", "record", "since", "stored", "output_format")
_OF_COVERAGE = (*_TEXTS, *_HARMLESS, "config", "coverage", "output_format")
_OF_INTERACTIVE = (*_OF_RUN, *_HARMLESS, "interactive", "by", "min_severity", "limits", "strict")
_OF_GATE = (
    *_OF_RUN,
    *_HARMLESS,
    *("gate", "limits", "min_severity", "limit", "output_format", "output", "per_document"),
    *("since", "stored", "changed_lines", "stdin_filename"),
)
"""The options that mean something for these jobs."""


def _refuse_pairs(options: CheckOptions) -> None:
    """See that the options go together. Raises CommandError."""
    if options.changed_lines and options.run.since is None:
        raise CommandError("--changed-lines since when? say so with --since REV")
    if options.record and not options.stale:
        raise CommandError("--record records sources for --stale: add it")
    if options.by is not None and not options.interactive:
        raise CommandError("--by says who accepts findings: add --interactive, or leave it out")
    if options.stale:
        refuse_others("--stale", *_OF_STALE)
        _refuse_formats("--stale", options.findings.output_format)
    elif options.coverage:
        refuse_others("--coverage", *_OF_COVERAGE)
        _refuse_formats("--coverage", options.findings.output_format)
    elif options.interactive:
        from align.cli.interactive import require_terminal

        refuse_others("--interactive", *_OF_INTERACTIVE)
        require_terminal(options.run.paths)
    elif options.gate:
        refuse_others("--gate", *_OF_GATE)
        _refuse_formats("--gate", options.findings.printed)
    elif options.findings.allowed:
        raise CommandError("--fail-on with a number goes with --gate: add it")


def _refuse_fixes(options: CheckOptions) -> None:
    """See that what is asked for of fixes goes together. Raises CommandError."""
    if options.fix and options.diff:
        raise CommandError("--diff shows what --fix would change and writes nothing: leave one out")
    tracks = options.findings.tracks_changes
    if tracks and (options.fix or options.diff):
        raise CommandError("--output docx-changes leaves the file as it is: leave --fix and --diff out")
    if options.unsafe_fixes and not (options.fix or options.diff or tracks):
        raise CommandError("--unsafe-fixes says what to fix: add --fix, or --diff to see it first")
    given = {"since": options.run.since, "stored": options.run.stored, "watch": options.watch}
    for flag, value in {**given, "statistics": options.statistics}.items():
        if value and (options.fix or options.diff):
            raise CommandError(f"--{flag} does not go with --fix, --unsafe-fixes and --diff: leave one out")


def _refuse_formats(job: str, printed: str | None) -> None:
    """See that what is printed is text or JSON. Raises CommandError."""
    if printed not in (None, "", "full", "json"):
        raise CommandError(f"{job} prints text or json, not {printed}: leave --output-format out, or write json")


def _run(options: CheckOptions, request: "Request") -> int:
    """Check, and write the reports; return the exit code."""
    from align.commands.cores import collect_rarely

    findings = options.findings
    findings.check_outputs((*options.run.paths, *filter(None, [options.run.source])), statistics=options.statistics)
    if options.per_document and not findings.page:
        raise CommandError("--per-document goes with a page in a file: add --output html=FILE")
    if options.comments_from and not any(output.row.has_remarks for output in findings.outputs):
        *others, last = (f"{name}=FILE" for name in _WITH_REMARKS)
        raise CommandError(f"--comments-from goes with --output {', '.join(others)} or {last}: add one")
    if options.diff and (findings.output or findings.output_format):
        raise CommandError("--diff prints no report: leave --output and --output-format out")
    gc.freeze()  # what is imported stays
    collect_rarely()
    data = read_stdin(options.run.paths, options.stdin_filename)
    if options.diff:
        return print_diffs(request, options.wish, data, allow_empty=options.allow_empty)
    return _judge(options, request, data) if options.gate else _report(options, request, data)


def _judge(options: CheckOptions, request: "Request", data: bytes | None) -> int:
    """Print the verdict, and write the reports that go to files; return the exit code."""
    from align.commands.gate import judge_files
    from align.report.gate import describe_verdict

    verdict = judge_files(request, options.findings.allowed, data, show_work)
    print_document(describe_verdict(verdict), options.findings.text_or_json, options.color)
    files = tuple(text for text in options.findings.output if not text.endswith("=-"))
    if files:
        findings = replace(options.findings, output_format=None, output=files)
        least = findings.find_least_shown(verdict.thresholds.fail_on)
        report = replace(verdict.report, options=spell_options(request))
        write_reports(report, findings, least, options.color, summary=False)
    complain_of_failures(verdict.report.skipped)
    return verdict.decision.exit_code


def _report(options: CheckOptions, request: "Request", data: bytes | None) -> int:
    """Check, fix what is to be fixed, and write the reports; return the exit code."""
    from align.commands.check import check_buffer, check_files
    from align.commands.cores import limit_threads
    from align.config.decisions.files import read_reviews

    findings, has_failed = options.findings, False
    reviews = read_reviews(options.comments_from) if options.comments_from else None
    if options.fix:
        wish = options.wish
        outcome, has_failed = fix_paths(request, wish) if data is None else fix_buffer(data, request, wish)
    else:
        if options.run.jobs == 1:
            limit_threads()
        outcome = check_files(request, show_work) if data is None else check_buffer(data, request)
    report = replace(outcome.report, options=spell_options(request))
    least_shown = findings.find_least_shown(outcome.threshold)
    if options.terms:
        from align.commands.terms.tables import add_terms

        report = add_terms(request, report)
    if request.with_pages and data is None:
        from align.commands.memory.showing import add_house_pairs

        report = add_house_pairs(request, report)
    if reviews:
        from align.commands.review.status import add_remarks

        report, lost = add_remarks(report, reviews, least_shown)
        if lost:
            what = "1 comment is on something" if lost == 1 else f"{lost:,} comments are on something"
            complain(f"{what} that is not shown here: `aligncheck review status` lists it")
    with choose_stream(options.fix and options.run.paths == ("-",)):
        write_reports(
            report,
            findings,
            least_shown,
            options.color,
            summary=bool(report.documents) and not options.quiet,
            statistics=options.statistics,
            per_document=options.per_document,
        )
    if findings.review and report.documents:
        if options.run.paths == ("-",):
            raise CommandError(f"--output {findings.review.format}: goes with a file alone: name it")
        from align.report.style import Style

        tracked = options.wish if findings.tracks_changes else None
        has_failed |= write_copies(request, report, Style(least_shown), findings.review.path, tracked)
    if any(output.row.has_step_summary for output in findings.outputs):
        _write_step_summary(report)
    return _conclude(options, report, has_failed or bool(findings.replaced)) or int(outcome.failing)


def _conclude(options: CheckOptions, report: "Report", has_failed: bool) -> int:
    """Say what could not be done; return the exit code, 0 where all could. Raises CommandError where there was nothing
    to check.
    """
    if options.strict and report.gone:
        complain(
            f"{report.gone:,} of the baseline no longer there: `aligncheck baseline PATHS --prune` drops what is gone"
        )
    if complain_of_failures(report.skipped) or has_failed:
        return 2
    since = options.run.since
    if not report.documents and since:
        if not options.quiet:
            complain(f"no text to check has changed since {since}")
    elif not report.documents and not options.allow_empty:
        refuse_nothing(report.skipped)
    return 0


def _write_step_summary(report: "Report") -> None:
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
