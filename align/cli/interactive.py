"""What `check --interactive` does: it asks about each finding."""

import sys
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

from align.cli.authors import find_name, tell_date
from align.cli.messages import complain, complain_of_failures, list_skipped
from align.cli.runs import STDIN
from align.cli.terminal import is_colored, measure_width
from align.errors import CommandError, FileError
from align.model import Severity, Skipped
from align.model.reviews import CHANGED, KEPT, UNDECIDED, tell_counts
from align.report.style import Style
from align.report.terminal import visible

if TYPE_CHECKING:
    from align.commands.baseline import Baselines
    from align.commands.results import Result
    from align.commands.review.answers import Questions
    from align.config.glossaries import Glossaries
    from align.config.settings import Request
    from align.inputs.tasks import Task


def require_terminal(paths: tuple[str, ...]) -> None:
    """See that there is a person to ask about texts in files. Raises CommandError."""
    if STDIN in paths or not is_terminal():
        raise CommandError("--interactive asks questions and needs a terminal: without one, use --fix")


def is_terminal() -> bool:
    """Return whether a person sits at both ends."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()


def ask_about_all(request: "Request", min_severity: str | None, by: str | None, color: str) -> int:
    """Ask about each finding in the texts that are requested, and do what is answered; return the exit code.

    Exit code: 0 nothing is left, 1 findings are left, 2 the command failed.
    """
    least = Severity[min_severity.upper()] if min_severity else None
    style = Style(least or Severity.WARNING, measure_width(), is_colored(color))
    return _Talk(request, least, by, style).hold()


@dataclass
class _Talk:
    """The questions about all files, and what became of the answers."""

    request: "Request"
    least: Severity | None
    by: str | None
    style: Style
    counts: Counter[str] = field(default_factory=Counter)
    has_failed: bool = False
    has_quit: bool = False

    def hold(self) -> int:
        """Ask about all files; return the exit code."""
        from align.commands.check import make_baselines
        from align.commands.outcomes import fold_results
        from align.config.glossaries import Glossaries
        from align.inputs.tasks import plan_tasks

        glossaries, baselines = Glossaries(), make_baselines(self.request)
        results: list[Result] = []
        for item in plan_tasks(self.request):
            if self.has_quit:
                break
            results.append(self._ask(item, baselines, glossaries))
        baselines = make_baselines(self.request)
        outcome = fold_results(map(baselines.subtract, results), baselines=baselines)
        report = outcome.report
        if report.documents:
            left = sum(1 for _ in self.style.shown(report))
            click.echo(f"{tell_counts({word: self.counts[word] for word in (CHANGED, KEPT)} | {UNDECIDED: left})}.")
        if complain_of_failures(report.skipped) or self.has_failed:
            return 2
        if not report.documents:
            raise CommandError(f"nothing to check{list_skipped(report.skipped)}; give a text")
        return int(outcome.failing or self.has_quit)

    def _ask(self, item: "Task | Skipped", baselines: "Baselines", glossaries: "Glossaries") -> "Result":
        """Ask about a file, and do what was answered; return what is found in it now."""
        from align.cli.questions import Page
        from align.commands.check import skip
        from align.commands.review.answers import ask

        questions = item if isinstance(item, Skipped) else ask(item, baselines, glossaries, self.least)
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

    def _carry_out(self, questions: "Questions", glossaries: "Glossaries") -> "Result":
        from align.commands.review.answers import finish

        try:
            done, result = finish(questions, glossaries, self.by or find_name(), tell_date())
        except FileError as error:
            complain(str(error))
            self.has_failed = True
            return questions.result
        for line in (*done.remarks, *done.problems):
            complain(line)
        self.has_failed = self.has_failed or bool(done.problems)
        self.counts.update(done.counts)
        click.echo(f"{visible(questions.task.path)}: {tell_counts(done.counts)}\n")
        return result
