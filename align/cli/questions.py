"""Asks a person about the findings of one file, one after the other."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import click

from align.commands.review.answers import Answer, Answers, Choice, list_choices
from align.commands.review.wishes import write_instead
from align.model import Diagnostic
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
            if key == _UNDO and not self.answers.undo():
                click.echo("There is nothing to undo in this file.")
            if key in _QUIT or (is_last and key in _SAVE):
                return key in _QUIT

    def _ask(self, index: int) -> str:
        """Show a finding and ask for a key until one answers to it, or leads away from it; return that key."""
        found = self.answers.found[index]
        choices = list_choices(found)
        click.echo("\n".join(("", *self._describe(index, found, choices), "")), color=self.style.color)
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

    def _describe(self, index: int, found: Diagnostic, choices: list[Choice]) -> Iterator[str]:
        """Yield the lines that show a finding, its source and what could be there."""
        color, columns = self.style.color, self.style.width
        is_listed = [choice.text for choice in choices[:1]] == [one.text for one in found.finding.suggestions[:1]]
        yield paint(f"{index + 1:,} of {len(self.answers.found):,}", None, color)
        finding, start = found.finding, 0
        shown = replace(found, finding=replace(finding, suggestions=())) if is_listed else found
        yield render_finding(shown, self.style)
        if finding.source_span:
            start = max(finding.source_span.start - _BEFORE_SPAN, 0)
        if finding.source_text:
            yield from _fold("  Source: ", "…" * bool(start) + finding.source_text[start:], columns, color)
        for number, choice in enumerate(choices, 1):
            yield from _fold(f"  {number}  ", choice.text, columns, color)


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
