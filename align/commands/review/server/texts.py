"""The texts of a page that is served: checked when it is opened, and again where a person edits them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from align.commands.check import check_files, make_baselines
from align.commands.memory.finding import find_pairs
from align.commands.memory.showing import add_house_pairs, show_pairs
from align.commands.review.apply import preview
from align.commands.terms.tables import add_terms
from align.commands.work import Show
from align.config.decisions.decision import Decision
from align.config.glossaries import Glossaries
from align.inputs.tasks import Task, plan_tasks
from align.inputs.watching import Stamps, list_watched, stamp
from align.memory.store import Store
from align.model import Diagnostic, Severity, Span
from align.model.pages import digest_texts
from align.report.page import render_page
from align.report.style import Style

if TYPE_CHECKING:
    from align.commands.results import Result
    from align.config.settings import Request
    from align.model.house_pairs import HousePairs


_MOST_PAIRS = 20
"""How many pairs of the memory are shown of a word, those of the latest documents."""


class Rechecked(NamedTuple):
    """What is found in a sentence that was written again, and what was before and is in its text no more."""

    found: tuple[Diagnostic, ...]
    gone: tuple[Diagnostic, ...]


@dataclass
class Texts:
    """What a person asks to review; `options` are those of the run in one string, which the page keeps.

    `least`: how severe a finding on the page is at least (None: as in reports); `with_terms`: terms are on it, too.
    """

    request: Request
    least: Severity | None = None
    with_terms: bool = False
    show: Show = iter
    options: str = ""
    page: bytes = b""
    signature: str = ""
    digests: dict[str, str] = field(default_factory=dict)
    names: dict[tuple[str, str], str] = field(default_factory=dict)
    _shown: Severity = Severity.WARNING
    _glossary_paths: frozenset[str] = frozenset()
    _tasks: dict[str, Task] = field(default_factory=dict)
    _stamps: Stamps = field(default_factory=dict)
    _glossaries: Glossaries = field(default_factory=Glossaries)
    _lock: Lock = field(default_factory=Lock)

    def look(self) -> bytes:
        """Return the page of the texts as they are now: they are checked again where anything has changed.

        Raises errors as `check_files` does.
        """
        with self._lock:
            stamps = stamp(list_watched(self.request))
            if stamps != self._stamps:
                self._check()
                self._stamps = stamps
            return self.page

    def _check(self) -> None:
        self._glossaries = Glossaries()
        self._tasks = {one.path: one for one in plan_tasks(self.request) if isinstance(one, Task)}
        outcome = check_files(self.request, self.show)
        self._shown = min(Severity.WARNING, outcome.threshold or Severity.WARNING) if self.least is None else self.least
        report = add_terms(self.request, outcome.report) if self.with_terms else outcome.report
        report = add_house_pairs(self.request, replace(report, options=self.options))
        has_memory = any(one.settings.memory for one in self._tasks.values())
        page = render_page(report, Style(self._shown), is_served=True, has_memory=has_memory)
        self.page = "".join(page).encode(errors="backslashreplace")
        self.signature = report.signature
        self.digests.clear()
        self.digests.update(digest_texts(report.pages))
        self.names.clear()
        self.names.update(((one.path, one.formerly), one.fingerprint) for one in report.diagnostics)
        self._glossary_paths = frozenset(one.path for one in report.terms.lists) if report.terms else frozenset()

    def has(self, path: str, kind: str = "") -> bool:
        """Return whether a text of this name is on the page; for decisions on terms, a glossary."""
        return path in (self._glossary_paths if kind == "term" else self._tasks)

    def look_up(self, path: str, words: str) -> HousePairs | None:
        """Return the pairs with some words in the memory that a text is compared with; None where it has none.

        Raises FileError, CommandError, DictionaryError.
        """
        settings = self._tasks[path].settings
        if not settings.memory:
            return None
        with self._lock, settings.use_knowledge(), Store(settings.memory) as memory:
            return show_pairs(find_pairs(memory, [words], _MOST_PAIRS))

    def recheck(self, path: str, mark: str, decisions: Sequence[Decision]) -> Rechecked | None:
        """Return what is found in the row of a sentence once these decisions are applied; None where it is not edited.

        Raises ReadError, and errors as `check_file` does.
        """
        own = [one for one in decisions if one.path == path and one.decision in ("fix", "edit")]
        with self._lock:
            seen = preview(self._tasks[path], own, mark, self._glossaries)
        if seen is None:
            return None
        baselines = make_baselines(self.request)
        before, after = (  # what the page would show: what is not known, and not too slight
            [one for one in baselines.list_new(result) if one.finding.severity >= self._shown]
            for result in (seen.before, seen.after)
        )
        gone, lost = list[Diagnostic](), Counter(map(_name, before)) - Counter(map(_name, after))
        for one in _list_found(before, seen.before, seen.document, seen.old):
            if lost[_name(one)]:
                lost[_name(one)] -= 1
                gone.append(one)
        return Rechecked(tuple(_list_found(after, seen.after, seen.document, seen.new)), tuple(gone))


def _name(one: Diagnostic) -> tuple[str, str, str]:
    """Return what is found, in whatever words round it: a fingerprint changes with these."""
    finding = one.finding
    return finding.rule, one.text, finding.source_text[slice(*finding.source_span)] if finding.source_span else ""


def _list_found(found: Iterable[Diagnostic], result: Result, document: int, span: Span) -> Iterator[Diagnostic]:
    """Yield the findings in the rows of a sentence, and those of what they do not say."""
    places = (row.target for row in result.pages[document].rows)
    rows = [place for place in places if place.start < span.end and span.start < place.end]
    start, end = (rows[0].start, rows[-1].end) if rows else span
    for one in found:
        first, last = one.finding.span
        if one.document == document and first < end and start < max(last, first + 1):
            yield one
