"""What `check --interactive` does: it asks about each finding, one file after the other."""

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import click

from align.cli.authors import find_name, tell_date
from align.cli.messages import complain, complain_of_failures, list_skipped
from align.cli.runs import STDIN
from align.cli.terminal import is_colored, measure_width
from align.commands.baseline import Baselines
from align.commands.check import make_baselines, skip
from align.commands.outcomes import fold_results
from align.commands.results import Result
from align.commands.review.answers import Answer, Answers, Choice, Questions, ask, finish, list_choices
from align.commands.review.wishes import write_instead
from align.config.glossaries import Glossaries
from align.config.settings import Request
from align.errors import CommandError, FileError
from align.inputs.evidence import EvidenceReader
from align.inputs.tasks import Task, plan_tasks
from align.model import Diagnostic, Severity, Skipped
from align.model.reviews import ACCEPTED, CHANGED, UNDECIDED, tell_counts
from align.report.full import render_finding
from align.report.style import Style
from align.report.terminal import head, paint, tint, visible, wrap

_QUIT, _UNDO, _SAVE = "q\x04", "u", "\r\n"
"""What ends the questions (also Ctrl-D), what takes the last answer back, and what saves a file (Enter)."""

_MARKED_KEYS = "e: write something else there; d: delete what is marked; "
_MISSING_KEYS = "e: write what is missing; "
_KEYS = (
    "a: accept the finding, with a reason; s: skip it; u: take the last answer back; "
    "q: save what was answered, and quit"
)
_LAST_KEYS = "Enter: save what was answered; u: take the last answer back; q: save it, and ask about no other file"

_MOST_LINES = 4
"""How many lines of a source are shown."""

_BEFORE_SPAN = 60
"""How many characters of a long source come before what is marked."""


def require_terminal(paths: tuple[str, ...]) -> None:
    """See that there is a person to ask about texts in files. Raises CommandError."""
    if STDIN in paths or not is_terminal():
        raise CommandError("--interactive asks questions and needs a terminal: without one, use --fix")


def is_terminal() -> bool:
    """Return whether a person sits at both ends."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()


def ask_about_all(request: Request, min_severity: str | None, by: str | None, color: str) -> int:
    """Ask about each finding in the texts that are requested, and do what is answered; return the exit code.

    Exit code: 0 nothing is left, 1 findings are left, 2 the command failed.
    """
    least = Severity[min_severity.upper()] if min_severity else None
    style = Style(least or Severity.WARNING, measure_width(), is_colored(color))
    return _Talk(request, least, by, style).hold()


@dataclass
class _Talk:
    """The questions about all files, and what became of the answers."""

    request: Request
    least: Severity | None
    by: str | None
    style: Style
    counts: Counter[str] = field(default_factory=Counter)
    has_failed: bool = False
    has_quit: bool = False

    def hold(self) -> int:
        """Ask about all files; return the exit code."""
        glossaries, baselines = Glossaries(), make_baselines(self.request)
        results: list[Result] = []
        with EvidenceReader() as reader:
            for item in plan_tasks(self.request):
                if self.has_quit:
                    break
                results.append(self._ask(reader.add(item), baselines, glossaries))
        baselines = make_baselines(self.request)
        outcome = fold_results(map(baselines.subtract, results), baselines=baselines)
        report = outcome.report
        if report.documents:
            left = sum(1 for _ in self.style.shown(report))
            click.echo(f"{tell_counts({word: self.counts[word] for word in (CHANGED, ACCEPTED)} | {UNDECIDED: left})}.")
        if complain_of_failures(report.skipped) or self.has_failed:
            return 2
        if not report.documents:
            raise CommandError(f"nothing to check{list_skipped(report.skipped)}; give a text")
        return int(outcome.failing or self.has_quit)

    def _ask(self, item: Task | Skipped, baselines: Baselines, glossaries: Glossaries) -> Result:
        """Ask about a file, and do what was answered; return what is found in it now."""
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

    def _carry_out(self, questions: Questions, glossaries: Glossaries) -> Result:
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


@dataclass(frozen=True, slots=True)
class Page:
    """The findings of a file, as they are shown and asked about."""

    answers: Answers
    style: Style

    def ask_all(self) -> bool:
        """Ask until all is answered and confirmed; return whether the person wants no more questions."""
        count, end = len(self.answers.found), _SAVE + _UNDO + _QUIT
        what = "The finding is answered" if count == 1 else f"All {count:,} findings are answered"
        while True:
            index = self.answers.index
            is_last = index == count
            key = (
                self._read_key(f"{what}: [Enter] save  [u]ndo  [q]uit: ", end, _LAST_KEYS)
                if is_last
                else self._ask(index)
            )
            if key == _UNDO:
                was_undone = self.answers.undo()
                click.echo("The last answer is taken back." if was_undone else "There is nothing to undo in this file.")
            if key in _QUIT or (is_last and key in _SAVE):
                return key in _QUIT

    def _ask(self, index: int) -> str:
        """Show a finding and ask for a key until one answers to it, or leads away from it; return that key."""
        found, count = self.answers.found[index], len(self.answers.found)
        color, columns = self.style.color, self.style.width
        choices, finding, source = list_choices(found), found.finding, found.finding.source_text
        is_listed = [choice.text for choice in choices[:1]] == [one.label for one in finding.suggestions[:1]]
        shown = replace(found, finding=replace(finding, suggestions=())) if is_listed else found
        start = max(finding.source_span.start - _BEFORE_SPAN, 0) if finding.source_span else 0
        lines = ["", paint(f"{index + 1:,} of {count:,}", None, color), render_finding(shown, self.style)]
        lines += _fold("  Source: ", "…" * bool(start) + source[start:], columns, color) if source else ()
        for number, choice in enumerate(choices, 1):
            lines += _fold(f"  {number}  ", choice.text, columns, color)
        click.echo("\n".join((*lines, "")), color=color)
        numbers = "".join(map(str, range(1, len(choices) + 1)))
        span = "1" if len(choices) == 1 else f"1-{len(choices)}"
        is_marked = found.excerpt.start < found.excerpt.end
        prompt = f"[{span}] take  " * bool(choices) + "[e]dit  " + "[d]elete  " * is_marked
        prompt += "[a]ccept  [s]kip  [u]ndo  [q]uit  [?]: "
        keys = f"{span}: take the suggestion with this number; " * bool(choices)
        keys += (_MARKED_KEYS if is_marked else _MISSING_KEYS) + _KEYS
        known = f"{numbers}eas{'d' * is_marked}{_UNDO}{_QUIT}"
        while (key := self._read_key(prompt, known, keys)) not in _UNDO + _QUIT:
            answer = _answer(key, index, found, choices)
            if answer:
                self.answers.given.append(answer)
                break
        return key

    def _read_key(self, prompt: str, keys: str, meanings: str) -> str:
        """Return one of some keys, after a prompt; where another was pressed, what each does is shown, and it is asked
        again.

        Enter alone, which many press after a key, is no answer and no mistake.
        """
        while True:
            click.echo(prompt, nl=False)
            try:
                key = click.getchar().lower()
                key = key.rstrip(_SAVE) or key[-1:]  # a key and Enter may come at once
            except EOFError:
                key = _QUIT[-1]
            click.echo(key if key.isprintable() else "")
            if len(key) == 1 and key in keys:  # a key may be several characters, or several keys pressed at once
                return key
            if key not in _SAVE:
                wrong = "" if key == "?" else "No such answer. "
                click.echo(wrap(f"{wrong}{meanings}.", self.style.width, ""))


def _fold(label: str, text: str, columns: int, color: bool) -> Iterator[str]:
    """Yield a text in lines, after a label; Chinese, which has no spaces, too."""
    rest = visible(text)
    for number in range(_MOST_LINES):
        line = head(rest, columns - len(label) - 1)
        rest = rest[len(line) :]
        is_cut = number == _MOST_LINES - 1 and rest
        yield (" " * len(label) if number else label) + tint(line + "…" * bool(is_cut), color)
        if not rest:
            return


def _answer(key: str, index: int, found: Diagnostic, choices: list[Choice]) -> Answer | None:
    """Return what a key says of a finding; None where the person has thought better of it."""
    if key == "s":
        return Answer(index)
    if key == "d":
        return Answer(index, write_instead(found, ""))
    if key in "ea":
        instead = "Write instead" if found.excerpt.start < found.excerpt.end else "Write what is missing"
        label = instead if key == "e" else "Why is it right"
        text: str = click.prompt(f"{label} (empty: back)", default="", show_default=False)
        text = text.strip().encode(errors="replace").decode()  # half a character as a question mark
        if not text:
            return None
        return Answer(index, write_instead(found, text)) if key == "e" else Answer(index, reason=text)
    return Answer(index, choices[int(key) - 1].edits)
