"""A run over what has changed: which tasks it does, and which of their findings it reports."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from align.commands.baseline import is_failing
from align.commands.jobs import Job
from align.commands.results import Result
from align.inputs.changes import Changes, Lines
from align.inputs.fixed_pairs import name_file
from align.inputs.tasks import Task
from align.linter.registry import find_rule
from align.linter.rule import Given
from align.model import Diagnostic, Skipped
from align.readers import gives_bitexts
from glossary.storage.reading import is_there


@dataclass
class ChangedTexts:
    """The texts that changed, themselves or their sources. `check` checks one text.

    `has_source_changed` and `tasks` know those that were chosen, by their paths.
    """

    changes: Changes
    check: Callable[[Job], Result]
    has_source_changed: dict[str, bool] = field(default_factory=dict)
    tasks: dict[str, Task] = field(default_factory=dict)

    def choose(self, items: Iterable[Task | Skipped]) -> list[Task | Skipped]:
        """Return the tasks whose text or source has changed, and what is left out and has changed, or cannot be
        checked.
        """
        chosen = list[Task | Skipped]()
        for item in items:
            if isinstance(item, Task):
                self.tasks[item.path] = item
                source = item.path if gives_bitexts(item.path + item.format) else item.source
                beside = (source, *([name_file(item.path)] if item.fixed else []))
                self.has_source_changed[item.path] = bool(source) and any(map(self.changes.has, beside))
            is_unchecked = not is_there(item.path) or (isinstance(item, Skipped) and item.failed)
            if is_unchecked or self.changes.has(item.path) or self.has_source_changed.get(item.path, False):
                chosen.append(item)
        return chosen

    def keep_changed_lines(self, result: Result) -> Result:
        """Return a result without the findings on lines that did not change, but for those that the earlier text did
        not have.

        Such are findings on the whole text, on two places that do not agree, and on what is missing next to a line.
        Where the source has changed, all that came of comparing with it is kept.
        """
        lines = self.changes.find_lines(result.path) if result.diagnostics else None
        if lines is None:
            return result
        with_pairs = self.has_source_changed.get(result.path, False)
        sure = {one for one in result.diagnostics if _touches(one, lines) or (with_pairs and _compares(one))}
        is_caused, known = lines and len(sure) < len(result.diagnostics), frozenset[str]()
        if is_caused and (data := self.changes.read_earlier(result.path)) is not None:
            task = replace(self.tasks[result.path], with_pages=False)
            known = frozenset(one.fingerprint for one in self.check(Job(task, data)).diagnostics)
        kept = [one for one in result.diagnostics if one in sure or (is_caused and one.fingerprint not in known)]
        left = replace(result, diagnostics=tuple(kept))
        return replace(left, failing=is_failing(left))


def _touches(found: Diagnostic, lines: Lines) -> bool:
    """Return whether a finding is on one of the lines; in a file without lines each may."""
    first, last = found.start.line, found.end.line
    return first is None or last is None or any(first < part.stop and part.start <= last for part in lines)


def _compares(found: Diagnostic) -> bool:
    """Return whether a finding is of a rule that looks at the source."""
    rule = find_rule(found.finding.rule)
    return bool((rule.needs | rule.reads) & {Given.ALIGNMENT, Given.SOURCE})
