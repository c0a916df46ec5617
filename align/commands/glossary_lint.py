"""Problems of glossaries as a report like that of `check`, so that every output format renders them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from align import __version__
from align.errors import ReadError
from align.linter.diagnostics import cut_excerpt
from align.linter.surplus import list_most_of_run
from align.model import LONGEST, Diagnostic, Finding, Location, Report, RulePage, Severity, Skipped, Span, shorten
from align.model.offsets import map_lines

if TYPE_CHECKING:
    from glossary.model import Glossary
    from glossary.upkeep.problems import Problem

_MAX_SIZE = 50_000_000
"""The size of a file, in bytes, above which the places of problems in it are not looked for."""


def diagnose(path: str, problems: "list[Problem]") -> tuple[Diagnostic, ...]:
    """Return the problems of one file as diagnostics, at their lines where the file is text.

    The `segment` of a location is the id of the concept.
    """
    from glossary.upkeep.locator import TermLocator

    text = _read_text(path) if problems else ""
    places, lines = TermLocator(text), map_lines(text)
    seen: Counter[str] = Counter()
    found = []
    for problem in problems:
        place = places.find(problem.concept, problem.term, problem.copy)
        shown = text if place else problem.term or problem.concept
        span = Span(*place) if place else Span(0, len(shown))
        fault = f"{problem.name}\0{path}\0{problem.concept}\0{problem.term}"
        mark = sha256(f"{fault}\0{seen[fault]}".encode(errors="replace")).hexdigest()[:20]
        seen[fault] += 1
        start, end = map(lines.locate, span) if place else [Location(None, 1, 1)] * 2
        message = problem.message
        first = None if problem.first is None else places.find(problem.concept, problem.term, problem.first)
        if first and first != place:
            message += f" The first is in line {lines.locate(first.start).line}."
        frame = (lines if place else map_lines(shown)).frame(span.start)
        diagnostic = Diagnostic(
            finding=Finding(problem.name, Severity(problem.severity), "terminology", message, span),
            path=path,
            start=replace(start, segment=shorten(problem.concept)),
            end=replace(end, segment=shorten(problem.concept)),
            text=shown[span.start : span.end][:LONGEST],
            excerpt=cut_excerpt(shown, frame, span),
            fix=None,
            fingerprint=mark,
        )
        found.append(diagnostic)
    return tuple(sorted(found, key=lambda entry: (entry.start.line, entry.start.column)))


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


def build_report(found: tuple[Diagnostic, ...], glossaries: "Sequence[Glossary]", failed: Sequence[Skipped]) -> Report:
    """Return the report of a run; its words are those of the terms."""
    from glossary.upkeep.lint import CHECKS

    terms = (term for glossary in glossaries for concept in glossary.concepts for term in concept.terms)
    listed = tuple(list_most_of_run(found, lambda entry: entry.finding))
    checks = {name: CHECKS[name] for name in sorted({entry.finding.rule for entry in listed})}
    return Report(
        signature=f"aligncheck:{__version__}|glossary-lint",
        documents=len(glossaries),
        words=sum(len(term.text.split()) for term in terms),
        suppressed=0,
        skipped=tuple(failed),
        diagnostics=listed,
        unlisted=len(found) - len(listed),
        rules=tuple(
            RulePage(name, Severity(check.severity), "terminology", check.summary, check.summary)
            for name, check in checks.items()
        ),
    )
