"""Problems of glossaries as a report like that of `check`, so that every output format renders them."""

from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from typing import TYPE_CHECKING

from align import __version__
from align.errors import ReadError
from align.linter.surplus import list_most_of_run
from align.model import (
    LONGEST,
    Diagnostic,
    Excerpt,
    Finding,
    Location,
    Report,
    RulePage,
    Severity,
    Skipped,
    Span,
    shorten,
)
from align.report.summary import tell_amount

if TYPE_CHECKING:
    from glossary.model import Glossary, Term
    from glossary.upkeep.locator import Range
    from glossary.upkeep.problems import Problem

_MAX_SIZE = 50_000_000
"""The size of a file, in bytes, above which the places of problems in it are not looked for."""
_MARGIN = 200
"""How many characters of its line an excerpt shows on either side of what is marked."""


def diagnose(path: str, problems: "list[Problem]") -> tuple[Diagnostic, ...]:
    """Return the problems of one file as diagnostics, at their lines where the file is text.

    The `segment` of a location is the id of the concept.
    """
    from glossary.upkeep.locator import TermLocator

    text = _read_text(path) if problems else ""
    places, lines, firsts = TermLocator(text), _Lines(text), _Lines(text)
    seen: Counter[str] = Counter()
    found = []
    for problem in problems:
        place = places.find(problem.concept, problem.term, problem.copy)
        shown = text if place else problem.term or problem.concept
        span = Span(*place) if place else Span(0, len(shown))
        fault = f"{problem.name}\0{path}\0{problem.concept}\0{problem.term}"
        mark = sha256(f"{fault}\0{seen[fault]}".encode(errors="replace")).hexdigest()[:20]
        seen[fault] += 1
        start, end = (lines.locate(at, problem.concept, bool(place)) for at in span)
        first = None if problem.first is None else places.find(problem.concept, problem.term, problem.first)
        message = problem.message + (_name_line(first, firsts) if first and first != place else "")
        finding = Finding(problem.name, Severity(problem.severity), "terminology", message, span)
        marked = shown[span.start : span.end][:LONGEST]
        found.append(Diagnostic(finding, path, start, end, marked, _build_excerpt(shown, span), None, mark))
    return tuple(sorted(found, key=lambda entry: (entry.start.line, entry.start.column)))


def _name_line(first: "Range", lines: "_Lines") -> str:
    """Say where the term is that a problem repeats or contradicts."""
    return f" The first is in line {lines.locate(first.start, '', known=True).line}."


class _Lines:
    """Lines and columns of a text, for offsets that mostly grow."""

    def __init__(self, text: str) -> None:
        self._text, self._offset, self._line, self._start = text, 0, 1, 0

    def locate(self, offset: int, concept: str, known: bool) -> Location:
        """Return the place of an offset; the first line of the file where the place is not known."""
        if not known:
            return Location(shorten(concept), 1, 1)
        if offset < self._offset:
            self._offset, self._line, self._start = 0, 1, 0
        lines = self._text.count("\n", self._offset, offset)
        if lines:
            self._start = self._text.rfind("\n", self._offset, offset) + 1
        self._line, self._offset = self._line + lines, offset
        return Location(shorten(concept), self._line, offset - self._start + 1)


def _read_text(path: str) -> str:
    """Return the text of a file, with LF; a line a row of a workbook; empty where it is no text, or too large."""
    from glossary.formats.base import FormatError
    from glossary.formats.xlsx.sheets import render_rows
    from glossary.storage.decoding import decode
    from glossary.storage.reading import read_file

    try:
        data = read_file(path, _MAX_SIZE)
        text = render_rows(data) if data.startswith(b"PK") else decode(data)
    except (OSError, ReadError, FormatError):
        return ""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _build_excerpt(text: str, span: Span) -> Excerpt:
    """Return the marked characters and some of their line."""
    first = max(span.start - _MARGIN, 0)
    left = max(text.rfind("\n", first, span.start) + 1, first)
    last = min(span.end, span.start + LONGEST) + _MARGIN
    line_end = text.find("\n", span.start, last)
    right = min(len(text), last) if line_end < 0 else line_end
    return Excerpt(text[left:right], span.start - left, max(min(span.end, right), span.start) - left)


def build_report(found: tuple[Diagnostic, ...], glossaries: "list[Glossary]", failed: list[Skipped]) -> Report:
    """Return the report of a run; its words are those of the terms."""
    words = sum(len(term.text.split()) for term in _list_terms(glossaries))
    listed = tuple(list_most_of_run(found, lambda entry: entry.finding))
    return Report(
        signature=f"aligncheck:{__version__}|glossary-lint",
        documents=len(glossaries),
        words=words,
        suppressed=0,
        skipped=tuple(failed),
        diagnostics=listed,
        unlisted=len(found) - len(listed),
        rules=tuple(_describe(name) for name in sorted({entry.finding.rule for entry in listed})),
    )


def _describe(name: str) -> RulePage:
    from glossary.upkeep.lint import CHECKS

    check = CHECKS[name]
    return RulePage(name, Severity(check.severity), "terminology", check.summary, check.summary)


def _list_terms(glossaries: "list[Glossary]") -> Iterator["Term"]:
    return (term for glossary in glossaries for concept in glossary.concepts for term in concept.terms)


def summarize(report: Report, glossaries: "list[Glossary]", least: Severity) -> str:
    """Return the line that closes a report for people; findings below `least` are hidden."""
    amounts = [(report.count(severity), severity) for severity in reversed(Severity)]
    shown = [tell_amount(count, str(severity)) for count, severity in amounts if count and severity >= least]
    hidden = [tell_amount(count, str(severity)) for count, severity in amounts if count and severity < least]
    found = " and ".join(filter(None, (", ".join(shown[:-1]), *shown[-1:]))) or "no problems"
    concepts = tell_amount(sum(len(glossary.concepts) for glossary in glossaries), "concept")
    more = f" {', '.join(hidden)} hidden (--min-severity info shows all)." if hidden else ""
    return f"{found[0].upper()}{found[1:]} in {tell_amount(len(glossaries), 'file')} ({concepts}).{more}"
