"""`aligncheck fix PATH...`."""

import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated

import click

from align.cli.accept import find_name, tell_date
from align.cli.messages import complain, complain_of_failures, list_skipped
from align.cli.options import Color, as_command
from align.cli.runs import RunOptions, build_request
from align.cli.terminal import is_colored, measure_width
from align.errors import CommandError, FileError
from align.model import Severity, Skipped
from align.report.style import Style
from align.report.terminal import visible

if TYPE_CHECKING:
    from align.commands.baseline import Baselines
    from align.commands.interactive import Questions
    from align.commands.results import Result
    from align.config.glossaries import Glossaries
    from align.inputs.tasks import Task


@dataclass(frozen=True, slots=True)
class FixOptions:
    """The options of `fix`."""

    run: RunOptions
    interactive: Annotated[
        bool,
        click.Option(["-i", "--interactive"], is_flag=True, hidden=True, help="Ask about each finding, as always."),
    ]
    min_severity: Annotated[
        str | None,
        click.Option(
            ["--min-severity"],
            type=click.Choice(["info", "warning", "error"]),
            help="Lowest severity to ask about  [warning, or what makes a run fail]",
        ),
    ]
    by: Annotated[
        str | None,
        click.Option(["--by"], metavar="NAME", help="Who accepts (default: the name in git or of the account)."),
    ]
    color: Color


@as_command("fix", FixOptions)
def command(options: FixOptions) -> int:
    """Show each finding in PATHS, and do what you say by pressing a key.

    \b
        1-5  write this suggestion       s  skip it
        e    write something else        u  undo the last answer in this file
        d    delete what is marked       q  save what was answered, and quit
        a    accept it, for a reason

    A file is saved when the last of its findings is answered; in a document of Word, edits are tracked changes. To
    fix without being asked: aligncheck check --fix.
    Exit code: 0 nothing is left, 1 findings are left, 2 something could not be done.
    """
    if not is_terminal():
        raise CommandError("fix asks questions and needs a terminal; without one, run `aligncheck check --fix`")
    least = Severity[options.min_severity.upper()] if options.min_severity else Severity.WARNING
    return _Talk(options, Style(least, measure_width(), is_colored(options.color))).hold()


def is_terminal() -> bool:
    """Return whether a person sits at both ends."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()


@dataclass
class _Talk:
    """The questions about all files, and what became of the answers."""

    options: FixOptions
    style: Style
    results: "list[Result]" = field(default_factory=list)
    has_failed: bool = False
    has_quit: bool = False
    edited: int = 0
    accepted: int = 0

    def hold(self) -> int:
        """Ask about all files; return the exit code."""
        from align.commands.check import make_baselines
        from align.commands.outcomes import fold_results
        from align.config.glossaries import Glossaries
        from align.inputs.tasks import plan_tasks

        request, glossaries = build_request(self.options.run), Glossaries()
        baselines = make_baselines(request)
        for item in plan_tasks(request):
            if self.has_quit:
                break
            self.results.append(self._ask(item, baselines, glossaries))
        baselines = make_baselines(request)
        outcome = fold_results(map(baselines.subtract, self.results), baselines=baselines)
        report, done = outcome.report, f"{self.edited:,} edited, {self.accepted:,} accepted"
        if report.documents:
            click.echo(f"{done}, {sum(1 for _ in self.style.shown(report)):,} left.")
        if complain_of_failures(report.skipped) or self.has_failed:
            return 2
        if not report.documents:
            raise CommandError(f"nothing to check{list_skipped(report.skipped)}; give a text")
        return int(outcome.failing or self.has_quit)

    def _ask(self, item: "Task | Skipped", baselines: "Baselines", glossaries: "Glossaries") -> "Result":
        """Ask about a file, and do what was answered; return what is found in it now."""
        from align.cli.questions import Page
        from align.commands.check import skip
        from align.commands.interactive import ask

        questions = item if isinstance(item, Skipped) else ask(item, baselines, glossaries, self._least)
        if isinstance(questions, Skipped):
            return skip(questions)
        if not questions.answers.found:
            return questions.result
        try:
            self.has_quit = Page(questions.answers, self.style).ask_all()
        except KeyboardInterrupt:
            self._carry_out(questions, glossaries)
            raise
        return self._carry_out(questions, glossaries)

    @property
    def _least(self) -> Severity | None:
        return Severity[self.options.min_severity.upper()] if self.options.min_severity else None

    def _carry_out(self, questions: "Questions", glossaries: "Glossaries") -> "Result":
        from align.commands.interactive import carry_out

        try:
            done = carry_out(questions, glossaries, self.options.by or find_name(), tell_date())
        except FileError as error:
            complain(str(error))
            self.has_failed = True
            return questions.result
        for line in (*done.remarks, *done.problems):
            complain(line)
        self.has_failed = self.has_failed or bool(done.problems)
        self.edited, self.accepted = self.edited + done.edited, self.accepted + done.accepted
        click.echo(f"{visible(questions.task.path)}: {done.edited:,} edited, {done.accepted:,} accepted\n")
        return done.result
