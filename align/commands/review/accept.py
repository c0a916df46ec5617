"""Keeping findings as they are: which ones a person means, and the files that hold what is kept."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from align.commands.baseline import Comparison
from align.config.decisions.decision import FINGERPRINT, KEEP, Decision, Key, record_finding
from align.config.decisions.files import ACCEPTED_NAME, read_findings, set_union_merge, write_findings
from align.errors import CommandError
from align.inputs.files import same_file
from glossary.storage.reading import is_file, is_there

if TYPE_CHECKING:
    from align.commands.results import Result
    from align.model import Diagnostic

Note = Callable[[str, Iterable[Decision]], None]
"""What is called with the decisions that come into a file of findings that are accepted, before they are written."""

_NUMBER = re.compile(r"[0-9]{1,9}")
"""The number of a line or column."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a person means: a finding by its fingerprint, those of a line or place in a file, or all in a path.

    `unit` is the place in a file that has no lines: "paragraph 3".
    """

    text: str
    path: str
    line: int = 0
    column: int = 0
    fingerprint: str = ""
    unit: str = ""

    @property
    def is_place(self) -> bool:
        """Return whether a line or place in a file is intended."""
        return bool(self.line or self.unit)

    @property
    def is_whole(self) -> bool:
        """Return whether all in the path is intended."""
        return not self.is_place and not self.fingerprint

    def fits(self, found: Diagnostic) -> bool:
        """Return whether a finding is intended."""
        if self.fingerprint:
            return self.fingerprint in (found.fingerprint, found.formerly)
        if self.is_place and not same_file(found.path, self.path):
            return False
        if self.unit and (found.start.line is not None or found.start.segment != self.unit):
            return False
        return self.line in (0, found.start.line) and self.column in (0, found.start.column)


def parse_target(text: str, *, is_path: bool) -> Target:
    """Return what a person wrote; `is_path`: a path, all of it. Raises CommandError."""
    if is_path:
        return Target(text, text)
    if FINGERPRINT.fullmatch(text):
        return Target(text, ".", fingerprint=text)
    for count in (2, 1):
        path, *numbers = text.rsplit(":", count)
        if path and len(numbers) == count and all(map(_NUMBER.fullmatch, numbers)):
            line, column = (*map(int, numbers), 0)[:2]
            return _find_unit(path, line) or Target(text, path, line, column)
    found = _find_unit(text, 0)
    if found:
        return found
    raise CommandError(f"{text}: no finding is named so: write PATH:LINE[:COLUMN], a fingerprint, or --all PATH")


def _find_unit(text: str, column: int) -> Target | None:
    """Return a place in a file without lines, as reports write it: report.docx:paragraph 3, and a column (0: any)."""
    path, _, unit = text.rpartition(":")
    named = f"{text}:{column}" if column else text
    return Target(named, path, column=column, unit=unit) if path and unit and is_file(path) else None


@dataclass(frozen=True, slots=True)
class Choice:
    """A finding that a person means, the decision that keeps it, and the folder whose file holds that."""

    found: Diagnostic
    decision: Decision
    base: str

    @property
    def place(self) -> tuple[int, str]:
        """Return the column and the rule."""
        return self.found.start.column or 0, self.found.finding.rule

    def has(self, marks: Container[str]) -> bool:
        """Return whether its fingerprint, of today or of version 1, is one of these."""
        return self.found.fingerprint in marks or self.found.formerly in marks

    def find_held(self, kept: Comparison) -> Decision | None:
        """Return the decision by which it is kept already; None where it is not."""
        return kept.find_held(self.found, self.decision.path, self.decision.path)

    def show(self, decision: Decision) -> Decision:
        """Return a decision on it with its place and its words, for a person to read."""
        found = self.found
        excerpt = found.text.strip() or decision.excerpt
        return decision._replace(path=found.path, place=found.start.describe(), excerpt=excerpt)


def choose(results: Iterable[Result], targets: Iterable[Target]) -> Iterator[Choice]:
    """Yield the findings that are intended, none where all in a path are and there is none.

    Raises CommandError where one that is named is not there, or a line has several.
    """
    results = list(results)
    choices = [choice for result in results for choice in make_choices(result)]
    for target in targets:
        meant = [choice for choice in choices if target.fits(choice.found)]
        if not meant and not target.is_whole:  # its text was not checked, or has nothing there
            for skipped in (one for result in results for one in result.skipped):
                if target.line and same_file(skipped.path, target.path):
                    raise CommandError(f"{skipped.path}: was not checked: {skipped.reason}")
            line = replace(target, column=0)
            near = [choice for choice in choices if target.column and line.fits(choice.found)]
            others = f", but at {_list_places(target.text.rpartition(':')[0], near)}" if near else ""
            raise CommandError(f"{target.text}: nothing is found there{others}")
        if target.is_place and not target.column and len({choice.place for choice in meant}) > 1:
            raise CommandError(f"{target.text}: has several findings; name one: {_list_places(target.text, meant)}")
        yield from meant


def _list_places(line: str, choices: Iterable[Choice]) -> str:
    """Return the places of findings on a line, as a person may name them."""
    return ", ".join(f"{line}:{column} ({rule})" for column, rule in sorted({choice.place for choice in choices}))


def make_choices(result: Result) -> Iterator[Choice]:
    """Yield the findings of a file, each with the decision that would keep it."""
    if result.settings is not None:
        name, base = result.settings.name_in_fingerprints(result.path), result.settings.find_base(result.path)
        for found in result.diagnostics:
            yield Choice(found, record_finding(found, name, KEEP), base)


def accept(choices: Iterable[Choice], reason: str, by: str, at: str, note: Note | None = None) -> list[Decision]:
    """Add findings to the files of what is kept; return those that were not yet, as a person finds them.

    What an earlier version, or a file of another name, had kept of them is replaced. `note` is called with the
    decisions before they are added. Raises FileError.
    """
    by_base = defaultdict[str, list[Choice]](list)
    for choice in choices:
        by_base[choice.base].append(choice)
    added = list[Decision]()
    for base, chosen in by_base.items():
        path, held = _read(base)
        comparison, replaced = Comparison(path, held), set[Key]()
        new, shown = dict[Key, Decision](), dict[Key, Decision]()
        for choice in chosen:
            decision = choice.decision._replace(reason=reason, by=by, at=at)
            before = choice.find_held(comparison)
            if before is None or before.key != decision.key:
                new[decision.key], shown[decision.key] = decision, choice.show(decision)
                replaced |= {before.key} if before else set()
        if new:
            if note:
                note(path, new.values())
            write_findings(path, [*(one for one in held if one.key not in replaced), *new.values()])
            set_union_merge(Path(path))
        added.extend(shown.values())
    return added


def undo(results: Iterable[Result], targets: Iterable[Target]) -> list[Decision]:
    """Take out of the files of what is kept all that is intended, whether it is still found or not; return it.

    Raises CommandError, FileError.
    """
    results, targets = list(results), list(targets)
    chosen = list(choose(results, [one for one in targets if one.is_place]))
    marks = {target.fingerprint for target in targets if target.fingerprint}
    is_whole = any(target.is_whole for target in targets)
    chosen += [one for result in results for one in make_choices(result) if is_whole or one.has(marks)]
    names, removed = defaultdict[str, set[str]](set), list[Decision]()  # names of files, by the folder they are below
    for result in results:
        if result.settings is not None:
            names[result.settings.find_base(result.path)].add(result.settings.name_in_fingerprints(result.path))
    for base, own in names.items():
        path, held = _read(base)
        comparison = Comparison(path, held)
        there = {one.key: choice for choice in chosen if choice.base == base and (one := choice.find_held(comparison))}
        gone = {one for one in held if one.key in there or one.id in marks or (is_whole and one.path in own)}
        if gone:
            write_findings(path, [one for one in held if one not in gone])
        removed += [there[one.key].show(one) if one.key in there else one for one in sorted(gone)]
    return removed


def _read(base: str) -> tuple[str, tuple[Decision, ...]]:
    """Return the file of what is kept below a folder, and what it holds."""
    path = str(Path(base, ACCEPTED_NAME))
    return path, read_findings(path) if is_there(path) else ()
